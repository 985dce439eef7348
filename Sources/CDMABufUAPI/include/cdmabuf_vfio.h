/* SPDX-License-Identifier: GPL-2.0-only */
/* VFIO: opening a device by its group, its regions, and the dma-buf of what a display device shows. */
#ifndef CDMABUF_VFIO_H
#define CDMABUF_VFIO_H

#include <stddef.h>
#include <linux/vfio.h>

/* struct vfio_device_gfx_plane_info, of whose union Swift would not take the bytes */
struct cdmabuf_vfio_plane {
	__u32 argsz;
	__u32 flags;
	__u32 plane_type;
	__u32 format;
	__u64 modifier;
	__u32 width;
	__u32 height;
	__u32 stride;
	__u32 size;
	__u32 position[4];
	__u32 identifier;
	__u32 reserved;
};

static const unsigned long cdmabuf_vfio_set_iommu = VFIO_SET_IOMMU;
static const unsigned long cdmabuf_vfio_group_set_container = VFIO_GROUP_SET_CONTAINER;
static const unsigned long cdmabuf_vfio_group_get_device = VFIO_GROUP_GET_DEVICE_FD;
static const unsigned long cdmabuf_vfio_get_region_info = VFIO_DEVICE_GET_REGION_INFO;
static const unsigned long cdmabuf_vfio_query_plane = VFIO_DEVICE_QUERY_GFX_PLANE;
static const unsigned long cdmabuf_vfio_get_plane_buffer = VFIO_DEVICE_GET_GFX_DMABUF;

/* DRM_PLANE_TYPE_PRIMARY (include/drm/drm_plane.h, which is no UAPI header although VFIO's interface uses it) */
static const unsigned int cdmabuf_vfio_primary_plane = 1;

_Static_assert(sizeof(struct vfio_region_info) == 32, "vfio_region_info");
_Static_assert(offsetof(struct vfio_region_info, size) == 16, "vfio_region_info.size");
_Static_assert(offsetof(struct vfio_region_info, offset) == 24, "vfio_region_info.offset");
_Static_assert(sizeof(struct cdmabuf_vfio_plane) == sizeof(struct vfio_device_gfx_plane_info),
	       "vfio_device_gfx_plane_info");
_Static_assert(offsetof(struct cdmabuf_vfio_plane, width) == offsetof(struct vfio_device_gfx_plane_info, width),
	       "vfio_device_gfx_plane_info.width");
_Static_assert(offsetof(struct cdmabuf_vfio_plane, identifier) ==
	       offsetof(struct vfio_device_gfx_plane_info, dmabuf_id), "vfio_device_gfx_plane_info.dmabuf_id");

#endif /* CDMABUF_VFIO_H */
