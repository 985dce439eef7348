// SPDX-License-Identifier: GPL-2.0-only

/// Whether a process lives: the state in `/proc/PID/stat`.
enum ProcessState {
    /// Whether a process is there and has not ended; one that nobody has waited for yet has.
    static func isAlive(_ process: Int32) -> Bool {
        guard let text = try? SmallFile.contents(of: "/proc/\(process)/stat") else { return false }
        return isAlive(text)
    }

    /// Reads `pid (name) state …`; a name may have anything in it, parentheses too.
    static func isAlive(_ text: [UInt8]) -> Bool {
        guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return false }
        let state = text[(end + 1)...].first { $0 != UInt8(ascii: " ") }
        return state.map { !"ZXx".utf8.contains($0) } ?? false
    }
}
