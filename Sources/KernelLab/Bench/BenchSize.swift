// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// Bytes of a section of vmlinux, without and with the series.
package struct BenchSize: Codable, Sendable, Equatable {
    /// `.rodata`.
    package let section: String
    package let unpatched, patched: Int

    package init(section: String, unpatched: Int, patched: Int) {
        self.section = section
        self.unpatched = unpatched
        self.patched = patched
    }

    private static let sections = [".text", ".rodata", ".data", ".bss"]

    /// What `size -A -d` prints of both; sections that one lacks are left out.
    static func compare(_ unpatched: [String], _ patched: [String]) -> [BenchSize] {
        let (before, after) = (bytes(unpatched), bytes(patched))
        return sections.compactMap { section in
            guard let old = before[section], let new = after[section] else { return nil }
            return BenchSize(section: section, unpatched: old, patched: new)
        }
    }

    private static func bytes(_ lines: [String]) -> [String: Int] {
        var sizes: [String: Int] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            if words.count == 3, let size = Int(words[1]) { sizes[String(words[0])] = size }
        }
        return sizes
    }
}
