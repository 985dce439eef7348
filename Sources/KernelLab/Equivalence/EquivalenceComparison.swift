// SPDX-License-Identifier: GPL-2.0-only

/// Holds two kernels' records against each other, and their differences against those that are meant.
package struct EquivalenceComparison: Sendable {
    /// One operation of both records.
    package struct Operation: Sendable, Equatable {
        /// Such as `vgem/fd/mlock`.
        package let name: String
        /// Observations that were compared.
        package let count: Int
        /// Why there are none on either kernel; nil where there are.
        package let skipReason: String?
        package let unexplained: [ProbeDifference]
        /// With the index of the entry that allows it.
        package let intended: [(difference: ProbeDifference, entry: Int)]

        package static func == (left: Operation, right: Operation) -> Bool {
            left.name == right.name && left.count == right.count && left.skipReason == right.skipReason
                && left.unexplained == right.unexplained
                && left.intended.map(\.difference) == right.intended.map(\.difference)
                && left.intended.map(\.entry) == right.intended.map(\.entry)
        }
    }

    /// In the order of their names.
    package let operations: [Operation]
    package let intended: IntendedDifferences
    /// How many differences each entry allowed.
    package let uses: [Int]

    package init(before: ProbeRecord, after: ProbeRecord, intended: IntendedDifferences) {
        let names = Set(before.operations.keys).union(after.operations.keys).sorted()
        let operations = names.map { name in
            Self.compare(name, before.operations[name], after.operations[name], intended)
        }
        var uses = [Int](repeating: 0, count: intended.entries.count)
        for case let (_, entry) in operations.flatMap(\.intended) { uses[entry] += 1 }
        self.operations = operations
        self.intended = intended
        self.uses = uses
    }

    /// Observations that both kernels gave an answer to.
    package var observationCount: Int { operations.reduce(0) { $0 + $1.count } }

    package var unexplained: [ProbeDifference] { operations.flatMap(\.unexplained) }

    package var intendedCount: Int { uses.reduce(0, +) }

    package var skippedCount: Int { operations.count { $0.skipReason != nil } }

    /// Entries that nothing matches any more.
    package var stale: [IntendedDifferences.Entry] {
        zip(intended.entries, uses).filter { $0.1 == 0 }.map(\.0)
    }

    private static func compare(
        _ name: String, _ before: ProbeRecord.Operation?, _ after: ProbeRecord.Operation?,
        _ intended: IntendedDifferences
    ) -> Operation {
        var differences: [ProbeDifference] = []
        var count = 0
        var skipReason: String?
        switch (before, after) {
        case (.observed(let old)?, .observed(let new)?):
            let names = Set(old.keys).union(new.keys).sorted()
            count = names.count
            differences = names.filter { old[$0] != new[$0] }.map {
                ProbeDifference("\(name)/\($0)", before: old[$0] ?? absent, after: new[$0] ?? absent)
            }
        case (.skipped?, .skipped(let reason)?):
            // Why is no observation: a device that is missing is a better reason than a kernel that is not patched.
            skipReason = reason
        default:
            differences = [ProbeDifference(name, before: state(before), after: state(after))]
        }
        var unexplained: [ProbeDifference] = []
        var allowed: [(ProbeDifference, Int)] = []
        for difference in differences {
            if let entry = intended.entries.firstIndex(where: { $0.allows(difference) }) {
                allowed.append((difference, entry))
            } else {
                unexplained.append(difference)
            }
        }
        return Operation(
            name: name, count: count, skipReason: skipReason, unexplained: unexplained,
            intended: allowed.map { (difference: $0.0, entry: $0.1) })
    }

    private static let absent = "not observed"

    private static func state(_ operation: ProbeRecord.Operation?) -> String {
        switch operation {
        case .observed: "observed"
        case .skipped(let reason): "skipped: \(reason)"
        case .failed(let reason): "failed: \(reason)"
        case nil: absent
        }
    }
}
