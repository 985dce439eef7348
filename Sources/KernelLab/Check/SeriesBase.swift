// SPDX-License-Identifier: GPL-2.0-only

/// The kernel that a series was made on: the `Base: v6.12.117` in a comment of its `series` file.
package struct SeriesBase: Sendable, Equatable {
    /// As written, without the `v`.
    package let version: String

    package init?(seriesText: String) {
        for line in seriesText.split(whereSeparator: \.isNewline) where line.hasPrefix("#") {
            guard let mark = line.firstRange(of: "Base: v") else {
                continue
            }
            let version = line[mark.upperBound...].prefix { $0.isASCIIDigit || $0 == "." || $0 == "-" || $0.isLetter }
            guard version.first?.isASCIIDigit == true else {
                continue
            }
            self.version = String(version.last == "." ? version.dropLast() : version)
            return
        }
        return nil
    }

    /// Whether a tree is of this version. Git's `v6.12` is what the Makefile calls 6.12.0.
    package func matches(_ version: KernelVersion) -> Bool {
        self.version == version.description || (version.patch == 0 && self.version == version.series + version.extra)
    }
}
