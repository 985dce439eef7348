// SPDX-License-Identifier: GPL-2.0-only

/// An mmap offset on the test module's device, released at the end of its owner's life.
struct MapCookie: ~Copyable, Sendable {
    let device: TestModuleDevice
    let offset: UInt64
    private var isValid = true

    init(device: consuming TestModuleDevice, offset: UInt64) {
        self.device = device
        self.offset = offset
    }

    deinit {
        // An error means that the module has forgotten it already.
        if isValid { try? device.release(mapOffset: offset) }
    }

    /// Releases the offset, and says so if that failed.
    consuming func release() throws(SystemCallError) {
        isValid = false
        try device.release(mapOffset: offset)
    }
}
