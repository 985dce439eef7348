/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The DRM commands to make a GEM buffer (dumb, or a blob of virtio-gpu's), to
 * map it natively and to pass it as a dma-buf (PRIME).
 *
 * Re-declared under own names, because Debian's linux-libc-dev leaves out
 * <drm/drm.h> and libdrm-dev is a lot for some structures of a frozen ABI.
 * Layouts: include/uapi/drm/drm.h, drm_mode.h and virtgpu_drm.h.
 */
#ifndef CDMABUF_DRM_H
#define CDMABUF_DRM_H

#include <stddef.h>
#include <linux/ioctl.h>
#include <linux/types.h>

#define CDMABUF_DRM_IOC_TYPE 'd'

/* struct drm_version, without the date and the description */
struct cdmabuf_drm_version {
	__s32 version_major;
	__s32 version_minor;
	__s32 version_patchlevel;
	__u32 pad;
	__u64 name_len;
	__u64 name;
	__u64 date_len;
	__u64 date;
	__u64 desc_len;
	__u64 desc;
};

/* struct drm_gem_close */
struct cdmabuf_drm_gem_close {
	__u32 handle;
	__u32 pad;
};

/* struct drm_prime_handle */
struct cdmabuf_drm_prime_handle {
	__u32 handle;
	__u32 flags;
	__s32 fd;
};

/* struct drm_mode_create_dumb */
struct cdmabuf_drm_create_dumb {
	__u32 height;
	__u32 width;
	__u32 bpp;
	__u32 flags;
	__u32 handle;
	__u32 pitch;
	__u64 size;
};

/* struct drm_mode_map_dumb */
struct cdmabuf_drm_map_dumb {
	__u32 handle;
	__u32 pad;
	__u64 offset;
};

/* struct drm_virtgpu_getparam (virtgpu_drm.h): @value is a pointer to an int */
struct cdmabuf_virtgpu_getparam {
	__u64 param;
	__u64 value;
};

/* struct drm_virtgpu_map */
struct cdmabuf_virtgpu_map {
	__u64 offset;
	__u32 handle;
	__u32 pad;
};

/* struct drm_virtgpu_resource_create_blob */
struct cdmabuf_virtgpu_create_blob {
	__u32 blob_mem;
	__u32 blob_flags;
	__u32 bo_handle;
	__u32 res_handle;
	__u64 size;
	__u32 pad;
	__u32 cmd_size;
	__u64 cmd;
	__u64 blob_id;
};

static const __u64 cdmabuf_virtgpu_param_resource_blob = 3;
static const __u32 cdmabuf_virtgpu_blob_mem_guest = 1;
/* May be mapped by a process, may be exported */
static const __u32 cdmabuf_virtgpu_blob_flags = 0x1 | 0x2;

static const unsigned long cdmabuf_virtgpu_map_command =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0x41, struct cdmabuf_virtgpu_map);
static const unsigned long cdmabuf_virtgpu_getparam_command =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0x43, struct cdmabuf_virtgpu_getparam);
static const unsigned long cdmabuf_virtgpu_create_blob_command =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0x4a, struct cdmabuf_virtgpu_create_blob);

static const unsigned long cdmabuf_drm_version_command =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0x00, struct cdmabuf_drm_version);
static const unsigned long cdmabuf_drm_gem_close_command =
	_IOW(CDMABUF_DRM_IOC_TYPE, 0x09, struct cdmabuf_drm_gem_close);
static const unsigned long cdmabuf_drm_prime_handle_to_fd =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0x2d, struct cdmabuf_drm_prime_handle);
static const unsigned long cdmabuf_drm_prime_fd_to_handle =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0x2e, struct cdmabuf_drm_prime_handle);
static const unsigned long cdmabuf_drm_create_dumb_command =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0xb2, struct cdmabuf_drm_create_dumb);
static const unsigned long cdmabuf_drm_map_dumb_command =
	_IOWR(CDMABUF_DRM_IOC_TYPE, 0xb3, struct cdmabuf_drm_map_dumb);

_Static_assert(sizeof(struct cdmabuf_drm_version) == 64, "drm_version on 64 bit");
_Static_assert(offsetof(struct cdmabuf_drm_version, name) == 24, "drm_version.name");
_Static_assert(sizeof(struct cdmabuf_drm_gem_close) == 8, "drm_gem_close");
_Static_assert(sizeof(struct cdmabuf_drm_prime_handle) == 12, "drm_prime_handle");
_Static_assert(sizeof(struct cdmabuf_drm_create_dumb) == 32, "drm_mode_create_dumb");
_Static_assert(offsetof(struct cdmabuf_drm_create_dumb, size) == 24, "drm_mode_create_dumb.size");
_Static_assert(sizeof(struct cdmabuf_drm_map_dumb) == 16, "drm_mode_map_dumb");
_Static_assert(sizeof(struct cdmabuf_virtgpu_getparam) == 16, "drm_virtgpu_getparam");
_Static_assert(sizeof(struct cdmabuf_virtgpu_map) == 16, "drm_virtgpu_map");
_Static_assert(sizeof(struct cdmabuf_virtgpu_create_blob) == 48, "drm_virtgpu_resource_create_blob");

#endif /* CDMABUF_DRM_H */
