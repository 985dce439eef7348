// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// What the running kernel says about itself, to explain a refusal.
enum RunningKernel {
    /// `uname -r`
    static var release: String {
        var name = utsname()
        guard uname(&name) == 0 else { return "" }
        return withUnsafeBytes(of: name.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The most likely reason for EPERM and its relatives.
    static func reasonToRefuse(_ errno: Errno) -> String {
        switch errno.rawValue {
        case EKEYREJECTED: return "its signature does not fit it"
        case ENOKEY: return "it is not signed by a key that this kernel knows"
        default: break
        }
        if contents(of: "/proc/sys/kernel/modules_disabled") == "1" {
            return "kernel.modules_disabled is set, until the next boot"
        }
        if let lockdown = contents(of: "/sys/kernel/security/lockdown"), !lockdown.contains("[none]"),
            geteuid() == 0
        {
            return "the kernel is locked down (\(lockdown))"
        }
        return geteuid() == 0
            ? "this process is root, but without CAP_SYS_MODULE, as in a container"
            : "this needs root (CAP_SYS_MODULE), and runs as user \(geteuid())"
    }

    /// A short file's text, without the line's end.
    private static func contents(of path: FilePath) -> String? {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
        defer { try? file.close() }
        let text = try? String(unsafeUninitializedCapacity: 256) { buffer in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        return text.map { String($0.prefix { !$0.isNewline }) }
    }
}
