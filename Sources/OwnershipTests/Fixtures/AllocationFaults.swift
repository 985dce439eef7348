// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Has the kernel fail one allocation after the other of what a thread asks it for
/// (Documentation/fault-injection/fault-injection.rst, `fail-nth`).
struct AllocationFaults: ~Copyable {
    private static let objects = "/sys/kernel/debug/failslab"
    private static let pages = "/sys/kernel/debug/fail_page_alloc"

    static let requirement = Requirement {
        $0.missing(objects, "CONFIG_FAILSLAB, CONFIG_FAULT_INJECTION_DEBUG_FS, debugfs mounted")
    }

    static let pagesRequirement = Requirement {
        $0.missing(pages, "CONFIG_FAIL_PAGE_ALLOC, CONFIG_FAULT_INJECTION_DEBUG_FS, debugfs mounted")
    }

    private let file: OwnedFileDescriptor

    /// - Parameter includesPages: Whether whole pages are failed too, those of page tables among them; if not, it is
    ///   objects alone.
    init(includesPages: Bool = false) throws {
        // Those that may wait are spared otherwise, which is nearly all; and each failure says so on the console.
        var settings = [(Self.objects, "ignore-gfp-wait", "N"), (Self.objects, "verbose", "0")]
        if includesPages {
            settings += [
                (Self.pages, "ignore-gfp-wait", "N"), (Self.pages, "ignore-gfp-highmem", "N"),
                (Self.pages, "min-order", "0"),
                (Self.pages, "verbose", "0"),
            ]
        } else {
            // More than there are: as it is without this test.
            settings.append((Self.pages, "min-order", "64"))
        }
        for (folder, name, value) in settings where TextFile.read(folder + "/" + name) != nil {
            guard TextFile.write(value, to: "\(folder)/\(name)") else {
                throw SkipTest(reason: "\(folder)/\(name) cannot be written")
            }
        }
        file = try OwnedFileDescriptor(opening: "/proc/thread-self/fail-nth")
    }

    /// Has one allocation fail.
    /// - Parameters:
    ///   - number: Which of those that `body` makes, from 1 on.
    ///   - body: What may fail; it must not throw for that.
    /// - Returns: Whether there was that allocation.
    func fail(_ number: Int, of body: () throws -> Void) throws -> Bool {
        try file.descriptor.writeAll(toAbsoluteOffset: 0, String(number).utf8)
        let outcome = Result { try body() }
        // What is left of the number; zero when the failure was had.
        var answer = [UInt8](repeating: 0, count: 16)
        let count = try answer.withUnsafeMutableBytes { try file.descriptor.read(fromAbsoluteOffset: 0, into: $0) }
        try file.descriptor.writeAll(toAbsoluteOffset: 0, "0".utf8)
        try outcome.get()
        return String(decoding: answer.prefix(count), as: UTF8.self).trimmingBlanks == "0"
    }
}
