/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Video nodes (V4L2): who drives one, making its buffers, and passing them as
 * dma-bufs.
 *
 * What has a union in it is re-declared with the one member that is used:
 * Swift does not take a union for plain bytes.
 */
#ifndef CDMABUF_VIDEO_H
#define CDMABUF_VIDEO_H

#include <stddef.h>
#include <linux/videodev2.h>

/* struct v4l2_format with fmt.pix, as far as it is used */
struct cdmabuf_video_format {
	__u32 type;
	__u32 pad;
	__u32 width;
	__u32 height;
	__u32 pixelformat;
	__u32 field;
	__u32 bytesperline;
	__u32 sizeimage;
	__u64 rest[22];
};

/* struct v4l2_create_buffers */
struct cdmabuf_video_create_buffers {
	__u32 index;
	__u32 count;
	__u32 memory;
	__u32 pad;
	struct cdmabuf_video_format format;
	__u32 capabilities;
	__u32 reserved[7];
};

/* struct v4l2_buffer; the time stamps and codes are not used */
struct cdmabuf_video_buffer {
	__u32 index;
	__u32 type;
	__u32 bytesused;
	__u32 flags;
	__u32 field;
	__u32 pad;
	__u64 times[4];
	__u32 sequence;
	__u32 memory;
	/* m.userptr, or with its lower half m.offset: Swift cannot copy unions */
	unsigned long place;
	__u32 length;
	__u32 reserved[3];
};

static const unsigned long cdmabuf_video_query_capability = VIDIOC_QUERYCAP;
static const unsigned long cdmabuf_video_set_format = VIDIOC_S_FMT;
static const unsigned long cdmabuf_video_request_buffers = VIDIOC_REQBUFS;
static const unsigned long cdmabuf_video_query_buffer = VIDIOC_QUERYBUF;
static const unsigned long cdmabuf_video_export_buffer = VIDIOC_EXPBUF;
static const unsigned long cdmabuf_video_create_buffers_command = VIDIOC_CREATE_BUFS;

static const unsigned long cdmabuf_video_queue_buffer = VIDIOC_QBUF;
static const unsigned long cdmabuf_video_dequeue_buffer = VIDIOC_DQBUF;
static const unsigned long cdmabuf_video_stream_on = VIDIOC_STREAMON;
static const unsigned long cdmabuf_video_stream_off = VIDIOC_STREAMOFF;
static const unsigned long cdmabuf_video_set_control = VIDIOC_S_CTRL;
static const unsigned long cdmabuf_video_set_standard = VIDIOC_S_STD;

static const unsigned int cdmabuf_video_pixel_format_yuyv = V4L2_PIX_FMT_YUYV;
static const unsigned int cdmabuf_video_pixel_format_rgb565 = V4L2_PIX_FMT_RGB565;

static const v4l2_std_id cdmabuf_video_standard_ntsc = V4L2_STD_NTSC_M;

/* Controls of vivid, which no header has: drivers/media/test-drivers/vivid/vivid-ctrls.c */
static const unsigned int cdmabuf_vivid_text_mode = 0x00f0f001;
static const unsigned int cdmabuf_vivid_prepare_error = 0x00f0f000 + 68;
/* "None" of the text modes */
static const int cdmabuf_vivid_text_mode_none = 2;

_Static_assert(sizeof(struct v4l2_capability) == 104, "v4l2_capability");
_Static_assert(offsetof(struct v4l2_capability, device_caps) == 88, "v4l2_capability.device_caps");
_Static_assert(sizeof(struct v4l2_requestbuffers) == 20, "v4l2_requestbuffers");
_Static_assert(sizeof(struct v4l2_exportbuffer) == 64, "v4l2_exportbuffer");
_Static_assert(offsetof(struct v4l2_exportbuffer, fd) == 16, "v4l2_exportbuffer.fd");

#define CDMABUF_VIDEO_SAME(ours, member, theirs, its) \
	_Static_assert(offsetof(struct ours, member) == offsetof(struct theirs, its), #theirs "." #its)

_Static_assert(sizeof(struct cdmabuf_video_format) == sizeof(struct v4l2_format), "v4l2_format");
CDMABUF_VIDEO_SAME(cdmabuf_video_format, width, v4l2_format, fmt.pix.width);
CDMABUF_VIDEO_SAME(cdmabuf_video_format, pixelformat, v4l2_format, fmt.pix.pixelformat);
CDMABUF_VIDEO_SAME(cdmabuf_video_format, sizeimage, v4l2_format, fmt.pix.sizeimage);
_Static_assert(sizeof(struct cdmabuf_video_create_buffers) == sizeof(struct v4l2_create_buffers),
	       "v4l2_create_buffers");
CDMABUF_VIDEO_SAME(cdmabuf_video_create_buffers, format, v4l2_create_buffers, format);
CDMABUF_VIDEO_SAME(cdmabuf_video_create_buffers, capabilities, v4l2_create_buffers, capabilities);
_Static_assert(sizeof(struct cdmabuf_video_buffer) == sizeof(struct v4l2_buffer), "v4l2_buffer");
CDMABUF_VIDEO_SAME(cdmabuf_video_buffer, memory, v4l2_buffer, memory);
CDMABUF_VIDEO_SAME(cdmabuf_video_buffer, place, v4l2_buffer, m.offset);
CDMABUF_VIDEO_SAME(cdmabuf_video_buffer, place, v4l2_buffer, m.userptr);
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "v4l2_buffer.m.offset");
CDMABUF_VIDEO_SAME(cdmabuf_video_buffer, length, v4l2_buffer, length);
_Static_assert(sizeof(struct v4l2_control) == 8, "v4l2_control");

#undef CDMABUF_VIDEO_SAME

#endif /* CDMABUF_VIDEO_H */
