// SPDX-License-Identifier: GPL-2.0-only

/// Which lines of the console came while which test ran, by the lines that the guest's runner writes into the kernel's
/// log: `dmabuf-selftest: begin suite/test` before each test, and one more when there are no more tests.
package struct TestConsole: Sendable, Equatable {
    /// Lines shown of what came while the tests before and after ran: deferred work and its messages know no bounds.
    private static let surroundings = 5
    /// Lines kept from a test's begin on, and from its end backwards.
    private static let kept = (first: 60, last: 20)
    /// Characters kept of a line.
    private static let longestLine = 500

    /// A line as printed.
    package struct Line: Sendable, Equatable {
        /// From 1.
        package let number: Int
        package let text: String
    }

    /// The console around one test.
    package struct Excerpt: Sendable, Equatable {
        package fileprivate(set) var before: [Line] = []
        /// The runner's own line, and what came until the next test began.
        package fileprivate(set) var lines: [Line] = []
        /// Lines left out of the middle of `lines`.
        package fileprivate(set) var omitted = 0
        /// How many of `lines` stand before the gap.
        package fileprivate(set) var head = 0
        package fileprivate(set) var after: [Line] = []

        /// Whether the kernel had nothing to say.
        package var isSilent: Bool { lines.count <= 1 }
    }

    private struct Mark: Sendable, Equatable {
        let line: Int
        /// Nil between tests.
        let test: String?
    }

    private let wanted: Set<String>
    private var marks: [Mark] = []
    private var excerpts: [String: Excerpt] = [:]
    private var current: String?
    /// The test before the current one, which still gets lines.
    private var ended: String?
    /// The last lines since the last mark.
    private var recent: [Line] = []

    /// - Parameters:
    ///   - bytes: the console.
    ///   - wanted: full names of the tests whose lines are kept.
    package init(_ bytes: some Sequence<UInt8>, wanted: some Sequence<String>) {
        self.wanted = Set(wanted)
        var splitter = ConsoleLines()
        for line in splitter.consume(bytes) + splitter.finish() { consume(line) }
    }

    /// Whether the runner left marks: without them nothing can be said about any test.
    package var hasMarks: Bool { !marks.isEmpty }

    /// What was printed around a test; nil when it is not known.
    package func excerpt(of test: String) -> Excerpt? { excerpts[test] }

    /// The test that ran when a line was printed; nil when none did, or when it is not known.
    package func test(atLine number: Int) -> String? {
        marks.last { $0.line <= number }?.test
    }

    /// The test that was running when the console ended: where a guest died or hung, the one to look at.
    package var unfinishedTest: String? { marks.last?.test }

    private mutating func consume(_ line: ConsoleLine) {
        let text = line.raw.count > Self.longestLine ? String(line.raw.prefix(Self.longestLine)) + "…" : line.raw
        let shown = Line(number: line.number, text: text)
        guard let mark = RunnerMark(line) else {
            add(shown)
            return
        }
        ended = current
        current = nil
        let before = recent
        recent = []
        marks.append(Mark(line: line.number, test: mark.test))
        guard let test = mark.test, wanted.contains(test) else { return }
        current = test
        excerpts[test] = Excerpt(before: before, lines: [shown], head: 1)
    }

    private mutating func add(_ line: Line) {
        if let ended, excerpts[ended, default: Excerpt()].after.count < Self.surroundings {
            excerpts[ended]?.after.append(line)
        }
        recent = (recent + [line]).suffix(Self.surroundings)
        guard let current, var excerpt = excerpts[current] else { return }
        // Taken out while it grows, so that its lines are not copied for each.
        excerpts[current] = nil
        excerpt.lines.append(line)
        if excerpt.lines.count <= Self.kept.first {
            excerpt.head = excerpt.lines.count
        } else if excerpt.lines.count > Self.kept.first + Self.kept.last {
            excerpt.lines.remove(at: Self.kept.first)
            excerpt.omitted += 1
        }
        excerpts[current] = excerpt
    }
}
