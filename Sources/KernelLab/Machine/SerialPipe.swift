// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
package import SystemPackage

/// A named pipe that a guest's serial port is written to, read as bytes arrive.
package struct SerialPipe: Sendable {
    package let path: FilePath
    /// What the guest sends, until the pipe's writer has gone.
    package let chunks: AsyncStream<[UInt8]>

    /// Makes the pipe and begins to read it.
    package init(making path: FilePath) throws(LabFailure) {
        self.path = path
        guard path.withPlatformString({ mkfifo($0, 0o600) }) == 0 else {
            throw FileFailure.describe(Errno(rawValue: errno), doing: "making pipe", path)
        }
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
        } catch {
            throw FileFailure.describe(error, doing: "opening pipe", path)
        }
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
        chunks = stream
        // A thread, as waiting blocks it. Not a Dispatch source: on Linux those crash now and then when one of them
        // goes (swift-corelibs-libdispatch issue 949).
        Thread.detachNewThread {
            repeat { Self.wait(for: descriptor) } while Self.drain(descriptor, into: continuation)
            try? descriptor.close()
            continuation.finish()
        }
    }

    /// Returns when there is something to read, or nobody left who writes; not before there ever was one.
    private static func wait(for descriptor: FileDescriptor) {
        var request = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, -1) < 0, errno == EINTR {}
    }

    /// Reads all there is; `false` at the end.
    private static func drain(_ descriptor: FileDescriptor, into continuation: AsyncStream<[UInt8]>.Continuation)
        -> Bool
    {
        while true {
            do {
                let bytes = try [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                    count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if bytes.isEmpty {
                    return false
                }
                continuation.yield(bytes)
            } catch Errno.wouldBlock {
                return true
            } catch Errno.interrupted {
                continue
            } catch {
                return false
            }
        }
    }

    /// Lets the reader see the end even if no writer ever opened the pipe: opens it for writing, and closes it.
    package func finishWriting() {
        if let writer = try? FileDescriptor.open(path, .writeOnly, options: [.nonBlocking, .closeOnExec]) {
            try? writer.close()
        }
    }
}
