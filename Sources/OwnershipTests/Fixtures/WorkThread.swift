// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// A POSIX thread that runs one closure. The standard library's tasks have no processor of their own.
struct WorkThread: ~Copyable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: pthread_t

    init(_ run: @escaping @Sendable () -> Void) throws {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let error = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard error == 0 else {
            body.release()
            throw Errno(rawValue: error)
        }
        self.thread = thread
    }

    /// Waits for its end.
    consuming func join() {
        pthread_join(thread, nil)
    }
}
