// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import SystemPackage

/// A system call whose answer is looked at, whatever it is.
struct RawCall {
    /// What the kernel returned; a negative errno for an error.
    let result: Int

    /// - Parameter arguments: At most six.
    init(_ number: Int, _ arguments: Int...) {
        let all = arguments + [Int](repeating: 0, count: max(0, 6 - arguments.count))
        result = cdmabuf_raw_call(number, all[0], all[1], all[2], all[3], all[4], all[5])
    }

    var isSuccess: Bool { result >= 0 }

    /// "ok", or the error's name: for calls whose result is an address, a descriptor, or nothing.
    var outcome: String { isSuccess ? "ok" : ErrnoName.of(Errno(rawValue: Int32(-result))) }

    /// The number that came back, or the error's name.
    var count: String { isSuccess ? "\(result)" : outcome }
}

extension UInt {
    /// As an argument of a system call.
    var asArgument: Int { Int(bitPattern: self) }
}

extension UnsafeRawBufferPointer {
    /// As an argument of a system call.
    var asArgument: Int { Int(bitPattern: baseAddress) }
}

extension UnsafeMutableRawBufferPointer {
    /// As an argument of a system call.
    var asArgument: Int { Int(bitPattern: baseAddress) }
}
