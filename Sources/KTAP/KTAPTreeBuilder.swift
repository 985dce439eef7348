// SPDX-License-Identifier: GPL-2.0-only

/// Makes a tree of results of classified lines, and keeps the books.
struct KTAPTreeBuilder: Sendable {
    /// A YAML block behind a result; nothing in it is a result.
    private struct Block {
        var column: Int
        var hashes: Int
        var line: Int
    }

    /// The beginning of a line that the kernel's log has cut in two.
    private struct Fragment {
        var bytes: [UInt8]
        var line: Int
    }

    let limits: KTAPLimits
    var log: KTAPProblemLog
    var events: [KTAPEvent] = []
    /// From the top level down.
    var stack: [KTAPLevel] = []
    /// The top level of the streams that have ended.
    var tests: [KTAPTest] = []
    var totals = KTAPTotals()
    var bailOut: String?
    var streams = 0
    /// The name of a `# Subtest:` line that stands before its level.
    var nextName: String?
    var retained = 0
    var hasDropped = false
    /// The current line's number.
    var lineNumber = 0
    private var block: Block?
    private var fragment: Fragment?
    /// The result that a YAML block may follow: the kernel's messages may come in between, nothing else.
    private var lastResult: (column: Int, hashes: Int)?

    init(limits: KTAPLimits) {
        self.limits = limits
        log = KTAPProblemLog(limit: limits.problems)
    }

    /// Ends everything that is still open.
    mutating func finish() -> KTAPReport {
        flushFragment()
        endBlock()
        while !stack.isEmpty { abandonTop() }
        if streams == 0 { report(.noTests, "no test at all", line: 0) }
        return KTAPReport(tests: tests, problems: log.problems, bailOut: bailOut, totals: totals)
    }

    mutating func report(_ kind: KTAPProblem.Kind, _ message: String, line: Int? = nil) {
        let problem = KTAPProblem(line: line ?? lineNumber, kind: kind, message: message)
        if let listed = log.add(problem) { events.append(.problem(listed)) }
    }

    // MARK: Lines

    mutating func take(_ raw: KTAPBytes, number: Int, wasCut: Bool) {
        lineNumber = number
        if wasCut { report(.lineTooLong, "a line of more than \(limits.lineBytes) bytes was cut") }
        let start = KTAPConsolePrefix.end(in: raw)
        let body = raw[start...]
        let isStamped = start > raw.startIndex
        if fragment != nil, !isStamped, join(body) { return }

        let line = KTAPLine(body)
        if line.content.isEmpty, line.hashes == 0 { return }
        if isInBlock(line, isStamped: isStamped) { return }
        if line.content.contains(UInt8(ascii: "[")), let cut = KTAPConsolePrefix.gluedStamp(in: line.content) {
            if takeGlued(line, raw: raw, body: body, cut: cut, isStamped: isStamped) { return }
        }
        take(line, raw: raw, body: body, isStamped: isStamped)
    }

    private mutating func take(_ line: KTAPLine, raw: KTAPBytes, body: KTAPBytes, isStamped: Bool) {
        switch line.kind {
        case .version(let isTAP, let number) where isAtItsPlace(line):
            takeVersion(line, isTAP: isTAP, number: number, isStamped: isStamped)
        case .plan(let count, let directive) where isAtItsPlace(line):
            takePlan(line, count: count, directive: directive, isStamped: isStamped)
        case .result(let result) where isAccepted(line):
            if takeResult(result, column: line.column, hashes: line.hashes, isStamped: isStamped) {
                lastResult = (line.column, line.hashes)
            } else {
                takeDiagnostic(line, raw: raw, body: body)
            }
        case .bailOut(let text) where isAccepted(line):
            takeBailOut(text, hashes: line.hashes)
        case .subtest(let name):
            takeSubtest(name, column: line.column, hashes: line.hashes, isStamped: isStamped)
        case .program(let name):
            takeProgram(name, column: line.column + 2, hashes: line.hashes + 1, isStamped: isStamped)
        case .totals(let counts):
            events.append(.diagnostic(text(of: line, raw: raw, body: body)))
            checkTotals(counts, column: line.column)
        case .plannedNotRun:
            events.append(.diagnostic(text(of: line, raw: raw, body: body)))
            report(.plannedNotRun, line.content.text)
        case .text where line.hashes == 0:
            if recover(line, isStamped: isStamped) {
                keep(raw.withoutTrailingBlanks.text)
            } else {
                takeDiagnostic(line, raw: raw, body: body)
            }
        case .version, .plan, .result, .bailOut, .text, .comment:
            takeDiagnostic(line, raw: raw, body: body)
        }
    }

