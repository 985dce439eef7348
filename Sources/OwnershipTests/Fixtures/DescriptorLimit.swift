// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// No file descriptor to be had: RLIMIT_NOFILE below what is open already.
enum DescriptorLimit {
    static func reached(_ body: () throws -> Void) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        var low = limit
        low.rlim_cur = 0
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &low) == 0 else { throw Errno(rawValue: errno) }
        let outcome = Result { try body() }
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { throw Errno(rawValue: errno) }
        try outcome.get()
    }
}
