// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Synchronization
import SystemPackage

/// What the user sees: one status line that changes in place on a terminal, whole lines anywhere else.
package final class ConsoleOutput: ProgressReporter {
    private struct State {
        var statusIsShown = false
        var step = ""
        var lastTenth = -1
        var lastShown = ContinuousClock.now - .seconds(1)
    }

    /// Whether standard error is a terminal that may be written over.
    private let isLive: Bool
    /// Whether colours may be used on standard output.
    package let hasColour: Bool
    private let state = Mutex(State())

    package init(environment: [String: String]) {
        let isPlain = environment["CI"] != nil || environment["TERM"] == "dumb"
        isLive = isatty(STDERR_FILENO) == 1 && !isPlain
        hasColour = isatty(STDOUT_FILENO) == 1 && !isPlain && (environment["NO_COLOR"] ?? "").isEmpty
    }

    /// A step begins.
    package func begin(_ step: String) {
        state.withLock {
            $0.step = step
            $0.lastTenth = -1
            if isLive {
                show(step + " …", in: &$0, force: true)
            }
        }
    }

    /// A step has ended.
    package func end(_ step: String, _ outcome: String, _ duration: Duration) {
        state.withLock {
            clear(&$0)
            let name = step + String(repeating: " ", count: max(0, 10 - step.count))
            Self.write(STDERR_FILENO, "\(name) \(outcome) (\(Self.text(duration)))\n")
        }
    }

    package func update(_ fraction: Double?, _ text: String) {
        state.withLock {
            if isLive {
                let percent = fraction.map { " \(Int($0 * 100))%" } ?? ""
                show("\($0.step): \(text)\(percent)", in: &$0, force: false)
            } else if let fraction, Int(fraction * 10) > $0.lastTenth {
                $0.lastTenth = Int(fraction * 10)
                Self.write(STDERR_FILENO, "\($0.step): \(text) \(Int(fraction * 100))%\n")
            }
        }
    }

    package func note(_ line: String) {
        state.withLock {
            clear(&$0)
            Self.write(STDERR_FILENO, line + "\n")
        }
    }

    /// Columns of the terminal that standard output is; nil when it is none.
    package var resultWidth: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 10 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// The result proper, on standard output.
    package func result(_ text: String) {
        state.withLock {
            clear(&$0)
            Self.write(STDOUT_FILENO, text.hasSuffix("\n") ? text : text + "\n")
        }
    }

    private func show(_ text: String, in state: inout State, force: Bool) {
        let now = ContinuousClock.now
        guard force || state.lastShown.duration(to: now) > .milliseconds(80) else {
            return
        }
        state.lastShown = now
        state.statusIsShown = true
        var size = winsize()
        let width = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 10 ? Int(size.ws_col) : 80
        Self.write(STDERR_FILENO, "\r\u{1B}[K" + text.prefix(width - 1))
    }

    private func clear(_ state: inout State) {
        if state.statusIsShown {
            Self.write(STDERR_FILENO, "\r\u{1B}[K")
            state.statusIsShown = false
        }
    }

    /// One write for each line, so that lines of several programs in one log stay whole.
    private static func write(_ descriptor: Int32, _ text: String) {
        // Nobody is left to tell when our own output cannot be written.
        _ = try? FileDescriptor(rawValue: descriptor).writeAll(Array(text.utf8))
    }

    /// "1.2 s" or "3 min 05 s".
    package static func text(_ duration: Duration) -> String {
        let tenths = Int(duration.seconds * 10)
        if tenths < 600 {
            return "\(tenths / 10).\(tenths % 10) s"
        }
        let seconds = tenths / 10
        return "\(seconds / 60) min \(seconds % 60 < 10 ? "0" : "")\(seconds % 60) s"
    }
}