    /// Behind comment marks a result counts only in a stream that began there: a test may quote one in a diagnostic.
    private func isAccepted(_ line: KTAPLine) -> Bool {
        line.hashes == 0 || stack.contains { $0.hashes == line.hashes && $0.column <= line.column }
    }

    /// Behind comment marks a stream may begin anywhere, but not left of the level that is open.
    private func isAtItsPlace(_ line: KTAPLine) -> Bool {
        guard let top = stack.last, line.hashes > top.hashes else { return true }
        return line.marks[top.hashes] >= top.column
    }

    // MARK: Diagnostics

    private mutating func takeDiagnostic(_ line: KTAPLine, raw: KTAPBytes, body: KTAPBytes) {
        // A comment belongs to the level at whose column it stands; any other text may come from anywhere.
        let text = text(of: line, raw: raw, body: body)
        let top = stack.last?.hashes ?? 0
        guard line.hashes > top || isComment(line), line.hashes >= top else { return keep(text) }
        keep(text, at: line.hashes > top ? line.marks[top] : line.column)
    }

    private func isComment(_ line: KTAPLine) -> Bool {
        if case .comment = line.kind { true } else { false }
    }

    /// Gives a line to the innermost level that begins at `column` or before it.
    private mutating func keep(_ text: String, at column: Int = .max) {
        events.append(.diagnostic(text))
        guard let index = stack.lastIndex(where: { $0.column <= column }) ?? stack.indices.first else { return }
        stack[index].pending.append(text, limits: limits)
    }

    /// A diagnostic's text without the marks of the level it is in, and without its own.
    private func text(of line: KTAPLine, raw: KTAPBytes, body: KTAPBytes) -> String {
        let outer = stack.last?.hashes ?? 0
        var rest = body
        for _ in 0..<min(outer, line.hashes) { rest = rest.withoutLeadingBlanks.dropFirst(2) }
        let inner = rest.withoutLeadingBlanks
        guard inner.first == .hash else { return (outer == 0 ? raw : rest).withoutTrailingBlanks.text }
        let text = inner.dropFirst()
        return (text.first == .blank ? text.dropFirst() : text).withoutTrailingBlanks.text
    }

    // MARK: YAML

    /// Whether the line belongs to a YAML block, or begins one.
    private mutating func isInBlock(_ line: KTAPLine, isStamped: Bool) -> Bool {
        guard let open = block else {
            guard line.content.begins(with: "---"), line.content.count == 3, let lastResult,
                line.column > lastResult.column,
                line.hashes == lastResult.hashes
            else {
                if !isStamped { lastResult = nil }
                return false
            }
            block = Block(column: line.column, hashes: line.hashes, line: lineNumber)
            keepInBlock(line)
            return true
        }
        if line.hashes == open.hashes, line.column >= open.column {
            if line.column == open.column, line.content.begins(with: "..."), line.content.count == 3 { block = nil }
            keepInBlock(line)
            return true
        }
        // The kernel's messages may come in between; a line of an outer level cannot.
        if line.isStructural, line.hashes <= open.hashes { endBlock() }
        return false
    }

    mutating func endBlock() {
        guard let open = block else { return }
        block = nil
        report(.unterminatedYAML, "the YAML block has no end", line: open.line)
    }

    private mutating func keepInBlock(_ line: KTAPLine) {
        let text = line.content.withoutTrailingBlanks.text
        events.append(.diagnostic(text))
        guard !hasDropped, var level = stack.popLast() else { return }
        if var test = level.tests.popLast() {
            let cost = text.utf8.count + 16
            let used = test.diagnostics.reduce(0) { $0 + $1.utf8.count + 16 }
            if test.diagnostics.count < limits.diagnosticLines, used + cost <= limits.diagnosticBytes {
                test.diagnostics.append(text)
                retained += cost
            }
            level.tests.append(test)
        }
        stack.append(level)
    }

    // MARK: Glued lines

