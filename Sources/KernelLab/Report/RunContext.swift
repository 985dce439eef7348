// SPDX-License-Identifier: GPL-2.0-only

package import struct Foundation.Date

/// Under what circumstances a run was made, for the reports that outlive it.
package struct RunContext: Sendable, Equatable {
    /// `6.12.117-dmabuf-vma`; nil when no kernel came up.
    package var kernelRelease: String?
    /// `fast`, `debug`, …
    package var profile: String
    /// The command line of this tool, as typed.
    package var command: String
    /// The machine's command line, for doing it again by hand.
    package var machineCommand: String?
    package var hostname: String
    package var started: Date
    /// Seconds of the whole run.
    package var duration: Double
    /// What came before the results, in order.
    package var steps: [RunStep]
    /// How to repeat one of its tests; nil when that is not known.
    package var repeatCommand: RepeatCommand?

    package init(
        kernelRelease: String?, profile: String, command: String, machineCommand: String? = nil, hostname: String,
        started: Date, duration: Double, steps: [RunStep] = [], repeatCommand: RepeatCommand? = nil
    ) {
        self.kernelRelease = kernelRelease
        self.profile = profile
        self.command = command
        self.machineCommand = machineCommand
        self.hostname = hostname
        self.started = started
        self.duration = duration
        self.steps = steps
        self.repeatCommand = repeatCommand
    }
}
