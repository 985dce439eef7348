// SPDX-License-Identifier: GPL-2.0-only

/// Where this machine gets its Debian packages from, read out of apt's own configuration.
package struct ArchiveMirror: Sendable, Equatable {
    /// The archive's base address, as in `deb URI suite component`.
    package let address: String

    /// The file of the keys that sign it; `nil` where the configuration names none.
    package let keyring: String?

    /// The first source of packages of a release's main component; `nil` when no file has one.
    /// - Parameters:
    ///   - files: Names and texts of `sources.list`, `*.list` and `*.sources` files: see sources.list(5).
    ///   - codename: The release's, such as `bookworm`. Suites such as `bookworm-security` are other archives.
    package init?(files: [(name: String, text: String)], codename: String) {
        let entries = files.flatMap { file in
            file.name.hasSuffix(".sources") ? Self.stanzas(file.text) : Self.lines(file.text)
        }
        guard let entry = entries.first(where: { $0.suites.contains(codename) && $0.components.contains("main") })
        else {
            return nil
        }
        address = entry.address
        keyring = entry.keyring
    }

    private struct Entry {
        var address: String
        var suites: [String]
        var components: [String]
        var keyring: String?
    }

    /// The entries of a one-line-style file: `deb [ option=value ] URI suite component…`.
    private static func lines(_ text: String) -> [Entry] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            var words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.first == "deb" else { return nil }
            words.removeFirst()
            var keyring: String?
            if words.first?.hasPrefix("[") == true, let end = words.firstIndex(where: { $0.hasSuffix("]") }) {
                let options = words[...end].joined(separator: " ").dropFirst().dropLast()
                keyring = options.split(separator: " ").first { $0.hasPrefix("signed-by=") }
                    .map { String($0.dropFirst("signed-by=".count)) }
                words.removeSubrange(...end)
            }
            guard words.count >= 3 else { return nil }
            return Entry(
                address: words[0], suites: [words[1]], components: Array(words[2...]), keyring: path(keyring))
        }
    }

    /// The entries of a deb822-style file, a stanza each.
    private static func stanzas(_ text: String) -> [Entry] {
        var entries: [Entry] = []
        var fields: [String: [String]] = [:]
        var field: String?
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        // Ends the last stanza.
        lines.append("")
        for line in lines {
            if line.allSatisfy(\.isWhitespace) {
                if let entry = entry(fields) { entries.append(entry) }
                fields = [:]
                field = nil
            } else if line.first == "#" {
                continue
            } else if line.first?.isWhitespace == true {
                // A continuation: of a list of words, or of a key that is written out.
                if let field { fields[field, default: []] += words(line) }
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].lowercased()
                fields[name] = words(line[line.index(after: colon)...])
                field = name
            }
        }
        return entries
    }

    private static func entry(_ fields: [String: [String]]) -> Entry? {
        guard fields["types"]?.contains("deb") == true, fields["enabled"]?.first?.lowercased() != "no",
            let address = fields["uris"]?.first
        else {
            return nil
        }
        return Entry(
            address: address, suites: fields["suites"] ?? [], components: fields["components"] ?? [],
            keyring: path(fields["signed-by"]?.first))
    }

    private static func words(_ text: Substring) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// A keyring can be named by a path; a key's fingerprint or its text is of no use here.
    private static func path(_ keyring: String?) -> String? {
        keyring.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
}
