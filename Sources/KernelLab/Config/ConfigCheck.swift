// SPDX-License-Identifier: GPL-2.0-only

/// A requested symbol that has another value in the final configuration, and why.
package struct DroppedSymbol: Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        /// No Kconfig file of this tree and architecture defines it.
        case notDefined
        /// What it depends on is not there; for each definition the parts that are false.
        case unmetDependency(definition: String, expression: String, unmet: [String])
        /// It cannot be set by hand, only selected.
        case noPrompt(selectedBy: [String])
        /// Another member of the same choice is set.
        case choice(chosen: String?)
        /// `m` for a bool, a number for a string, and so on.
        case wrongType(String)
        /// Wanted off, but something that is on selects it.
        case selected(by: [String])
        /// None of these: a default, a range, or a macro of the compiler decides.
        case unknown
    }

    package let request: ConfigRequest
    package let actual: ConfigValue
    package let cause: Cause

    package init(request: ConfigRequest, actual: ConfigValue, cause: Cause) {
        self.request = request
        self.actual = actual
        self.cause = cause
    }
}

extension DroppedSymbol: CustomStringConvertible {
    /// One line: fragment's file and line, symbol, what became of it, and why.
    package var description: String {
        let became = actual == .no ? "is not set" : "is \(actual.text)"
        return
            "\(request.location): \(request.assignment) was dropped, it \(became) in the final configuration: \(reason)"
    }

    private var reason: String {
        switch cause {
        case .notDefined:
            "this kernel does not define the symbol (misspelt, or of another version or architecture)"
        case .unmetDependency(let definition, let expression, let unmet):
            "\(definition) depends on \(expression); unmet: \(unmet.joined(separator: "; "))"
        case .noPrompt(let selectors) where selectors.isEmpty:
            "it has no prompt and nothing selects it"
        case .noPrompt(let selectors):
            "it has no prompt, only these select it: \(selectors.joined(separator: ", "))"
        case .choice(let chosen):
            "it is one of a choice" + (chosen.map { ", and \($0) is chosen" } ?? ", and none is chosen")
        case .wrongType(let why):
            why
        case .selected(let selectors):
            "it is selected by \(selectors.joined(separator: ", "))"
        case .unknown:
            "its dependencies are met as far as can be told here; look at its defaults and ranges in menuconfig"
        }
    }
}

/// Compares what was asked for with what kconfig made of it.
package enum ConfigCheck {
    /// The requests that the final configuration does not meet, in their order.
    ///
    /// - Parameter kconfig: the tree's own rules, for the cause; called only when something was dropped, because reading
    ///   a tree's 1,700 files takes a moment. Nil when they cannot be read.
    package static func dropped(
        from merged: MergedConfig, in config: FinalConfig, kconfig: () -> Kconfig?
    ) -> [DroppedSymbol] {
        let unmet = merged.requests.filter {
            !$0.value.means(config[$0.symbol]) && !isEmptyString($0.value, config[$0.symbol])
        }
        guard !unmet.isEmpty else { return [] }
        let rules = kconfig()
        return unmet.map { request in
            let cause = rules.map { DropDiagnosis(request: request, config: config, kconfig: $0).cause } ?? .unknown
            return DroppedSymbol(request: request, actual: config[request.symbol], cause: cause)
        }
    }

    /// `""` and "not there" are the same to whoever uses the symbol.
    private static func isEmptyString(_ wanted: ConfigValue, _ actual: ConfigValue) -> Bool {
        wanted == .string("") && actual == .no
    }
}
