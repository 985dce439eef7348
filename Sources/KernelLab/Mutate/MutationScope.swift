// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// Which mutants.
package struct MutationScope: Sendable, Equatable {
    package let folder: FilePath
    /// Globs of names; all if there are none.
    package var names: [String] = []
    /// So many of them, drawn with ``seed``.
    package var count: Int?
    package var seed: UInt64 = 1
    /// So many more, generated from the series and drawn with ``seed``.
    package var generated = 0

    /// Whether no mutant that somebody wrote is asked for.
    package var isGeneratedOnly: Bool { count == 0 && names.isEmpty }

    package init(folder: FilePath) {
        self.folder = folder
    }

    /// The chosen ones, in order of their names.
    ///
    /// - Throws: ``LabFailure`` with exit code 64 when a name fits none.
    package func choose(from mutants: [Mutant]) throws(LabFailure) -> [Mutant] {
        for name in names where !mutants.contains(where: { Self.matches($0, name) }) {
            throw LabFailure(.usage, "no mutant is called \(name)", advice: "see the names in \(folder)")
        }
        let named =
            names.isEmpty
            ? mutants : mutants.filter { mutant in names.contains { Self.matches(mutant, $0) } }
        guard let count, count < named.count else {
            return named
        }
        var generator = SplitMix64(seed: seed)
        return named.shuffled(using: &generator).prefix(count).sorted { $0.name < $1.name }
    }

    /// As many of the generated ones as are asked for.
    package func draw(from mutants: [Mutant]) -> [Mutant] {
        var generator = SplitMix64(seed: seed)
        return Array(mutants.shuffled(using: &generator).prefix(generated))
    }

    private static func matches(_ mutant: Mutant, _ pattern: String) -> Bool {
        fnmatch(pattern, mutant.name, 0) == 0
    }
}
