// SPDX-License-Identifier: GPL-2.0-only

/// What a series makes of the files it touches; every other file of the tree stays as it is.
package struct TreeOverlay: Sendable, Equatable {
    package struct Content: Sendable, Equatable {
        package let bytes: [UInt8]
        package let isExecutable: Bool
    }

    /// Paths from the tree's top; `nil` for a file that the series removes.
    package let files: [String: Content?]

    package static let empty = TreeOverlay(files: [:])

    package init(files: [String: Content?]) {
        self.files = files
    }

    /// One digest for each path, `-` for a removed file.
    package var digests: [String: String] {
        files.mapValues { content in
            guard let content else {
                return "-"
            }
            var digest = SHA256()
            digest.update(content.bytes)
            return digest.hexDigest() + (content.isExecutable ? "x" : "")
        }
    }
}
