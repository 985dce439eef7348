// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import SystemPackage

/// A child that shares this process's mappings as fork() left them, and does nothing. Killed with its owner.
public struct ForkedProcess: ~Copyable, Sendable {
    /// The child's process id.
    public let identifier: Int32

    /// Forks.
    ///
    /// The corresponding C function is `fork`.
    public init() throws(SystemCallError) {
        identifier = try SystemCall.checking("fork", of: "this process", result: cdmabuf_fork_paused())
    }

    deinit {
        _ = cdmabuf_end_paused(identifier)
    }

    /// Kills and reaps the child: its mappings are gone when this returns.
    public consuming func end() throws(SystemCallError) {
        let identifier = identifier
        discard self
        try SystemCall.checking("kill", of: "process \(identifier)", result: cdmabuf_end_paused(identifier))
    }
}
