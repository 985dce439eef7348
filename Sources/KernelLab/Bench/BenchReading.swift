// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// What one boot measured.
package struct BenchReading: Codable, Sendable, Equatable {
    /// In the order in which they were measured.
    package let figures: [BenchFigure]
    package let absences: [BenchAbsence]
    /// What the figures depend on, by `suite/test/NAME`.
    package let facts: [String: String]

    package init(figures: [BenchFigure], absences: [BenchAbsence] = [], facts: [String: String] = [:]) {
        self.figures = figures
        self.absences = absences
        self.facts = facts
    }

    /// What is in the diagnostics of a guest's report.
    package init(_ report: KTAPReport) {
        var (figures, absences, facts): ([BenchFigure], [BenchAbsence], [String: String]) = ([], [], [:])
        for suite in report.tests {
            for test in suite.children {
                let name = "\(suite.name)/\(test.name)"
                for line in test.diagnostics {
                    if let figure = BenchFigure(test: name, line: line) {
                        if figure.samples >= Self.fewestSamples { figures.append(figure) }
                    } else if let absence = BenchAbsence(test: name, line: line) {
                        absences.append(absence)
                    } else if let (key, value) = Self.fact(line) {
                        facts["\(name)/\(key)"] = value
                    }
                }
                if test.status == .skip {
                    absences.append(BenchAbsence(name: name, reason: test.reason ?? "skipped"))
                }
            }
        }
        self.init(figures: figures, absences: absences, facts: facts)
    }

    /// A guest tells a fault by what it takes. A timer's interrupt takes as much: where no write faults, one of 256
    /// that was interrupted is no fault either, and in the next boot none is.
    private static let fewestSamples = 5

    /// `fact NAME VALUE`
    private static func fact(_ line: String) -> (key: String, value: String)? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "fact" else { return nil }
        return (String(words[1]), String(words[2]))
    }

    /// What a figure comes to; nil where it was not measured.
    package func count(_ name: String) -> Int? {
        figures.first { $0.name == name }?.count
    }
}
