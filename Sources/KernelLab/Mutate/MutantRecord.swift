// SPDX-License-Identifier: GPL-2.0-only

/// What became of a mutant.
package struct MutantRecord: Sendable, Equatable, Codable {
    package enum Fate: String, Sendable, Codable {
        case killed
        /// The checks meant for it passed.
        case survived
        /// It was seen, but by something else than what is meant to see it.
        case killedByOthers = "killed by others"
        /// The series has moved on.
        case doesNotApply = "does not apply"
        case doesNotBuild = "does not build"
        /// What it changes is compiled, but not into this kernel.
        case notInKernel = "not in this kernel"
    }

    package let name: String
    package let title: String
    package let isGenerated: Bool
    package let fate: Fate
    /// The test that failed, what the kernel said, or why it came to nothing.
    package let evidence: String

    /// Judges what a mutant's kernel did.
    package init(_ mutant: Mutant, _ boot: PrefixBoot) {
        name = mutant.name
        title = mutant.title
        isGenerated = mutant.isGenerated
        if let test = boot.failed.first(where: mutant.isMeantToFail) {
            fate = .killed
            evidence = test
        } else if let trouble = boot.troubles.first {
            fate = mutant.mayShowOnConsole ? .killed : .killedByOthers
            evidence = trouble
        } else if let test = boot.failed.first {
            fate = .killedByOthers
            evidence = test
        } else {
            fate = .survived
            evidence = "\(boot.passed.count) tests passed"
        }
    }

    init(_ mutant: Mutant, _ fate: Fate, evidence: String) {
        name = mutant.name
        title = mutant.title
        isGenerated = mutant.isGenerated
        self.fate = fate
        self.evidence = evidence
    }

    /// As a check of the report.
    var check: CheckReport.Check {
        let text = "\(title): \(evidence)"
        if fate == .killed {
            return .init(name, .passed(notes: [text]))
        }
        // It may be as good as the original, or no C at all.
        if isGenerated {
            return .init(name, .skipped(reason: "\(fate.rawValue): \(text)"))
        }
        return .init(name, .failed([CheckFinding("\(name).patch", message: "\(fate.rawValue): \(text)")]))
    }
}
