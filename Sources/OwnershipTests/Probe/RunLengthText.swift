// SPDX-License-Identifier: GPL-2.0-only

/// Equal neighbours in short: `2*ok SIGBUS 3*ok`.
struct RunLengthText {
    static func of(_ words: [String]) -> String {
        var parts: [(word: String, count: Int)] = []
        for word in words {
            if let last = parts.last, last.word == word {
                parts[parts.count - 1].count += 1
            } else {
                parts.append((word, 1))
            }
        }
        return parts.map { $0.count == 1 ? $0.word : "\($0.count)*\($0.word)" }.joined(separator: " ")
    }
}
