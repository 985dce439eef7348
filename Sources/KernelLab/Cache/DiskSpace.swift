// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// Room on file systems.
package enum DiskSpace {
    /// Bytes free for this user on the file system of a path, or of its nearest parent that exists.
    package static func available(at path: FilePath) -> Int64? {
        var place = path
        while true {
            var information = statvfs()
            if place.withPlatformString({ statvfs($0, &information) }) == 0 {
                return Int64(information.f_bavail) * Int64(information.f_frsize)
            }
            guard place.removeLastComponent() else {
                return nil
            }
        }
    }

    /// Fails before a long step begins, rather than in the middle of it.
    ///
    /// - Parameter needed: Bytes the step is about to write.
    package static func require(_ needed: Int64, at path: FilePath) throws(LabFailure) {
        guard let free = available(at: path), free < needed else {
            return
        }
        throw FileFailure.diskFull(at: path, reason: "checked before writing", needed: needed)
    }

    /// "1.5 GB", "20 MB", in powers of ten as disks are sold.
    package static func text(_ bytes: Int64) -> String {
        if bytes >= 1_000_000_000 {
            return "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
        }
        return "\(max(bytes, 0) / 1_000_000) MB"
    }
}
