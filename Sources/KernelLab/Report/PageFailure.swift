// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// A failed test as the page's template takes it: what it said, what the kernel said meanwhile, how to repeat it.
struct PageFailure {
    struct Console {
        let range: String
        let consoleLines: [Line]
    }

    struct Line: CustomStringConvertible {
        /// `during` or `around`.
        let age: String
        let description: String
    }

    private static let mostDiagnostics = 40

    let anchor: String
    let failureSign: String
    let fullName: String
    let meta: String
    let ktap: String
    let cut: String?
    let console: Console?
    /// Why there are no lines of the console.
    let noConsole: String?
    let `repeat`: String?
    let noRepeat: String?

    init(_ leaf: TestLeaf, anchor: String, console: TestConsole?, repeating command: RepeatCommand?) {
        self.anchor = anchor
        let mark = StatusMark(leaf.test.status)
        failureSign = mark.sign
        fullName = BoundedText.cut(leaf.fullName.isEmpty ? "(no name)" : leaf.fullName)
        meta = mark.word + (leaf.test.milliseconds.map { " after \(Self.text($0))" } ?? "")
        let lines = TestLines(leaf.test, limit: Self.mostDiagnostics)
        ktap = lines.text
        cut = lines.omitted > 0 ? "\(lines.omitted) lines are left out here." : nil
        let excerpt = console?.excerpt(of: leaf.fullName)
        self.console = excerpt.flatMap { $0.isSilent && $0.before.isEmpty && $0.after.isEmpty ? nil : Console($0) }
        if excerpt?.isSilent == true {
            noConsole = "The kernel said nothing while it ran."
        } else if excerpt != nil {
            noConsole = nil
        } else if console?.hasMarks == true {
            noConsole = "The console has no line of the runner's about this test."
        } else {
            noConsole = "The console has no lines of the runner's, so what came when is not known."
        }
        self.repeat = command?.line(test: leaf.fullName)
        noRepeat =
            command != nil && self.repeat == nil
            ? "No command repeats this test alone: its name cannot be passed to the guest." : nil
    }

    private static func text(_ milliseconds: Double) -> String {
        milliseconds < 1000 && milliseconds >= 0
            ? "\((milliseconds * 10).rounded() / 10) ms" : ResultsTable.seconds(milliseconds: milliseconds) + " s"
    }
}

extension PageFailure.Console {
    fileprivate init(_ excerpt: TestConsole.Excerpt) {
        let first = excerpt.lines.first?.number ?? 0
        let last = excerpt.lines.last?.number ?? first
        range = first == last ? "line \(first)" : "lines \(first) to \(last)"
        var lines = excerpt.before.map { PageFailure.Line($0, age: "around") }
        lines += excerpt.lines.prefix(excerpt.head).map { PageFailure.Line($0, age: "during") }
        if excerpt.omitted > 0 {
            lines.append(PageFailure.Line(age: "around", description: "… \(excerpt.omitted) lines left out …"))
        }
        lines += excerpt.lines.dropFirst(excerpt.head).map { PageFailure.Line($0, age: "during") }
        lines += excerpt.after.map { PageFailure.Line($0, age: "around") }
        consoleLines = lines
    }
}

extension PageFailure.Line {
    fileprivate init(_ line: TestConsole.Line, age: String) {
        self.init(age: age, description: "\(line.number): \(BoundedText.cut(line.text))")
    }
}
