// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// An advisory lock on a file. The kernel releases it when this program ends, however it ends.
package struct FileLock: ~Copyable, Sendable {
    package enum Mode: Sendable {
        case shared, exclusive
    }

    private let descriptor: FileDescriptor

    /// Takes the lock if nobody is in the way; `nil` otherwise.
    package init?(trying path: FilePath, _ mode: Mode) throws(LabFailure) {
        let descriptor = try Self.open(path)
        guard flock(descriptor.rawValue, (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            try? descriptor.close()
            return nil
        }
        self.descriptor = descriptor
    }

    /// Takes the lock, waiting for its holder; `onWait` is called once if there is one. Cancelling ends the wait.
    package init(
        _ path: FilePath, _ mode: Mode, onWait: @Sendable () -> Void
    ) async throws {
        let operation = mode == .shared ? LOCK_SH : LOCK_EX
        let descriptor = try Self.open(path)
        if flock(descriptor.rawValue, operation | LOCK_NB) != 0 {
            onWait()
            do {
                try await Self.wait(for: descriptor, operation)
            } catch {
                try? descriptor.close()
                throw error
            }
        }
        self.descriptor = descriptor
    }

    /// Runs a body with the lock held.
    package static func holding<Value: Sendable>(
        _ path: FilePath, _ mode: Mode = .exclusive, onWait: @Sendable () -> Void, _ body: () async throws -> Value
    ) async throws -> Value {
        try await FileLock(path, mode, onWait: onWait).holding(body)
    }

    /// Runs a body and gives the lock back, whatever comes of it.
    package consuming func holding<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            let value = try await body()
            release()
            return value
        } catch {
            release()
            throw error
        }
    }

    /// Gives the lock back.
    package consuming func release() {}

    deinit {
        try? descriptor.close()
    }

    private static func open(_ path: FilePath) throws(LabFailure) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                path, .readWrite, options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw FileFailure.describe(error, doing: "locking", path)
        }
    }

    /// flock() cannot be waited for together with anything else, so it is tried at intervals that grow.
    private static func wait(for descriptor: FileDescriptor, _ operation: Int32) async throws {
        var pause = Duration.milliseconds(20)
        while flock(descriptor.rawValue, operation | LOCK_NB) != 0 {
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(500))
        }
    }
}
