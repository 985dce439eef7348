// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// The native route to a buffer of the test module's: a fake offset on the device. Released with its owner.
public struct ModuleNative: ~Copyable, Sendable, ClosableRoute {
    private let cookie: MapCookie

    public let size: Int

    public var descriptor: FileDescriptor { cookie.device.descriptor }

    public var mapOffset: UInt64 { cookie.offset }

    public var mapsAnyPart: Bool { true }

    init(cookie: consuming MapCookie, size: Int) {
        self.cookie = cookie
        self.size = size
    }

    /// Releases the offset: `DVT_RELEASE`. Mappings stay.
    public consuming func close() throws(SystemCallError) {
        try cookie.release()
    }
}
