// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Has the kernel fail one allocation after the other of what a thread asks it for
/// (Documentation/fault-injection/fault-injection.rst, `fail-nth`).
struct AllocationFaults: ~Copyable {
    private static let settings = "/sys/kernel/debug/failslab"

    static let requirement = Requirement {
        $0.missing(settings, "CONFIG_FAILSLAB, CONFIG_FAULT_INJECTION_DEBUG_FS, debugfs mounted")
    }

    private let file: OwnedFileDescriptor

    init() throws {
        // Those that may wait are spared otherwise, which is nearly all; and each failure says so on the console.
        for (name, value) in [("ignore-gfp-wait", "N"), ("verbose", "0")] {
            guard TextFile.write(value, to: "\(Self.settings)/\(name)") else {
                throw SkipTest(reason: "\(Self.settings)/\(name) cannot be written")
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
