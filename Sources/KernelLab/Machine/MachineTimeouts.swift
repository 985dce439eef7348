// SPDX-License-Identifier: GPL-2.0-only

/// How long a guest may take before it counts as hung.
package struct MachineTimeouts: Sendable, Equatable {
    /// From power-on to the first byte of results.
    package var boot: Duration
    /// Without a byte on the console or the results' channel.
    package var silence: Duration
    /// From power-on to the last line.
    package var overall: Duration
    /// From the last line of results to QEMU's end.
    package var shutdown: Duration

    /// The limits for a profile on an accelerator; generous, because a loaded machine is no bug of the kernel's.
    package init(profile: BuildProfile, accelerator: Accelerator) {
        let factor = profile.slowness * accelerator.slowness
        boot = .seconds(10) * factor
        silence = .seconds(20) * factor
        overall = .seconds(200) * factor
        shutdown = .seconds(5) * factor
    }
}
