// SPDX-License-Identifier: GPL-2.0-only

/// What opens, describes and closes a level.
extension KTAPTreeBuilder {
    /// The names from the top level's test down to the level at `index`, whose parent is the last of them.
    func path(to index: Int) -> [String] {
        guard index > 0 else { return [] }
        return (1...index).map { stack[$0].name ?? "#\(stack[$0 - 1].numbers.next)" }
    }

    /// Reports that the innermost test with subtests has begun, once its name can be known.
    mutating func announce() {
        guard stack.count > 1, !stack[stack.count - 1].isAnnounced else { return }
        stack[stack.count - 1].isAnnounced = true
        events.append(.started(path: path(to: stack.count - 1)))
    }

    // MARK: Lines

    mutating func takeVersion(_ line: KTAPLine, isTAP: Bool, number: Int?, isStamped: Bool) {
        let supported = isTAP ? number == 13 || number == 14 : number == 1
        if !supported { report(.unsupportedVersion, "unsupported version: \(line.content.prefix(80).text)") }
        abandonLevels(beyond: line.column)
        if let top = stack.last, top.column == line.column, !top.awaitsVersion {
            if top.hashes > 0, stack.count > 1 {
                // A program may print one stream after the other; all of them are its results.
                settle(stack.count - 1)
                report(.additionalStream, "another stream follows in the same place")
                stack[stack.count - 1].restart(line: lineNumber)
            } else {
                abandonTop()
            }
        }
        if stack.last?.column != line.column, !open(column: line.column, hashes: line.hashes, isStamped: isStamped) {
            return
        }
        let index = stack.count - 1
        stack[index].hasVersion = true
        stack[index].isTAP = isTAP
        stack[index].isStamped = isStamped
    }

    mutating func takePlan(_ line: KTAPLine, count: Int?, directive: KTAPDirective, isStamped: Bool) {
        abandonLevels(beyond: line.column)
        if stack.last.map({ $0.column < line.column }) ?? true {
            guard openWithoutVersion(column: line.column, hashes: line.hashes, isStamped: isStamped) else { return }
        }
        announce()
        let index = stack.count - 1
        guard let count else {
            stack[index].hasBadPlan = true
            return report(.badPlan, "bad plan: \(line.content.prefix(80).text)")
        }
        if let earlier = stack[index].plan {
            return earlier == count
                ? report(.repeatedPlan, "the plan 1..\(count) is repeated")
                : report(.conflictingPlan, "the plan 1..\(count) contradicts the earlier 1..\(earlier)")
        }
        stack[index].plan = count
        if count == 0, directive.word == .skip { stack[index].skipAll = directive }
        if stack[index].results > count {
            report(.extraResult, "\(stack[index].results) results, but \(count) planned")
        }
        events.append(.plan(path: path(to: index), count: count))
    }

    mutating func takeSubtest(_ name: String, column: Int, hashes: Int, isStamped: Bool) {
        // KTAP has it in the level it names, TAP 14 before that level.
        if let top = stack.last, top.column > column, top.hashes == hashes, stack.count > 1 {
            abandonLevels(beyond: column)
        }
        if let top = stack.last, top.column == column, stack.count > 1, top.results == 0, top.name == nil {
            stack[stack.count - 1].name = name
            stack[stack.count - 1].mustMatchName = true
            return announce()
        }
        guard let top = stack.last else {
            nextName = name
            return
        }
        guard column > top.column, hashes == top.hashes else {
            nextName = name
            return
        }
        guard open(column: column, hashes: hashes, isStamped: isStamped) else { return }
        stack[stack.count - 1].name = name
        stack[stack.count - 1].mustMatchName = true
        announce()
    }

    /// `run_kselftest.sh` begins a program, whose output will follow behind `# `.
    mutating func takeProgram(_ name: String, column: Int, hashes: Int, isStamped: Bool) {
        events.append(.diagnostic(name))
        if stack.isEmpty {
            guard openWithoutVersion(column: column - 2, hashes: hashes - 1, isStamped: isStamped) else { return }
        }
        // The program before this one had no result.
        abandonLevels(beyond: column - 1)
        guard let top = stack.last, top.hashes < hashes else { return }
        guard open(column: column, hashes: hashes, isStamped: isStamped) else { return }
        stack[stack.count - 1].name = name
        announce()
    }

    mutating func takeBailOut(_ text: String, hashes: Int) {
        let suffix = text.isEmpty ? "" : " \(text)"
        report(.bailOut, "Bail out!\(suffix)")
        for index in stack.indices where stack[index].hashes >= hashes && stack[index].bailOut == nil {
            stack[index].bailOut = "Bail out!\(suffix)"
        }
        if hashes == 0, bailOut == nil { bailOut = text }
    }

    mutating func checkTotals(_ claimed: [Int?], column: Int) {
        // KUnit prints a suite's totals at the column of the suite's result, kselftest at that of its own results.
        guard let top = stack.indices.last else { return }
        let own = stack.lastIndex { $0.column <= column } ?? top
        func agrees(_ totals: KTAPTotals) -> Bool {
            let failures = totals.failed + totals.timedOut + totals.errors
            let fail = claimed[1].map { $0.saturatingAdd(claimed[5] ?? 0) }
            return (claimed[0] ?? totals.passed) == totals.passed && (fail ?? failures) == failures
                && (claimed[2] ?? totals.expectedFailures) == totals.expectedFailures
                && (claimed[3] ?? totals.unexpectedPasses) == totals.unexpectedPasses
                && (claimed[4] ?? totals.skipped) == totals.skipped
        }
        guard !agrees(stack[own].totals), !agrees(stack[top].totals) else { return }
        report(.totalsMismatch, "the totals that the producer counted are not those of its results")
    }

