// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// The running kernel's own symbols: `/proc/kallsyms`, whose names anybody may read.
enum KernelSymbols {
    /// The helper that the series brings.
    static let lookup = "dma_buf_get_from_user"

    /// Whether the kernel has the series; nil where its symbols cannot be read.
    static var haveSeries: Bool? {
        guard let text = try? SmallFile.contents(of: "/proc/kallsyms"), !text.isEmpty else { return nil }
        return contain(lookup, text)
    }

    /// Whether a list has a symbol of the kernel's: those of modules have a column more.
    static func contain(_ symbol: String, _ text: [UInt8]) -> Bool {
        // Megabytes of text, which Swift's own search would take long for.
        let (haystack, needle) = (text + [0], Array(" \(symbol)\n".utf8) + [0])
        return haystack.withUnsafeBytes { haystack in
            needle.withUnsafeBytes { needle in
                guard let all = haystack.bindMemory(to: CChar.self).baseAddress,
                    let line = needle.bindMemory(to: CChar.self).baseAddress
                else { return false }
                return strstr(all, line) != nil
            }
        }
    }
}
