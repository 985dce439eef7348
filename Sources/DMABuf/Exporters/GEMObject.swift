// SPDX-License-Identifier: GPL-2.0-only

/// A handle of a GEM object and the file it is of. The handle is closed at the end of its owner's life.
struct GEMObject: ~Copyable, Sendable {
    let handle: UInt32
    let node: GEMNode
    private var isOpen = true

    init(handle: UInt32, node: consuming GEMNode) {
        self.handle = handle
        self.node = node
    }

    deinit {
        // An error does no harm: the file is closed next, which closes its handles too.
        if isOpen { try? node.closeHandle(handle) }
    }

    /// Closes the handle, and says so if that failed.
    consuming func close() throws(SystemCallError) {
        isOpen = false
        try node.closeHandle(handle)
    }
}
