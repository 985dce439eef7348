// SPDX-License-Identifier: GPL-2.0-only

/// The lines before a result, bounded: the first ones say what was tested, the last ones what went wrong.
struct KTAPDiagnosticBuffer: Sendable {
    private var head: [String] = []
    private var tail: [String] = []
    private var tailStart = 0
    private var headBytes = 0
    private var tailBytes = 0
    private var dropped = 0

    var isEmpty: Bool { head.isEmpty && tail.isEmpty && dropped == 0 }

    /// About the memory that the lines take, in bytes.
    var cost: Int { headBytes + tailBytes }

    mutating func append(_ text: String, limits: KTAPLimits) {
        let most = max(limits.diagnosticBytes / 2, 1)
        let line = text.utf8.count <= most ? text : String(decoding: text.utf8.prefix(most), as: UTF8.self) + "…"
        let cost = line.utf8.count + 16
        if tail.isEmpty, dropped == 0, head.count < limits.diagnosticLines / 2, head.isEmpty || headBytes + cost <= most
        {
            head.append(line)
            headBytes += cost
            return
        }
        tail.append(line)
        tailBytes += cost
        // One line is for the note about the others.
        let lines = max(limits.diagnosticLines - limits.diagnosticLines / 2 - 1, 1)
        while tail.count - tailStart > lines || (tailBytes > most && tail.count - tailStart > 1) {
            tailBytes -= tail[tailStart].utf8.count + 16
            tail[tailStart] = ""
            tailStart += 1
            dropped += 1
        }
        if tailStart > 64, tailStart > tail.count / 2 {
            tail.removeFirst(tailStart)
            tailStart = 0
        }
    }

    mutating func append(_ other: KTAPDiagnosticBuffer, limits: KTAPLimits) {
        guard !other.isEmpty else { return }
        if isEmpty {
            self = other
            return
        }
        for line in other.head { append(line, limits: limits) }
        dropped += other.dropped
        for line in other.tail[other.tailStart...] { append(line, limits: limits) }
    }

    /// The lines, with a note in the place of those that were dropped.
    var lines: [String] {
        guard dropped > 0 else { return head + tail[tailStart...] }
        return head + ["[\(dropped) lines left out]"] + tail[tailStart...]
    }
}
