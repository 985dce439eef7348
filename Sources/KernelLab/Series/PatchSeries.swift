// SPDX-License-Identifier: GPL-2.0-only

/// What is wrong with a `series` file, with its line.
package enum SeriesError: Error, Equatable, CustomStringConvertible {
    /// The file named is not in the folder.
    case unknownFile(location: String, file: String)
    case duplicate(location: String, file: String, first: Int)
    /// A path, or quilt's options behind the name: only plain names of the same folder are taken.
    case notAName(location: String, text: String)
    case empty(name: String)

    package var description: String {
        switch self {
        case .unknownFile(let location, let file): "\(location): there is no \(file) in the folder"
        case .duplicate(let location, let file, let first): "\(location): \(file) is listed already, in line \(first)"
        case .notAName(let location, let text): "\(location): not the name of a patch in this folder: \(text)"
        case .empty(let name): "\(name): no patch is listed"
        }
    }
}

/// The patches of a series in order, from the text of its `series` file.
package struct PatchSeries: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let file: String
        /// Line of the series file, from 1.
        package let line: Int
    }

    package let name: String
    package let entries: [Entry]
    /// Patches in the folder that the series does not list; the cover letter is none of them.
    package let unlisted: [String]

    /// - Parameters:
    ///   - name: how messages call the series file.
    ///   - folder: the names of the files beside it.
    package init(parsing text: String, name: String = "series", folder: [String]) throws(SeriesError) {
        var entries: [Entry] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            // A `#` begins a comment at the start of a line or behind a blank, as in quilt.
            let file = line.prefix { $0 != "#" }.trimmingBlanks
            guard !file.isEmpty else { continue }
            let location = "\(name):\(number)"
            guard !file.contains("/"), !file.contains(" "), !file.contains("\t"), !file.hasPrefix("-"),
                !file.hasPrefix(".")
            else { throw .notAName(location: location, text: file) }
            if let first = entries.first(where: { $0.file == file }) {
                throw .duplicate(location: location, file: file, first: first.line)
            }
            guard folder.contains(file) else { throw .unknownFile(location: location, file: file) }
            entries.append(Entry(file: file, line: number))
        }
        guard !entries.isEmpty else { throw .empty(name: name) }
        self.name = name
        self.entries = entries
        unlisted = folder.filter { file in
            file.hasSuffix(".patch") && !file.hasPrefix("0000-") && !entries.contains { $0.file == file }
        }.sorted()
    }
}
