// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
internal import SystemPackage

/// The two ways in which C reports a failed call, and ioctl(2).
enum SystemCall {
    /// A call that returns -1 and sets errno. Calls that were interrupted are repeated.
    @discardableResult
    static func checking(
        _ call: StaticString, of what: @autoclosure () -> String, _ body: () -> CInt
    ) throws(SystemCallError) -> CInt {
        while true {
            let result = body()
            if result != -1 { return result }
            let error = Glibc.errno
            if error != EINTR {
                throw SystemCallError(call: "\(call)", what: what(), errno: Errno(rawValue: error))
            }
        }
    }

    /// A shim that returns a result, or a negative errno.
    @discardableResult
    static func checking(
        _ call: StaticString, of what: @autoclosure () -> String, result: CInt
    ) throws(SystemCallError) -> CInt {
        if result < 0 {
            throw SystemCallError(call: "\(call)", what: what(), errno: Errno(rawValue: -result))
        }
        return result
    }

    /// ioctl(2) on a structure, which the kernel reads and writes.
    ///
    /// Interrupted commands are not repeated: commands that take and give (an import, a file descriptor) say for
    /// themselves what an interruption left behind, and a check may be about it.
    @discardableResult
    static func control<Argument: BitwiseCopyable>(
        _ descriptor: FileDescriptor, _ command: UInt, _ name: StaticString, _ argument: inout Argument,
        of what: @autoclosure () -> String
    ) throws(SystemCallError) -> CInt {
        let result = withUnsafeMutablePointer(to: &argument) {
            cdmabuf_ioctl(descriptor.rawValue, command, $0)
        }
        if result < 0 {
            throw SystemCallError(call: "ioctl(\(name))", what: what(), errno: Errno(rawValue: -result))
        }
        return result
    }
}
