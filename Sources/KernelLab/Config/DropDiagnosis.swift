// SPDX-License-Identifier: GPL-2.0-only

/// Finds out why one request was not met.
struct DropDiagnosis {
    let request: ConfigRequest
    let config: FinalConfig
    let kconfig: Kconfig

    var cause: DroppedSymbol.Cause {
        guard let definitions = kconfig.definitions[request.symbol] else { return .notDefined }
        if request.value == .no { return whyStillSet(definitions) }
        if let mismatch = typeMismatch(definitions) { return .wrongType(mismatch) }
        let unmet = definitions.map { unmetDependency($0) }
        if let first = unmet.compactMap({ $0 }).first, unmet.allSatisfy({ $0 != nil }) { return first }
        guard definitions.contains(where: \.hasPrompt) else { return .noPrompt(selectedBy: selectors(active: nil)) }
        let prompts = definitions.filter(\.hasPrompt).map { unmetPrompt($0) }
        if let first = prompts.compactMap({ $0 }).first, prompts.allSatisfy({ $0 != nil }) { return first }
        if let choice = definitions.compactMap(\.choice).first { return .choice(chosen: chosen(in: choice)) }
        return .unknown
    }

    /// A tristate can only be y where its dependencies are y; a bool is content with m.
    private func needed(_ definition: Kconfig.Definition) -> Tristate {
        let type = definition.type ?? kconfig.definitions[request.symbol]?.compactMap(\.type).first
        return request.value == .yes && type == .tristate ? .yes : .module
    }

    private func unmetDependency(_ definition: Kconfig.Definition) -> DroppedSymbol.Cause? {
        guard let dependencies = definition.dependencies else { return nil }
        return unmet(dependencies, needed: needed(definition), at: definition.location)
    }

    private func unmetPrompt(_ definition: Kconfig.Definition) -> DroppedSymbol.Cause? {
        guard let condition = definition.promptCondition else { return nil }
        return unmet(condition, needed: needed(definition), at: "\(definition.location) (its prompt)")
    }

    private func unmet(
        _ expression: KconfigExpression, needed: Tristate, at location: String
    ) -> DroppedSymbol.Cause? {
        let parts = expression.unmetParts(needed: needed, in: config)
        guard !parts.isEmpty else { return nil }
        return .unmetDependency(
            definition: location, expression: expression.description, unmet: unique(parts.map { explain($0) }))
    }

    /// An enclosing menu often says again what the symbol says itself.
    private func unique(_ texts: [String]) -> [String] {
        texts.enumerated().filter { index, text in !texts[..<index].contains(text) }.map(\.element)
    }

    /// `DRM (DRM=n)`, `A || B (A=n, B is not defined in this tree)`.
    private func explain(_ part: KconfigExpression) -> String {
        let values = part.symbols.map { name in
            kconfig.defines(name) || config.hasLine(for: name)
                ? "\(name)=\(config[name].text)" : "\(name) is not defined in this tree"
        }
        return values.isEmpty ? part.description : "\(part) (\(values.joined(separator: ", ")))"
    }

    private func typeMismatch(_ definitions: [Kconfig.Definition]) -> String? {
        guard let type = definitions.compactMap(\.type).first else { return nil }
        switch (type, request.value) {
        case (.bool, .module):
            return "it is a bool, it cannot be a module"
        case (.tristate, .module) where config["MODULES"] != .yes:
            return "it cannot be a module while CONFIG_MODULES is not set"
        case (.bool, .string), (.bool, .number), (.tristate, .string), (.tristate, .number):
            return "it is a \(type.rawValue), \(request.value.text) is no value for it"
        case (.string, .number), (.int, .string), (.hex, .string), (.int, .yes), (.hex, .yes), (.string, .yes),
            (.int, .module),
            (.hex, .module), (.string, .module):
            return "it is of type \(type.rawValue), \(request.value.text) is no value for it"
        default:
            return nil
        }
    }

    private func whyStillSet(_ definitions: [Kconfig.Definition]) -> DroppedSymbol.Cause {
        let active = selectors(active: true)
        if !active.isEmpty { return .selected(by: active) }
        if let choice = definitions.compactMap(\.choice).first, chosen(in: choice) == request.symbol {
            return .choice(chosen: request.symbol)
        }
        return definitions.contains(where: \.hasPrompt) ? .unknown : .noPrompt(selectedBy: [])
    }

    private func chosen(in choice: Int) -> String? {
        kconfig.choices[choice]?.first { config[$0] == .yes }
    }

    /// Symbols that select this one, with their values; only those that do so now when `active`.
    private func selectors(active: Bool?) -> [String] {
        var names: [String] = []
        for selection in kconfig.selections[request.symbol] ?? [] where !selection.isImply {
            let isActive = config[selection.selector].tristate > .no && selection.condition?.value(in: config) != .no
            if active == nil || active == isActive {
                let condition = selection.condition.map { " if \($0)" } ?? ""
                let text =
                    "\(selection.selector) (\(selection.selector)=\(config[selection.selector].text)\(condition))"
                if !names.contains(text) { names.append(text) }
            }
        }
        return names.count > 8 ? Array(names.prefix(8)) + ["and \(names.count - 8) more"] : names
    }
}
