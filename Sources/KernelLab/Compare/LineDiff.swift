// SPDX-License-Identifier: GPL-2.0-only

/// The difference of two texts, line by line.
package struct LineDiff: Sendable, Equatable {
    package enum Edit: Character, Sendable {
        case same = " "
        case removed = "-"
        case added = "+"
    }

    package struct Line: Sendable, Equatable {
        package let edit: Edit
        package let text: String
    }

    /// Every line of both texts in order; of lines that differ, those removed come first.
    package let lines: [Line]

    package init(from old: [String], to new: [String]) {
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var before = 0
        var after = 0
        while before < old.count || after < new.count {
            if removed.contains(before) {
                lines.append(Line(edit: .removed, text: old[before]))
                before += 1
            } else if added.contains(after) {
                lines.append(Line(edit: .added, text: new[after]))
                after += 1
            } else {
                lines.append(Line(edit: .same, text: old[before]))
                before += 1
                after += 1
            }
        }
        self.lines = lines
    }

    /// The indices of ``lines`` that a reader wants to see, a range each place.
    ///
    /// - Parameter context: Lines shown before and after each change, from 0.
    package func hunks(context: Int) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in lines.indices where lines[index].edit != .same {
            let start = max(0, index - context)
            let end = min(lines.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= start {
                hunks[hunks.count - 1] = last.lowerBound..<end
            } else {
                hunks.append(start..<end)
            }
        }
        return hunks
    }
}
