// SPDX-License-Identifier: GPL-2.0-only
#include "camera.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* vivid's control "OSD Text Mode", which no header has, and its value "None". */
#define VIVID_TEXT_MODE		0x00f0f001
#define VIVID_TEXT_MODE_NONE	2

#define PATIENCE_MS		10000

static int finish(int file, int result)
{
	int error = errno;

	/* Closing ends the stream, and lets go of the buffer. */
	close(file);
	errno = error;
	return result;
}

int camera_prepare(struct camera *camera, const char *path)
{
	struct v4l2_control text = { .id = VIVID_TEXT_MODE, .value = VIVID_TEXT_MODE_NONE };
	struct v4l2_format format = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
	int file = open(path, O_RDWR | O_CLOEXEC);

	if (file < 0)
		return -1;
	/* The driver corrects what it cannot do. */
	format.fmt.pix.width = 360;
	format.fmt.pix.height = 240;
	format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
	if (ioctl(file, VIDIOC_S_FMT, &format) < 0 || ioctl(file, VIDIOC_S_CTRL, &text) < 0)
		return finish(file, -1);
	camera->path = path;
	camera->stride = format.fmt.pix.bytesperline;
	camera->size = format.fmt.pix.sizeimage;
	return finish(file, 0);
}

int camera_read(const struct camera *camera, void *frame)
{
	int file = open(camera->path, O_RDWR | O_CLOEXEC);
	ssize_t count;

	if (file < 0)
		return -1;
	do {
		count = read(file, frame, camera->size);
	} while (count < 0 && errno == EINTR);
	if (count >= 0 && (size_t)count != camera->size) {
		errno = EIO;
		count = -1;
	}
	return finish(file, count < 0 ? -1 : 0);
}

int camera_capture(const struct camera *camera, int dmabuf)
{
	enum v4l2_buf_type type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
	enum v4l2_memory memory = V4L2_MEMORY_DMABUF;
	struct v4l2_requestbuffers request = { .count = 1, .type = type, .memory = memory };
	struct v4l2_buffer buffer = { .type = type, .memory = memory, .m.fd = dmabuf };
	int file = open(camera->path, O_RDWR | O_CLOEXEC);
	struct pollfd ready = { .fd = file, .events = POLLIN };

	if (file < 0)
		return -1;
	/* The device is given the buffer, not the pointer: V4L2 imports from a buffer's start. */
	if (ioctl(file, VIDIOC_REQBUFS, &request) < 0 || ioctl(file, VIDIOC_QBUF, &buffer) < 0 ||
	    ioctl(file, VIDIOC_STREAMON, &type) < 0)
		return finish(file, -1);
	switch (poll(&ready, 1, PATIENCE_MS)) {
	case -1:
		return finish(file, -1);
	case 0:
		errno = ETIMEDOUT;
		return finish(file, -1);
	}
	if (ioctl(file, VIDIOC_DQBUF, &buffer) < 0)
		return finish(file, -1);
	if (buffer.flags & V4L2_BUF_FLAG_ERROR) {
		errno = EIO;
		return finish(file, -1);
	}
	return finish(file, 0);
}
