/* SPDX-License-Identifier: GPL-2.0-only */
/* A V4L2 capture device that writes frames into a dma-buf. */
#ifndef CAMERA_H
#define CAMERA_H

#include <stddef.h>

struct camera {
	const char *path;
	size_t stride;		/* of a line, in bytes */
	size_t size;		/* of a frame, in bytes */
};

/* All return 0, or -1 and errno. */

/*
 * Sets the frames' format, and has vivid show its pattern without the time in
 * it, so that each frame is the same.
 */
int camera_prepare(struct camera *camera, const char *path);

/* One frame, copied to @frame by read(): what to compare with. */
int camera_read(const struct camera *camera, void *frame);

/* One frame, written to the start of a dma-buf by the device. */
int camera_capture(const struct camera *camera, int dmabuf);

#endif /* CAMERA_H */
