// SPDX-License-Identifier: GPL-2.0-only

/// A buffer of the test module's, and its native route if it has one. Each part can be taken out and dropped.
public struct TestBuffer: ~Copyable, Sendable {
    /// The dma-buf.
    public private(set) var buffer: Buffer

    /// The route through the device.
    public private(set) var native: ModuleNative?

    init(buffer: consuming Buffer, native: consuming ModuleNative?) {
        self.buffer = buffer
        self.native = native
    }

    /// Takes the native route out. Not by a public setter: Swift 6.3.1 in release mode fails to compile one.
    public mutating func detachNative() -> ModuleNative? {
        native.take()
    }

    /// The dma-buf alone; the native route is released.
    public consuming func takeBuffer() -> Buffer {
        buffer
    }

    /// The native route alone; the dma-buf's descriptor is closed.
    public consuming func takeNative() -> ModuleNative? {
        native
    }
}
