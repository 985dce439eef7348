// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// The constants' names: "EACCES" is what a reader of kernel code looks for, not "Permission denied".
struct ErrnoName {
    private static let names: [Int32: String] = [
        1: "EPERM", 2: "ENOENT", 3: "ESRCH", 4: "EINTR", 5: "EIO", 6: "ENXIO", 7: "E2BIG", 8: "ENOEXEC", 9: "EBADF",
        10: "ECHILD", 11: "EAGAIN", 12: "ENOMEM", 13: "EACCES", 14: "EFAULT", 16: "EBUSY", 17: "EEXIST", 19: "ENODEV",
        20: "ENOTDIR", 21: "EISDIR", 22: "EINVAL", 23: "ENFILE", 24: "EMFILE", 25: "ENOTTY", 26: "ETXTBSY",
        28: "ENOSPC", 29: "ESPIPE", 30: "EROFS", 32: "EPIPE", 34: "ERANGE", 38: "ENOSYS", 40: "ELOOP", 75: "EOVERFLOW",
        95: "EOPNOTSUPP", 110: "ETIMEDOUT",
    ]

    /// - Parameter error: nil, like 0, for none.
    static func of(_ error: Errno?) -> String {
        guard let error else { return "no error" }
        return error.rawValue == 0 ? "no error" : names[error.rawValue] ?? "errno \(error.rawValue)"
    }
}
