// SPDX-License-Identifier: GPL-2.0-only

/// A patch of one version of the series and its counterpart in another; at least one of them is there.
package struct PatchPair: Sendable, Equatable {
    package enum Relation: Character, Sendable {
        case same = "="
        case changed = "!"
        case onlyInFirst = "<"
        case onlyInSecond = ">"
    }

    package let first: ComparablePatch?
    package let second: ComparablePatch?

    package var relation: Relation {
        switch (first, second) {
        case (let first?, let second?): first.lines == second.lines ? .same : .changed
        case (_?, nil): .onlyInFirst
        case (nil, _): .onlyInSecond
        }
    }

    /// What differs, such as "message, diff"; empty where nothing does or one is missing.
    package var parts: String {
        guard let first, let second else {
            return ""
        }
        var parts: [String] = []
        if first.message != second.message {
            parts.append("message")
        }
        if first.diff != second.diff {
            let edits = LineDiff(from: first.diff, to: second.diff).lines
            parts.append("diff +\(edits.count { $0.edit == .added }) -\(edits.count { $0.edit == .removed })")
        }
        return parts.joined(separator: ", ")
    }

    /// Pairs patches of the same subject; and of the rest those of the same number, whose subject was changed.
    package static func pairs(_ first: [ComparablePatch], _ second: [ComparablePatch]) -> [PatchPair] {
        let subjects = Set(first.map(\.subject)).intersection(second.map(\.subject))
        var partners: [Int: ComparablePatch] = [:]
        var rest = second
        for (index, patch) in first.enumerated() {
            let partner = rest.firstIndex { other in
                other.subject == patch.subject
                    || (other.number == patch.number && !subjects.contains(other.subject)
                        && !subjects.contains(patch.subject))
            }
            if let partner {
                partners[index] = rest.remove(at: partner)
            }
        }
        var pairs = first.enumerated().map { PatchPair(first: $1, second: partners[$0]) }
        for patch in rest {
            // Before the first of the others that comes later in its own version.
            let place = pairs.firstIndex { ($0.second ?? $0.first).map { $0.number > patch.number } == true }
            pairs.insert(PatchPair(first: nil, second: patch), at: place ?? pairs.count)
        }
        return pairs
    }
}
