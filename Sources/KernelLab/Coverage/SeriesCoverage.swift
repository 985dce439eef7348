// SPDX-License-Identifier: GPL-2.0-only

/// What a run reached of the lines that a series adds.
package struct SeriesCoverage: Sendable, Equatable {
    /// What became of an added line.
    package enum Fate: Sendable, Equatable {
        /// How often it was run.
        case run(Int)
        /// Not, and the list says why: the index of its entry.
        case excused(Int)
        /// Not, and nothing says why.
        case missed
        /// No code: a declaration, a comment, a blank line.
        case noCode
    }

    package struct Line: Sendable, Equatable {
        package let number: Int
        package let text: String
        package let function: String?
        package let fate: Fate
        /// How often each way out of it was taken.
        package let branches: [Int]
    }

    /// The lines that one patch has added to one file.
    package struct Part: Sendable, Equatable {
        package let file: String
        /// Whether this kernel has any code of the file.
        package let isBuilt: Bool
        package let lines: [Line]
    }

    package struct Patch: Sendable, Equatable {
        package let number: Int
        package let subject: String
        /// Without files that no kernel is made of.
        package let parts: [Part]

        /// Lines with code in files that this kernel has.
        package var codeCount: Int { count { $0.fate != .noCode } }
        package var runCount: Int { count { if case .run = $0.fate { true } else { false } } }
        package var missedCount: Int { count { $0.fate == .missed } }
        package var branchCount: Int { parts.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.branches.count } } }
        package var takenCount: Int {
            parts.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.branches.count { $0 > 0 } } }
        }

        private func count(_ isCounted: (Line) -> Bool) -> Int {
            parts.filter(\.isBuilt).reduce(0) { $0 + $1.lines.count(where: isCounted) }
        }
    }

    package let patches: [Patch]
    package let listed: UncoveredLines
    /// How many lines each entry of the list excuses.
    package let uses: [Int]

    /// - Parameters:
    ///   - subjects: number and subject of each patch, by its index.
    ///   - added: what they have added.
    ///   - counts: what was run.
    ///   - listed: what need not be.
    package init(
        subjects: [(number: Int, subject: String)], added: AddedLines, counts: LineCounts, listed: UncoveredLines
    ) {
        var uses = listed.entries.map { _ in 0 }
        var parts: [[Part]] = subjects.map { _ in [] }
        let plan = CompilePlan(files: Array(added.files.keys))
        for file in (plan.sources + plan.headers).sorted() {
            // A header without code is none that this kernel lacks.
            let isBuilt = counts.has(file) || file.hasSuffix(".h")
            var lines: [Int: [Line]] = [:]
            for line in added.files[file] ?? [] {
                let known = counts.line(line.number, of: file)
                let fate: Fate
                if isBuilt, let known {
                    if known.count > 0 {
                        fate = .run(known.count)
                    } else if let entry = listed.entries.firstIndex(where: {
                        $0.excuses(line: line.text, function: known.function, file: file)
                    }) {
                        uses[entry] += 1
                        fate = .excused(entry)
                    } else {
                        fate = .missed
                    }
                } else if isBuilt || line.text.trimmingBlanks.isEmpty {
                    fate = .noCode
                } else if let entry = listed.entries.firstIndex(where: { $0.excuses(file: file) }) {
                    uses[entry] += 1
                    fate = .excused(entry)
                } else {
                    fate = .missed
                }
                lines[line.patch, default: []].append(
                    Line(
                        number: line.number, text: line.text, function: known?.function, fate: fate,
                        branches: known?.branches ?? []))
            }
            for (patch, lines) in lines {
                parts[patch].append(Part(file: file, isBuilt: isBuilt, lines: lines))
            }
        }
        self.patches = zip(subjects, parts).map { Patch(number: $0.number, subject: $0.subject, parts: $1) }
        self.listed = listed
        self.uses = uses
    }

    /// Entries of the list that excuse nothing: what they are about is run now, or is gone.
    package var stale: [UncoveredLines.Entry] {
        zip(listed.entries, uses).filter { $1 == 0 }.map(\.0)
    }

    /// Lines that nothing runs and nothing excuses.
    package var missed: [(patch: Patch, part: Part, line: Line)] {
        patches.flatMap { patch in
            patch.parts.flatMap { part in
                part.lines.filter { $0.fate == .missed }.map { (patch, part, $0) }
            }
        }
    }
}
