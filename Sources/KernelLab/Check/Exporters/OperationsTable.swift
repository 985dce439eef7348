// SPDX-License-Identifier: GPL-2.0-only

/// A table of operations as a C file defines it: a `struct dma_buf_ops` or a `struct vm_operations_struct`.
package struct OperationsTable: Sendable, Equatable {
    package enum Kind: Sendable {
        /// `struct dma_buf_ops`, or virtio's, which begins with one.
        case exporter
        /// `struct vm_operations_struct`.
        case mapping
    }

    package let kind: Kind
    /// From the tree's top.
    package let file: String
    /// From 1.
    package let line: Int
    package let name: String
    /// What each member is set to; those set to NULL are left out.
    package let members: [String: String]

    /// What mm looks at the mere presence of, and what goes with it, a letter each.
    static let letters: [(letter: Character, member: String)] = [
        ("F", "fault"), ("H", "huge_fault"), ("M", "map_pages"), ("W", "page_mkwrite"), ("P", "pfn_mkwrite"),
        ("O", "open"), ("C", "close"), ("A", "access"),
    ]

    /// The letters of the members that it has, `-` for none.
    package var presence: String {
        let letters = Self.letters.filter { members[$0.member] != nil }.map(\.letter)
        return letters.isEmpty ? "-" : String(letters)
    }

    /// Every definition in a C file. An array of tables is none: only the dma-buf core has one, for itself.
    package static func all(in text: String, file: String) -> [OperationsTable] {
        var tables: [OperationsTable] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let (kind, name) = head(line, next: index + 1 < lines.count ? lines[index + 1] : "") else {
                continue
            }
            tables.append(
                OperationsTable(
                    kind: kind, file: file, line: index + 1, name: name, members: members(lines[index...])))
        }
        return tables
    }

    /// `static const struct dma_buf_ops name = {`; the brace or the sign may be on the next line.
    private static func head(_ line: Substring, next: Substring) -> (Kind, String)? {
        guard line.first?.isWhitespace == false else {
            return nil
        }
        var words = line.split(whereSeparator: \.isWhitespace)[...]
        while let first = words.first, ["static", "const", "__maybe_unused", "__ro_after_init"].contains(first) {
            words = words.dropFirst()
        }
        guard words.count >= 3, words.removeFirst() == "struct" else {
            return nil
        }
        let kind: Kind
        switch words.removeFirst() {
        case "dma_buf_ops", "virtio_dma_buf_ops": kind = .exporter
        case "vm_operations_struct": kind = .mapping
        default: return nil
        }
        let name = words.removeFirst()
        let rest = words.isEmpty ? next.trimmingBlanks : words.joined(separator: " ")
        guard rest.hasPrefix("="), name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            return nil
        }
        return (kind, String(name))
    }

    /// `.member = value,` up to the closing brace in the first column.
    private static func members(_ lines: ArraySlice<Substring>) -> [String: String] {
        var members: [String: String] = [:]
        for line in lines {
            if line.hasPrefix("}") {
                break
            }
            guard let dot = line.firstIndex(of: "."), let sign = line[dot...].firstIndex(of: "=") else {
                continue
            }
            let name = line[line.index(after: dot)..<sign].trimmingBlanks
            let value = line[line.index(after: sign)...].prefix { $0 != "," && $0 != "}" && $0 != "/" }.trimmingBlanks
            if value != "NULL" {
                members[name] = value
            }
        }
        return members
    }
}
