// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Errors of files as the failures that users see.
package enum FileFailure {
    /// The failure for an error met on a path; a full disk says so, and how much is needed where that is known.
    package static func describe(
        _ error: any Error, doing what: String, _ path: FilePath, needed: Int64? = nil
    ) -> LabFailure {
        if let failure = error as? LabFailure {
            return failure
        }
        guard let errno = error as? Errno else {
            return LabFailure(.inputOutput, "\(what) \(path): \(error)")
        }
        switch errno {
        case .noSpace, .diskQuotaExceeded, .fileTooLarge:
            return diskFull(at: path, reason: errno.description, needed: needed)
        default:
            return LabFailure(.inputOutput, "\(what) \(path): \(errno)")
        }
    }

    /// The failure for a full disk.
    package static func diskFull(at path: FilePath, reason: String, needed: Int64?) -> LabFailure {
        let amount = needed.map { "about \(DiskSpace.text($0)) needed" } ?? "more room needed"
        let free = DiskSpace.available(at: path).map { ", \(DiskSpace.text($0)) free" } ?? ""
        return LabFailure(
            .inputOutput, "disk full at \(path) (\(reason)): \(amount)\(free)",
            advice: "make room, run `dmabuf-lab clean`, or set XDG_CACHE_HOME to a larger file system")
    }
}
