// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import SystemPackage

/// Blobs of virtio-gpu's: objects of guest memory that the host knows page by page.
public enum VirtioGPUBlob {
    private static let driver = "virtio_gpu"

    /// Whether the device has them: `VIRTGPU_PARAM_RESOURCE_BLOB`.
    public static var isOffered: Bool {
        get throws(SystemCallError) {
            let node = try GEMNode(driver: driver)
            var value: CInt = 0
            let result = withUnsafeMutablePointer(to: &value) { pointer in
                var argument = cdmabuf_virtgpu_getparam()
                argument.param = cdmabuf_virtgpu_param_resource_blob
                argument.value = UInt64(UInt(bitPattern: pointer))
                return cdmabuf_ioctl(node.descriptor.rawValue, cdmabuf_virtgpu_getparam_command, &argument)
            }
            try SystemCall.checking("ioctl(DRM_IOCTL_VIRTGPU_GETPARAM)", of: node.path, result: result)
            return value != 0
        }
    }

    /// Makes a blob that can be mapped and exported.
    ///
    /// The corresponding commands are `DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB` and `DRM_IOCTL_VIRTGPU_MAP`.
    /// - Parameter size: In bytes, a multiple of the page size.
    /// - Throws: `EINVAL` where the device has no blobs.
    public static func create(size: Int) throws(SystemCallError) -> GEMNative {
        let node = try GEMNode(driver: driver)
        var blob = cdmabuf_virtgpu_create_blob()
        blob.blob_mem = cdmabuf_virtgpu_blob_mem_guest
        blob.blob_flags = cdmabuf_virtgpu_blob_flags
        blob.size = UInt64(size)
        try SystemCall.control(
            node.descriptor, cdmabuf_virtgpu_create_blob_command, "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB", &blob,
            of: "\(node.path), \(size) bytes")
        let object = GEMObject(handle: blob.bo_handle, node: node)
        var place = cdmabuf_virtgpu_map()
        place.handle = object.handle
        try SystemCall.control(
            object.node.descriptor, cdmabuf_virtgpu_map_command, "DRM_IOCTL_VIRTGPU_MAP", &place,
            of: "\(object.node.path), handle \(object.handle)")
        return GEMNative(object: object, mapOffset: place.offset, size: size)
    }
}
