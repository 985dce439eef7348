// SPDX-License-Identifier: GPL-2.0-only

/// How many instructions something may take.
package struct BenchBudget: Sendable, Equatable {
    /// What is taken off before it is compared.
    package enum Subtrahend: Sendable, Equatable {
        case nothing
        /// The same figure of the kernel without the series.
        case unpatched
        /// Another figure of the same kernel.
        case figure(String)
    }

    /// `6.12`.
    package let kernel: String
    /// `bench`.
    package let profile: String
    package let mitigation: BenchMitigation
    /// Instructions, that number included; may be negative.
    package let limit: Int
    package let figure: String
    package let subtrahend: Subtrahend

    /// What a measurement makes of it.
    package enum Outcome: Sendable, Equatable {
        case kept
        /// Fewer than allowed, by so many.
        case spare(Int)
        case exceeded(by: Int)
        /// That figure was not measured.
        case unknown(String)
    }

    package func outcome(in table: BenchTable) -> Outcome {
        guard let value = table.patched.count(figure) else { return .unknown(figure) }
        let taken: Int?
        switch subtrahend {
        case .nothing: taken = 0
        case .unpatched: taken = table.unpatched.count(figure)
        case .figure(let other): taken = table.patched.count(other)
        }
        guard let taken else { return .unknown(subtrahendText) }
        let spare = limit - (value - taken)
        return spare < 0 ? .exceeded(by: -spare) : spare == 0 ? .kept : .spare(spare)
    }

    /// `fault/vgem/fd/read - unpatched <= 6`.
    package var text: String {
        figure + (subtrahend == .nothing ? "" : " - \(subtrahendText)") + " <= \(limit)"
    }

    /// As in the file of budgets, which says "0" for nothing.
    package var line: String {
        "\(kernel) \(profile) \(mitigation.rawValue) \(limit) \(figure) \(subtrahendText)"
    }

    private var subtrahendText: String {
        switch subtrahend {
        case .nothing: "0"
        case .unpatched: "unpatched"
        case .figure(let other): other
        }
    }
}
