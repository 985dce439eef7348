// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// A route of any kind, until it is closed or its owner is gone.
protocol HeldRoute: AnyObject {
    /// Where mmap() finds the buffer: nil once the route is closed.
    var place: (descriptor: FileDescriptor, offset: UInt64)? { get }

    /// Maps the buffer, or a part of it, in bytes.
    /// - Throws: `EBADF` once the route is closed.
    func map(offset: Int, length: Int?, protection: Protection, flags: MappingFlags) throws -> Mapping

    /// Closes the route, which does nothing a second time.
    func close() throws
}

/// A ``HeldRoute`` of one kind.
final class RouteHolder<Route: ClosableRoute & ~Copyable>: HeldRoute {
    private var route: Route?

    init(_ route: consuming Route) {
        self.route = consume route
    }

    var place: (descriptor: FileDescriptor, offset: UInt64)? {
        guard let descriptor = route?.descriptor, let offset = route?.mapOffset else { return nil }
        return (descriptor, offset)
    }

    func map(offset: Int, length: Int?, protection: Protection, flags: MappingFlags) throws -> Mapping {
        guard let mapping = try route?.map(offset: offset, length: length, protection: protection, flags: flags) else {
            throw Errno.badFileDescriptor
        }
        return mapping
    }

    func close() throws {
        try route.take()?.close()
    }
}
