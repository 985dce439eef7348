// SPDX-License-Identifier: GPL-2.0-only

/// Cuts a stream of bytes into lines. A carriage return ends a line as well, so a progress bar is many short lines.
package struct LineSplitter: Sendable {
    private var pending: [UInt8] = []

    package init() {}

    package mutating func consume(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if !pending.isEmpty {
                    lines.append(String(decoding: pending, as: UTF8.self))
                    pending.removeAll(keepingCapacity: true)
                }
            } else {
                pending.append(byte)
            }
        }
        return lines
    }

    /// The unfinished last line, if any.
    package mutating func finish() -> [String] {
        defer { pending.removeAll() }
        return pending.isEmpty ? [] : [String(decoding: pending, as: UTF8.self)]
    }
}
