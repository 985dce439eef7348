// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// A file below /tmp, removed with its owner.
struct TemporaryFile: ~Copyable {
    let path: FilePath

    init(_ bytes: [UInt8]) throws {
        path = FilePath("/tmp/dmabuf-selftest-\(getpid()).ko")
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        try file.closeAfter { _ = try file.writeAll(bytes) }
    }

    deinit {
        path.withPlatformString { _ = unlink($0) }
    }
}
