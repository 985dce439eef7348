// SPDX-License-Identifier: GPL-2.0-only

/// One line of a fragment: a symbol and the value it is to have.
package struct ConfigRequest: Sendable, Equatable {
    /// Without `CONFIG_`.
    package let symbol: String
    package let value: ConfigValue
    /// The fragment, as the user knows it.
    package let file: String
    /// From 1.
    package let line: Int

    package init(symbol: String, value: ConfigValue, file: String, line: Int) {
        self.symbol = symbol
        self.value = value
        self.file = file
        self.line = line
    }

    package var location: String { "\(file):\(line)" }

    /// `CONFIG_X=y`.
    package var assignment: String { "CONFIG_\(symbol)=\(value.text)" }
}

/// What is wrong with a fragment or a .config, always with its file and line.
package enum ConfigError: Error, Equatable, CustomStringConvertible {
    /// Neither an assignment, nor `# CONFIG_X is not set`, nor a comment.
    case malformed(location: String, text: String)
    /// `CONFIG_X=` with a value that no symbol can have.
    case badValue(location: String, symbol: String, text: String)
    /// The same file wants the same symbol to be two things.
    case conflict(first: ConfigRequest, second: ConfigRequest)

    package var description: String {
        switch self {
        case .malformed(let location, let text):
            "\(location): not a configuration line: \(text)"
        case .badValue(let location, let symbol, let text):
            "\(location): CONFIG_\(symbol) cannot have the value \(text) (y, m, n, a number or a quoted string)"
        case .conflict(let first, let second):
            "\(second.location): \(second.assignment) contradicts \(first.assignment) at \(first.location)"
        }
    }
}

/// A configuration fragment: the symbols it names and their values.
package struct ConfigFragment: Sendable, Equatable {
    package let name: String
    /// In order; a symbol named twice with the same value is there once.
    package let requests: [ConfigRequest]

    /// - Parameter name: how messages call the file.
    package init(parsing text: String, name: String) throws(ConfigError) {
        var seen: [String: ConfigRequest] = [:]
        var requests: [ConfigRequest] = []
        for request in try ConfigLines.parse(text, name: name) {
            if let first = seen[request.symbol] {
                guard first.value.means(request.value) else { throw .conflict(first: first, second: request) }
                continue
            }
            seen[request.symbol] = request
            requests.append(request)
        }
        self.name = name
        self.requests = requests
    }
}

/// The syntax that fragments and .config share.
enum ConfigLines {
    static func parse(_ text: String, name: String) throws(ConfigError) -> [ConfigRequest] {
        var requests: [ConfigRequest] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if let request = try request(line.trimmingBlanks, file: name, line: number) { requests.append(request) }
        }
        return requests
    }

    private static func request(_ text: String, file: String, line: Int) throws(ConfigError) -> ConfigRequest? {
        if text.isEmpty { return nil }
        if let comment = text.textAfter(prefix: "#") {
            let words = comment.split(separator: " ")
            guard words.count == 4, words[0].hasPrefix("CONFIG_"),
                words.dropFirst().joined(separator: " ") == "is not set"
            else { return nil }
            return ConfigRequest(symbol: String(words[0].dropFirst(7)), value: .no, file: file, line: line)
        }
        let location = "\(file):\(line)"
        let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2, let symbol = pair[0].textAfter(prefix: "CONFIG_"), isSymbol(symbol) else {
            throw .malformed(location: location, text: text)
        }
        guard let value = ConfigValue(text: pair[1]) else {
            throw .badValue(location: location, symbol: symbol, text: String(pair[1]))
        }
        return ConfigRequest(symbol: symbol, value: value, file: file, line: line)
    }

    static func isSymbol(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
}
