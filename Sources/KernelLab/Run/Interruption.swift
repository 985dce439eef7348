// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
import Synchronization
import SystemPackage

/// Where the handler of signals writes to; -1 for nowhere. A global, because a C handler has no context to reach it by.
private let bell = Atomic<CInt>(-1)

/// Turns Ctrl-C and its kin into the cancellation of a task.
package enum Interruption {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// Runs a body that is cancelled by SIGINT, SIGTERM or SIGHUP. A second signal kills every command at once and
    /// exits.
    package static func guarding<Success: Sendable>(
        _ body: @escaping @Sendable () async throws -> Success
    ) async throws -> Success {
        let (reader, writer) = try makePipe()
        bell.store(writer.rawValue, ordering: .releasing)
        let task = Task { try await body() }
        // A thread, as reading blocks it, and not a Dispatch source: see SerialPipe.
        Thread.detachNewThread {
            listen(to: reader) { task.cancel() }
        }
        for number in numbers { signal(number, ring) }
        // A reader of our output that goes away must not take the guest's cleanup with it.
        signal(SIGPIPE, SIG_IGN)
        // A limit on file sizes is to be met as an error of write(), like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        defer {
            for number in numbers { signal(number, SIG_IGN) }
            bell.store(-1, ordering: .releasing)
            try? writer.close()
        }
        return try await task.value
    }

    /// A pipe that no command inherits.
    private static func makePipe() throws(LabFailure) -> (reader: FileDescriptor, writer: FileDescriptor) {
        do {
            let (reader, writer) = try FileDescriptor.pipe()
            for end in [reader, writer] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
            return (reader, writer)
        } catch {
            throw LabFailure(.inputOutput, "making a pipe for signals: \(error)")
        }
    }

    /// May do no more than a handler may: it interrupts a thread anywhere.
    private static let ring: @convention(c) (CInt) -> Void = { _ in
        let before = errno
        var byte: UInt8 = 0
        _ = write(bell.load(ordering: .acquiring), &byte, 1)
        errno = before
    }

    /// Waits for signals until the other end is closed.
    private static func listen(to reader: FileDescriptor, _ cancel: () -> Void) {
        defer { try? reader.close() }
        var signals = 0
        var byte: UInt8 = 0
        while true {
            let count = read(reader.rawValue, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return }
            signals += 1
            if signals > 1 {
                ChildGroups.killAll()
                _exit(ExitCode.interrupted.rawValue)
            }
            cancel()
        }
    }
}
