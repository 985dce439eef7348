// SPDX-License-Identifier: GPL-2.0-only

/// What makes a result, and a result's place in the tree.
extension KTAPTreeBuilder {
    /// False where the line is no result after all.
    mutating func takeResult(_ line: KTAPResultLine, column: Int, hashes: Int, isStamped: Bool) -> Bool {
        if line.number == .none, !isUnnumberedAccepted(line, column: column) { return false }
        var closed: KTAPClosedLevel?
        while let top = stack.last, top.column > column {
            if let inner = closed { addParentWithoutResult(inner, line: nil) }
            if stack.count == 1 { insertRoot(column: column, isStamped: isStamped) }
            closed = closeTop()
        }
        if stack.last.map({ $0.column < column }) ?? true {
            if closed != nil {
                report(.indentation, "the result stands in no level's column")
            } else if !openWithoutVersion(column: column, hashes: hashes, isStamped: isStamped) {
                // Too deep: that fails the run, so the result itself need not.
                return false
            }
        }
        announce()
        let index = stack.count - 1
        book(line, in: index)
        add(line, closed: closed, to: index)
        return true
    }

    /// KTAP requires a number. Without one, `ok` may be the beginning of any sentence; `not ok` had better be taken at its
    /// word.
    private mutating func isUnnumberedAccepted(_ line: KTAPResultLine, column: Int) -> Bool {
        let level = stack.last { $0.column <= column } ?? stack.first
        if level?.isTAP == true { return true }
        if !line.isOK {
            report(.missingNumber, "a result without a number")
            return true
        }
        if !stack.isEmpty { report(.unnumberedPass, "not taken for a result: there is no number") }
        return false
    }

    private mutating func book(_ line: KTAPResultLine, in index: Int) {
        let expected = stack[index].numbers.next
        stack[index].results += 1
        let number: Int
        switch line.number {
        case .none: number = expected
        case .value(let value): number = value
        case .tooLarge:
            report(.badNumber, "a result's number is too large")
            number = expected
        }
        switch stack[index].numbers.insert(number, limit: limits.numbersAhead) {
        case .expected: break
        case .duplicate: report(.duplicateNumber, "a second result with the number \(number)")
        case .outOfOrder: report(.outOfOrderNumber, "result \(number) where \(expected) was to come")
        }
        if let plan = stack[index].plan, stack[index].results > plan || number > plan {
            report(.extraResult, "result \(number), but \(plan) planned")
        }
    }

    private mutating func add(_ line: KTAPResultLine, closed: KTAPClosedLevel?, to index: Int) {
        var (status, reason, isContradictory) = line.outcome()
        if isContradictory { report(.contradictoryDirective, "ok, but timed out or in error: \(line.name)") }
        let leaves = closed?.totals ?? KTAPTotals()
        let hasSubtests = leaves.total > 0
        if let closed {
            checkName(line.name, closed)
            if status == .pass, let skip = closed.skipAll {
                status = .skip
                reason = reason ?? skip.text
            }
        }
        if hasSubtests {
            if leaves.failures > 0, !status.isFailure {
                status = .fail
                report(.parentPassedOverFailure, "ok, but a subtest failed: \(line.name)")
            } else if leaves.failures == 0, status.isFailure {
                report(.parentFailedAlone, "not ok, but no subtest failed: \(line.name)")
            }
        }
        var pending = stack[index].pending
        stack[index].pending = KTAPDiagnosticBuffer()
        if let closed { pending.append(closed.pending, limits: limits) }
        let number: Int? = if case .value(let value) = line.number { value } else { nil }
        let test = KTAPTest(
            number: number, name: line.name, status: status, reason: reason, diagnostics: pending.lines,
            milliseconds: line.directive.milliseconds, children: closed?.tests ?? [])
        add(test, to: index, leaves: hasSubtests ? leaves : nil)
    }

    private mutating func checkName(_ name: String, _ closed: KTAPClosedLevel) {
        guard closed.mustMatchName, let expected = closed.name, !name.isEmpty, name != expected else { return }
        report(.subtestNameMismatch, "the result of “\(expected)” is called “\(name)”")
    }

    /// Counts a test, and keeps it if there is room.
    ///
    /// - Parameter leaves: what its subtests add up to; nil for a leaf.
    mutating func add(_ test: KTAPTest, to index: Int, leaves: KTAPTotals? = nil) {
        if let leaves, leaves.total > 0 {
            stack[index].totals = stack[index].totals + leaves
        } else {
            stack[index].totals.count(test.status)
        }
        events.append(.finished(path: path(to: index) + [test.name], test: test))
        let text = test.name.utf8.count + (test.reason?.utf8.count ?? 0)
        let cost = test.diagnostics.reduce(160 + text) { $0 + $1.utf8.count + 16 }
        let most = test.status.isFailure ? limits.retainedBytes : limits.retainedBytes / 2
        guard retained + cost <= most else {
            guard !hasDropped else { return }
            hasDropped = true
            return report(.limitReached, "further results are counted, but not kept")
        }
        retained += cost
        stack[index].tests.append(test)
    }
}
