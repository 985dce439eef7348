// SPDX-License-Identifier: GPL-2.0-only

/// The lines of a patched tree that a series has added, each with the last patch that did.
package struct AddedLines: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        /// Of the patched file, from 1.
        package let number: Int
        package let text: String
        /// The index of the patch.
        package let patch: Int
    }

    /// By path, each in order.
    package let files: [String: [Line]]

    /// - Parameters:
    ///   - original: the text of a file before the first patch; nil where there is none.
    ///   - steps: what each patch leaves of the files that it touches; nil for a file that it removes.
    package init(original: (String) throws -> String?, steps: [[String: String?]]) rethrows {
        var states: [String: [(text: String, patch: Int?)]] = [:]
        for (patch, step) in steps.enumerated() {
            for (file, content) in step {
                let before = try states[file] ?? Self.lines(try original(file)).map { ($0, nil) }
                let diff = LineDiff(from: before.map(\.text), to: Self.lines(content))
                var after: [(text: String, patch: Int?)] = []
                var index = 0
                for line in diff.lines {
                    switch line.edit {
                    case .added: after.append((line.text, patch))
                    case .removed: index += 1
                    case .same:
                        after.append(before[index])
                        index += 1
                    }
                }
                states[file] = after
            }
        }
        files = states.compactMapValues { state in
            let added = state.enumerated().compactMap { index, line in
                line.patch.map { Line(number: index + 1, text: line.text, patch: $0) }
            }
            return added.isEmpty ? nil : added
        }
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