    // MARK: Opening

    /// False where that would be too deep.
    mutating func open(column: Int, hashes: Int, isStamped: Bool) -> Bool {
        guard stack.count < limits.depth else {
            report(.tooDeep, "more than \(limits.depth) levels")
            return false
        }
        var level = KTAPLevel(column: column, hashes: hashes, line: lineNumber, isStamped: isStamped)
        level.isTAP = stack.last?.isTAP ?? false
        if stack.isEmpty {
            streams += 1
            if streams > 1 { report(.additionalStream, "another stream begins") }
        } else if let name = nextName {
            level.name = name
            level.mustMatchName = true
        }
        if !stack.isEmpty { nextName = nil }
        stack.append(level)
        return true
    }

    mutating func openWithoutVersion(column: Int, hashes: Int, isStamped: Bool) -> Bool {
        let isNamed = !stack.isEmpty && nextName != nil
        guard open(column: column, hashes: hashes, isStamped: isStamped) else { return false }
        if !isNamed { report(.missingVersion, "no version line before this") }
        return true
    }

    /// Puts a level below all others, for the result of a parent that stands left of everything before it.
    mutating func insertRoot(column: Int, isStamped: Bool) {
        let root = KTAPLevel(column: column, hashes: 0, line: lineNumber, isStamped: isStamped)
        report(.missingVersion, "no version line for this level")
        stack.insert(root, at: 0)
    }

    // MARK: Closing

    /// Does the books of the level at `index`: what was planned must have come.
    mutating func settle(_ index: Int) {
        let level = stack[index]
        let isRoot = index == 0
        if let skip = level.skipAll, level.results == 0 {
            guard isRoot else { return }
            let test = KTAPTest(
                name: "(all tests)", status: .skip, reason: skip.text, diagnostics: level.pending.lines,
                milliseconds: skip.milliseconds)
            return add(test, to: index)
        }
        let expected = level.hasBadPlan ? level.numbers.highest : max(level.plan ?? 0, level.numbers.highest)
        let missing = level.numbers.missing(of: expected)
        if missing > 0 { addMissing(missing, of: expected, to: index) }
        guard level.results == 0, missing == 0, level.isExplicit, !level.hasBadPlan else { return }
        if isRoot {
            report(.noTests, "a stream without any test", line: level.firstLine)
        } else if level.plan != nil || level.hasVersion {
            report(.emptyLevel, "a level without any test", line: level.firstLine)
        }
    }

    private mutating func addMissing(_ missing: Int, of expected: Int, to index: Int) {
        report(.missingResults, "\(missing) of \(expected) results are missing")
        let reason = stack[index].bailOut ?? "no result"
        let listed = stack[index].numbers.firstMissing(of: expected, most: min(missing, max(limits.missingEntries, 1)))
        var diagnostics = stack[index].pending.lines
        stack[index].pending = KTAPDiagnosticBuffer()
        for number in listed {
            let isLast = number == listed.last
            let others = isLast ? missing - listed.count : 0
            let test = KTAPTest(
                number: number, name: others > 0 ? "(and \(others) more)" : "", status: .missing, reason: reason,
                diagnostics: diagnostics)
            diagnostics = []
            add(test, to: index)
            stack[index].totals.missing = stack[index].totals.missing.saturatingAdd(others)
        }
    }

    /// Takes the innermost level off.
    mutating func closeTop() -> KTAPClosedLevel? {
        guard !stack.isEmpty else { return nil }
        settle(stack.count - 1)
        let level = stack.removeLast()
        return KTAPClosedLevel(
            name: level.name, mustMatchName: level.mustMatchName, skipAll: level.results == 0 ? level.skipAll : nil,
            wasExplicit: level.isExplicit, tests: level.tests, totals: level.earlierTotals + level.totals,
            pending: level.pending)
    }

    /// Ends the innermost level without its parent's result; the top level's end is the stream's.
    mutating func abandonTop() {
        let line = stack.last?.firstLine
        guard let closed = closeTop() else { return }
        guard !stack.isEmpty else {
            tests += closed.tests
            totals = totals + closed.totals
            return
        }
        addParentWithoutResult(closed, line: line)
    }

    mutating func addParentWithoutResult(_ closed: KTAPClosedLevel, line: Int?) {
        let index = stack.count - 1
        let name = closed.name ?? ""
        report(.missingParentResult, "no result for the test of these subtests: \(name)", line: line)
        let number = stack[index].numbers.next
        _ = stack[index].numbers.insert(number, limit: limits.numbersAhead)
        stack[index].results += 1
        var pending = stack[index].pending
        pending.append(closed.pending, limits: limits)
        stack[index].pending = KTAPDiagnosticBuffer()
        let test = KTAPTest(
            number: number, name: name, status: .missing, reason: stack[index].bailOut ?? "no result",
            diagnostics: pending.lines, children: closed.tests)
        add(test, to: index, leaves: closed.totals)
    }

    mutating func abandonLevels(beyond column: Int) {
        while let top = stack.last, top.column > column { abandonTop() }
    }
}
