// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Synchronization

/// The handle that one thread has made and another is to close.
final class HandleBox: Sendable {
    private let handle = Atomic<UInt32>(0)

    func set(_ handle: UInt32) {
        self.handle.store(handle, ordering: .releasing)
    }

    /// DRM_IOCTL_GEM_CLOSE, with nothing around it that takes time.
    func close(on node: Int32) {
        var argument = cdmabuf_drm_gem_close()
        argument.handle = handle.load(ordering: .acquiring)
        _ = cdmabuf_ioctl(node, cdmabuf_drm_gem_close_command, &argument)
    }
}
