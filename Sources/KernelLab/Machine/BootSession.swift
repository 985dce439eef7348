// SPDX-License-Identifier: GPL-2.0-only

package import KTAP
package import SystemPackage

/// What a running guest has said so far, and until when it has to say more.
package actor BootSession {
    private var console = ConsoleWatch()
    private var parser = KTAPParser()
    private var channelLines = LineSplitter()
    private var consoleLog: LogFile
    private var channelLog: LogFile
    private var channelText: [UInt8] = []
    private let timeouts: MachineTimeouts
    private let started = ContinuousClock.now
    private var lastSign = ContinuousClock.now
    private var firstResult: Duration?
    private var endSeen: ContinuousClock.Instant?
    private var guestEnd: GuestEnd?
    private let onEvent: @Sendable (KTAPEvent) -> Void
    /// Tells when another limit applies than before, perhaps a sooner one: at the first result and after the last.
    nonisolated let phases: AsyncStream<Void>
    private let phaseChange: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - consoleLog, channelLog: Files that get what the two serial ports send, as it comes.
    ///   - onEvent: Called with each step of the tests.
    package init(
        timeouts: MachineTimeouts, consoleLog: FilePath, channelLog: FilePath,
        onEvent: @escaping @Sendable (KTAPEvent) -> Void
    ) throws(LabFailure) {
        self.timeouts = timeouts
        self.consoleLog = try LogFile(creating: consoleLog)
        self.channelLog = try LogFile(creating: channelLog)
        self.onEvent = onEvent
        (phases, phaseChange) = AsyncStream.makeStream()
    }

    func consumeConsole(_ bytes: [UInt8]) {
        lastSign = .now
        consoleLog.append(bytes)
        _ = console.consume(bytes)
    }

    func consumeChannel(_ bytes: [UInt8]) {
        lastSign = .now
        if firstResult == nil {
            firstResult = started.duration(to: .now)
            phaseChange.yield()
        }
        channelLog.append(bytes)
        channelText += bytes
        for event in parser.consume(bytes) {
            onEvent(event)
        }
        for line in channelLines.consume(bytes) {
            if let end = GuestEnd(line: line) {
                guestEnd = end
                endSeen = .now
                phaseChange.yield()
            }
        }
    }

    /// When the guest's patience ends next, and what that would mean; `nil` when it has only to switch itself off.
    func deadline() -> (at: ContinuousClock.Instant, kind: TimeoutKind?) {
        if let endSeen {
            return (endSeen + timeouts.shutdown, nil)
        }
        let overall = started + timeouts.overall
        let next = firstResult == nil ? started + timeouts.boot : lastSign + timeouts.silence
        if next < overall {
            return (next, firstResult == nil ? .boot : .silence)
        }
        return (overall, .overall)
    }

    /// How long the limit that ran out was waited for; `nil` for none.
    func silence(for kind: TimeoutKind?) -> Duration? {
        switch kind {
        case .silence: lastSign.duration(to: .now)
        case .boot, .overall: started.duration(to: .now)
        case nil: nil
        }
    }

    /// Everything the guest said, once nothing more can come.
    func finish() throws -> BootRecord {
        for line in channelLines.finish() {
            if let end = GuestEnd(line: line) {
                guestEnd = end
            }
        }
        _ = console.finish()
        try consoleLog.finish()
        try channelLog.finish()
        return BootRecord(
            report: channelText.isEmpty ? nil : parser.finish(),
            ktapText: String(decoding: channelText, as: UTF8.self), guestEnd: guestEnd, splats: console.reports,
            ignoredSplats: console.ignored, boot: console.boot,
            lastConsoleLines: console.lastLines(40), runningTest: console.runningTest, firstResult: firstResult,
            duration: started.duration(to: .now))
    }
}
