// SPDX-License-Identifier: GPL-2.0-only

/// Which tests fail until which fix is in: `Tests/expected-on-unpatched-VERSION.txt`, and `Tests/expected-in-between.txt`,
/// whose tests have nothing to run on without the series, and fail from one of its patches to another.
///
/// A comment names the fix by its subject, the tests that it is there for follow.
package struct FixExpectations: Sendable, Equatable {
    /// The file about tests that are skipped before a patch of the series.
    static let inBetween = "expected-in-between.txt"

    /// A fix, and what is red without it.
    package struct Fix: Sendable, Equatable {
        package let subject: String
        /// The patch without which its tests are skipped, as the last comment that begins with `Since ` names it; nil if
        /// they fail on the unpatched kernel.
        package let since: String?
        /// Of the file, from 1.
        package let line: Int
        package let tests: [String]
    }

    package let fixes: [Fix]
    /// The lines of tests that stand below no fix.
    package let orphans: [Int]

    package init(parsing text: String) {
        var fixes: [Fix] = []
        var orphans: [Int] = []
        var since: String?
        var subject: (text: String, line: Int)?
        var tests: [String] = []
        func close() {
            if let subject, !tests.isEmpty {
                fixes.append(Fix(subject: subject.text, since: since, line: subject.line, tests: tests))
            }
            tests = []
        }
        var number = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = raw.trimmingBlanks
            if line.hasPrefix("#") {
                // Of several comments the last one names the fix; those before say what there is to say.
                close()
                let text = line.dropFirst().trimmingBlanks
                if text.hasPrefix("Since ") {
                    since = String(text.dropFirst(6))
                }
                subject = (text, number)
            } else if !line.isEmpty {
                if subject == nil {
                    orphans.append(number)
                }
                tests.append(line)
            }
        }
        close()
        self.fixes = fixes
        self.orphans = orphans
    }

    /// The tests that may fail where only these patches are in.
    ///
    /// - Parameters:
    ///   - applied: subjects of the patches that are.
    ///   - series: subjects of all of them. What this version has no fix for may not fail in it.
    package func mayFail(after applied: Set<String>, of series: Set<String>) -> Set<String> {
        let open = fixes.filter { fix in
            series.contains(fix.subject) && !applied.contains(fix.subject)
                && fix.since.map { applied.contains($0) } ?? true
        }
        return Set(open.flatMap(\.tests))
    }

    /// What keeps the file from saying what each fix is there for.
    ///
    /// - Parameters:
    ///   - name: the file, as findings call it.
    ///   - known: subjects of the patches of any version.
    package func findings(name: String, known: Set<String>) -> [CheckFinding] {
        orphans.prefix(1).map {
            CheckFinding(name, subjectLine: $0, message: "no fix is named for this test")
        }
            + fixes.flatMap { fix in
                [fix.subject, fix.since].compactMap(\.self).filter { !known.contains($0) }.map {
                    CheckFinding(name, subjectLine: fix.line, message: "no patch has this subject: \($0)")
                }
            }
    }
}
