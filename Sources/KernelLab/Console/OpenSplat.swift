// SPDX-License-Identifier: GPL-2.0-only

/// A report that is being collected.
struct OpenSplat: Sendable {
    /// Longest report kept; a lockdep report of a deep chain has some 200 lines, an OOM report of a large machine more.
    static let longest = 400

    private(set) var kind: SplatKind
    private(set) var lastLine: Int
    private let firstLine: Int
    private var closing: SplatHead.Closing
    private var lines: [String]
    private var omitted = 0
    private var headline: String
    private var place: (file: String?, function: String?)
    private var instruction: String?
    private var frame: String?
    private var isCutHere: Bool
    private var isLocated = false
    private var sawTrace = false
    private var sawFrames = false
    private var freeLinesUsed = 0
    private var endedInPanic = false
    private var isComplete = false

    /// Opens at `------------[ cut here ]------------`: what it is, the next lines say.
    init(cutHere line: ConsoleLine) {
        kind = .warning
        firstLine = line.number
        lastLine = line.number
        lines = [line.text]
        closing = .trace(freeLines: 12)
        headline = ""
        isCutHere = true
    }

    /// Opens at a head; `separator` is the line of `=` that went before it.
    init(head: SplatHead, line: ConsoleLine, separator: ConsoleLine?) {
        kind = head.kind
        firstLine = separator?.number ?? line.number
        lastLine = line.number
        lines = (separator.map { [$0.text] } ?? []) + [line.text]
        closing = head.closing
        headline = head.title ?? line.text
        isCutHere = false
        if case .oneLine = head.closing { isComplete = true }
        locate(line.text)
    }

    var isFinished: Bool { isComplete }

    /// Whether a line that looks like a head continues this report instead of opening another.
    func absorbs(_ head: SplatHead, text: String) -> Bool {
        if head.kind == .panic {
            return kind != .panic
        }
        if case .separator = closing {
            // Between its lines of `=` KASAN dumps the page, with a head of its own.
            return head.kind == .debugVM
        }
        if isCutHere && headline.isEmpty { return true }
        guard !sawTrace else { return kind == .rcuStall && text.contains("kthread starved") }
        switch head.kind {
        case .warning, .bug:
            // The place of a report whose message came first: refcount_t, list corruption, ODEBUG, VM_BUG_ON.
            return !isLocated && Self.isPlace(text)
        case .oops, .generalProtection:
            return [.oops, .bug, .generalProtection, .kasan, .stack, .listCorruption, .debugVM].contains(kind)
        case .rcuStall:
            return kind == .rcuStall
        case .debugVM:
            return kind == .badPage
        default:
            return false
        }
    }

    private static func isPlace(_ text: String) -> Bool {
        text.hasPrefix("WARNING: CPU: ") || text.hasPrefix("kernel BUG at ") || SplatTitle.warningPlace(text) != nil
    }

    /// Takes a head that continues this report.
    mutating func absorb(_ head: SplatHead, line: ConsoleLine) {
        if isCutHere, headline.isEmpty {
            kind = head.kind
            closing = head.closing
            headline = head.title ?? line.text
        }
        if head.kind == .panic { endedInPanic = true }
        locate(line.text)
        append(line)
    }

    /// Takes an ordinary line. False: the report had ended before it.
    mutating func continues(with line: ConsoleLine) -> Bool {
        let shape = TraceLine(line.text)
        if case .separator = closing {
            // KASAN, KCSAN and KFENCE say everything between two lines of `=`.
            note(shape)
            append(line)
            if shape == .separator { isComplete = true }
            return true
        }
        note(shape)
        switch shape {
        case .separator:
            // Ends a list of locks; before the trace it is the lower rule of a heading.
            if sawFrames { return false }
            append(line)
        case .other:
            guard !sawFrames, case .trace(let freeLines) = closing, freeLinesUsed < freeLines else { return false }
            if isCutHere, headline.isEmpty { adoptMessage(line.text) }
            freeLinesUsed += 1
            append(line)
        default:
            append(line)
        }
        return true
    }

    /// Text between "cut here" and the WARNING line is the warning's own message.
    private mutating func adoptMessage(_ text: String) {
        headline = text
        if text.hasPrefix("DMA-API: ") { kind = .dmaDebug }
    }

    private mutating func note(_ shape: TraceLine) {
        switch shape {
        case .traceStart:
            sawTrace = true
        case .frame(let function):
            sawFrames = true
            if frame == nil, let function, !SplatTitle.isReporter(function) { frame = function }
        case .instruction(let function):
            sawTrace = true
            if instruction == nil { instruction = function }
        default:
            break
        }
    }

    private mutating func locate(_ text: String) {
        if let found = SplatTitle.warningPlace(text) {
            place = found
            isLocated = true
        } else if let rest = text.textAfter(prefix: "kernel BUG at ") {
            place = (SplatTitle.normalise(rest), nil)
            isLocated = true
            if headline.isEmpty { headline = text }
        }
    }

    private mutating func append(_ line: ConsoleLine) {
        lastLine = line.number
        if lines.count < Self.longest { lines.append(line.text) } else { omitted += 1 }
    }

    /// The finished report.
    func report() -> SplatReport {
        SplatReport(
            kind: kind, title: title, firstLine: firstLine, lastLine: lastLine, lines: lines,
            endedInPanic: endedInPanic || kind == .panic, isTruncated: omitted > 0)
    }

    private var title: String {
        let culprit = [instruction, frame].compactMap { $0 }.first { !SplatTitle.isReporter($0) } ?? instruction
        switch kind {
        case .warning where SplatTitle.warningPlace(headline) != nil || headline.isEmpty:
            return "WARNING" + (place.file.map { " at \($0)" } ?? "") + inFunction(place.function ?? culprit)
        case .bug where headline.hasPrefix("kernel BUG at "):
            return "kernel BUG" + (place.file.map { " at \($0)" } ?? "") + inFunction(culprit)
        case .kasan, .kcsan, .kfence, .kmsan:
            return SplatTitle.normalise(headline.textAfter(prefix: "BUG: ") ?? headline)
        case .lockdep:
            let text = headline.filter { $0 != "[" && $0 != "]" }.trimmingBlanks
            return "lockdep: " + SplatTitle.normalise(text.textAfter(prefix: "WARNING: ") ?? text) + inFunction(frame)
        case .panic:
            return SplatTitle.normalise(headline)
        case .lockup:
            return SplatTitle.normalise(headline) + inFunction(instruction)
        case .outOfMemory, .interrupt, .faultInjection, .kmemleak, .badPage, .rcuStall, .hungTask, .info:
            return SplatTitle.normalise(headline)
        default:
            let text = SplatTitle.normalise(headline)
            return text.contains(" in ") ? text : text + inFunction(culprit ?? place.function)
        }
    }

    private func inFunction(_ name: String?) -> String {
        name.map { " in \($0)" } ?? ""
    }
}
