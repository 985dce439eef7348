// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

struct LineDiffTests {
    @Test func bothTextsCanBeReadOutOfTheDifference() {
        let old = ["a", "b", "c", "d", "e"]
        let new = ["a", "x", "c", "e", "f"]
        let lines = LineDiff(from: old, to: new).lines
        #expect(lines.filter { $0.edit != .added }.map(\.text) == old)
        #expect(lines.filter { $0.edit != .removed }.map(\.text) == new)
    }

    @Test func whatIsRemovedComesBeforeWhatIsAdded() {
        let lines = LineDiff(from: ["a", "b"], to: ["a", "c"]).lines
        #expect(lines.map(\.edit) == [.same, .removed, .added])
    }

    @Test func changesWhoseContextTouchesAreOneHunk() {
        let old = (0..<20).map(String.init)
        var new = old
        new[3] = "x"
        new[8] = "y"
        new[18] = "z"
        // Each change is two lines of the difference.
        #expect(LineDiff(from: old, to: new).hunks(context: 2) == [1..<13, 18..<23])
    }

    @Test func equalTextsHaveNoHunk() {
        #expect(LineDiff(from: ["a"], to: ["a"]).hunks(context: 3).isEmpty)
    }
}
