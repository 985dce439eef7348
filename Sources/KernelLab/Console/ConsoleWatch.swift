// SPDX-License-Identifier: GPL-2.0-only

/// Everything the host wants to know of a guest's console, from its bytes.
package struct ConsoleWatch: Sendable {
    package enum Event: Sendable, Equatable {
        /// The guest came further, or ended.
        case stage(BootProgress.Stage)
        /// A report that counts; it has ended.
        case splat(SplatReport)
    }

    /// Lines kept for the message about a guest that died.
    package static let keptLines = 400

    package private(set) var boot = BootProgress()
    package private(set) var detector: SplatDetector
    /// The test that was running when the console's last line came; nil when none was, or it is not known.
    package private(set) var runningTest: String?
    private var splitter = ConsoleLines()
    private var recent: [String] = []

    package init(ignoring rules: [SplatIgnoreRule] = SplatIgnoreRule.standard) {
        detector = SplatDetector(ignoring: rules)
    }

    package var reports: [SplatReport] { detector.reports }
    package var ignored: [IgnoredSplat] { detector.ignored }

    /// Takes the next bytes of the console.
    package mutating func consume(_ bytes: some Sequence<UInt8>) -> [Event] {
        take(splitter.consume(bytes))
    }

    /// The console has ended.
    package mutating func finish() -> [Event] {
        take(splitter.finish()) + detector.finish().map(Event.splat)
    }

    /// The last `count` lines as printed, `keptLines` at most.
    package func lastLines(_ count: Int) -> [String] {
        recent.suffix(count)
    }

    private mutating func take(_ lines: [ConsoleLine]) -> [Event] {
        var events: [Event] = []
        for line in lines {
            recent.append(line.raw)
            if recent.count >= 2 * Self.keptLines { recent.removeFirst(Self.keptLines) }
            if let mark = RunnerMark(line) { runningTest = mark.test }
            if let stage = boot.consume(line) { events.append(.stage(stage)) }
            events += detector.consume(line).map(Event.splat)
        }
        return events
    }
}