    /// A line with the kernel's stamp in the middle. False where the part before it is nothing.
    private mutating func takeGlued(
        _ line: KTAPLine, raw: KTAPBytes, body: KTAPBytes, cut: Int, isStamped: Bool
    ) -> Bool {
        let head = body[..<cut]
        let headLine = KTAPLine(head)
        if case .result(let result) = headLine.kind, result.isBare, headLine.hashes == 0, !isStamped {
            // The rest of it may come on the next line.
            fragment = Fragment(bytes: Array(head), line: lineNumber)
            keep(raw[cut...].withoutTrailingBlanks.text)
            return true
        }
        guard headLine.isStructural, isAccepted(headLine) else {
            if !isStamped, headLine.hashes == 0 { fragment = Fragment(bytes: Array(head.suffix(64)), line: lineNumber) }
            return false
        }
        report(.gluedText, "the kernel's log continues the line: \(line.content[cut...].prefix(80).text)")
        take(headLine, raw: head, body: head, isStamped: isStamped)
        keep(line.content[cut...].withoutTrailingBlanks.text)
        return true
    }

    /// Puts the two pieces of a result together. False where they do not fit.
    private mutating func join(_ body: KTAPBytes) -> Bool {
        guard let first = fragment else { return false }
        fragment = nil
        let joined = (first.bytes + body)[...]
        let line = KTAPLine(joined)
        let head = KTAPLine(first.bytes[...])
        let isHeadResult = if case .result = head.kind { true } else { false }
        // Without a number it could be any two lines, and the second one could excuse the first one's `not ok`.
        // Nor is a comment the rest of one.
        if case .result(let result) = line.kind, case .value = result.number,
            !(isHeadResult && (KTAPLine(body).isStructural || body.withoutLeadingBlanks.first == .hash))
        {
            report(.recoveredResult, "a result was cut in two by the kernel's log", line: first.line)
            take(line, raw: joined, body: joined, isStamped: false)
            return true
        }
        flush(first, head)
        return false
    }

    /// Takes a piece that found no other half for what it is.
    private mutating func flush(_ piece: Fragment, _ head: KTAPLine) {
        guard head.isStructural else { return }
        report(.gluedText, "the kernel's log continues the line", line: piece.line)
        take(head, raw: piece.bytes[...], body: piece.bytes[...], isStamped: false)
    }

    mutating func flushFragment() {
        guard let piece = fragment else { return }
        fragment = nil
        flush(piece, KTAPLine(piece.bytes[...]))
    }

    /// Finds a version line or the awaited result behind other text in the same line.
    private mutating func recover(_ line: KTAPLine, isStamped: Bool) -> Bool {
        if stack.first?.isComplete ?? true, let start = versionStart(in: line.content) {
            let version = KTAPLine(line.content[start...])
            if case .version(let isTAP, let number) = version.kind {
                report(.gluedText, "text stands before the version line")
                var atStart = version
                atStart.column = 0
                takeVersion(atStart, isTAP: isTAP, number: number, isStamped: false)
                return true
            }
        }
        guard isStamped, let (result, level) = awaitedResult(in: line.content) else { return false }
        report(.recoveredResult, "a result stands behind the kernel's log in the same line")
        return takeResult(result, column: stack[level].column, hashes: 0, isStamped: false)
    }

    private func versionStart(in text: KTAPBytes) -> Int? {
        guard text.last?.isDigit == true else { return nil }
        let start = text.dropLast().lastIndex { $0 == UInt8(ascii: "T") }
        guard let start, text.has("TAP version ", at: start) else { return nil }
        return start > text.startIndex && text[start - 1] == UInt8(ascii: "K") ? start - 1 : start
    }

    /// A result that begins within `text` and has the number that an open level waits for. KUnit's own lines come through
    /// the log, which does not break them, so a level of those waits for none.
    private func awaitedResult(in text: KTAPBytes) -> (KTAPResultLine, level: Int)? {
        for start in text.indices.dropFirst() where text.has("ok ", at: start) {
            let digits = text[(start + 3)..<text.endOfDigits(from: start + 3)]
            guard let number = digits.decimal else { continue }
            let level = stack.lastIndex {
                $0.hashes == 0 && !$0.isStamped && !$0.isComplete && $0.hasVersion && $0.numbers.next == number
            }
            guard let level else { continue }
            let isNegated = start - 4 >= text.startIndex && text.has("not ", at: start - 4)
            // The whole rest is looked at once only, or a line of nothing but results would take its square in time.
            return KTAPResultLine(text[(isNegated ? start - 4 : start)...]).map { ($0, level) }
        }
        return nil
    }
}
