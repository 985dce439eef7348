// SPDX-License-Identifier: GPL-2.0-only

/// How far a guest has come, told from its console.
package struct BootProgress: Sendable, Equatable {
    /// How the kernel said it would stop.
    package enum Ending: Sendable, Equatable {
        case powerDown
        case restart
        case halt
        /// `Kernel panic - not syncing: REASON`.
        case panic(String)
    }

    package enum Stage: Sendable, Equatable {
        /// Nothing of the kernel has been seen yet.
        case firmware
        /// The kernel runs, init does not yet.
        case kernel
        /// The kernel has started `path` as init.
        case initProgram(path: String)
        case ended(Ending)
    }

    package private(set) var stage = Stage.firmware
    /// Release of the running kernel, `6.12.117`.
    package private(set) var kernelRelease: String?
    /// True once init was started, also after the end: a panic before it is a kernel that does not boot.
    package private(set) var hasStartedInit = false

    package init() {}

    /// Takes the next line; gives the new stage when this line changed it.
    package mutating func consume(_ line: ConsoleLine) -> Stage? {
        let text = line.text
        let next: Stage
        if let reason = text.textAfter(prefix: "Kernel panic - not syncing:") {
            next = .ended(.panic(reason.trimmingBlanks))
        } else if let rest = text.textAfter(prefix: "Linux version ") {
            // A second kernel start in one console is a reboot: the stage goes back to it.
            kernelRelease = rest.split(separator: " ").first.map(String.init)
            hasStartedInit = false
            next = .kernel
        } else if let rest = text.textAfter(prefix: "Run "), rest.hasSuffix(" as init process") {
            hasStartedInit = true
            next = .initProgram(path: String(rest.dropLast(" as init process".count)))
        } else if let ending = Self.ending(of: text) {
            next = .ended(ending)
        } else {
            return nil
        }
        if case .ended(.panic) = stage, case .ended = next {
            // "Rebooting in 1 seconds.." and the restart behind a panic do not make it a clean end.
            return nil
        }
        guard next != stage else { return nil }
        stage = next
        return next
    }

    private static func ending(of text: String) -> Ending? {
        if text.hasPrefix("reboot: Power down") || text.hasPrefix("reboot: Power off not available") {
            return .powerDown
        }
        if text.hasPrefix("reboot: Restarting system") {
            return .restart
        }
        return text.hasPrefix("reboot: System halted") ? .halt : nil
    }
}

extension StringProtocol {
    /// The text behind `prefix`, or nil when it does not start with it.
    func textAfter(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }

    /// Without blanks and tabs at both ends.
    var trimmingBlanks: String {
        var rest = drop { $0 == " " || $0 == "\t" }
        while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
        return String(rest)
    }
}
