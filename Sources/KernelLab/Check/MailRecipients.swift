// SPDX-License-Identifier: GPL-2.0-only

/// Whom a mail goes to: from a header, or from what `get_maintainer.pl` printed.
package struct MailRecipients: Sendable, Equatable {
    /// Name and address as written.
    package let entries: [String]

    /// - Parameter header: `Name <a@b>, "Name, N." <c@d>, e@f`.
    package init(header: String) {
        var entries: [String] = []
        var current = ""
        var isQuoted = false
        for character in header {
            switch character {
            case "\"":
                isQuoted.toggle()
                current.append(character)
            case "," where !isQuoted:
                entries.append(current.trimmingBlanks)
                current = ""
            default:
                current.append(character)
            }
        }
        entries.append(current.trimmingBlanks)
        self.entries = entries.filter { !$0.isEmpty }
    }

    /// - Parameter lines: one each, as `get_maintainer.pl --no-rolestats` prints them.
    package init(lines: [String]) {
        entries = lines.map(\.trimmingBlanks).filter { !$0.isEmpty }
    }

    /// The entries with an address, by it. The name does not tell people apart, and neither does case.
    package var byAddress: [String: String] {
        var found: [String: String] = [:]
        for entry in entries {
            if let address = Self.address(of: entry), found[address] == nil {
                found[address] = entry
            }
        }
        return found
    }

    /// Those that are no recipients at all: what the script had to complain of.
    package var strangers: [String] { entries.filter { Self.address(of: $0) == nil } }

    private static func address(of entry: String) -> String? {
        var text = entry[...]
        if let open = entry.lastIndex(of: "<"), entry.last == ">" {
            text = entry[entry.index(after: open)...].dropLast()
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.contains(" ") else {
            return nil
        }
        return text.lowercased()
    }
}
