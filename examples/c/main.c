// SPDX-License-Identifier: GPL-2.0-only
/*
 * Here is a pointer that somebody gave us: have a camera write a frame there,
 * without a copy.
 *
 * The camera wants a dma-buf, and who gave us the pointer has none to give.
 */
#include <errno.h>
#include <linux/dma-buf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "camera.h"
#include "owner.h"
#include "picture.h"

enum exit_code {
	DONE = 0,
	FRAME_ELSEWHERE = 1,
	NO_OWNER = 2,
	FAILED = 3,
	USAGE = 64,
};

static const struct picture_hooks registry_hooks = {
	.mapped = registry_add,
	.unmapped = registry_remove,
};

static int complain(const char *what)
{
	fprintf(stderr, "pointer-example-c: %s: %s\n", what, strerror(errno));
	return FAILED;
}

/* Brackets what the processor does to the buffer's memory. */
static int synchronize(int dmabuf, unsigned long long flags)
{
	struct dma_buf_sync sync = { .flags = flags | DMA_BUF_SYNC_READ };

	return ioctl(dmabuf, DMA_BUF_IOCTL_SYNC, &sync);
}

/* What this is about: from a pointer to a buffer that a device can be given. */
static int capture(const struct camera *camera, const void *pointer, size_t length,
		   const unsigned char *expected, bool asks_kernel)
{
	struct owner owner;
	bool arrived;
	int error;

	if (asks_kernel)
		error = kernel_find(pointer, length, &owner);
	else
		error = registry_find(pointer, length, &owner);
	if (error == -ENOENT) {
		printf("the pointer is into memory of no dma-buf\n");
		return NO_OWNER;
	}
	if (error) {
		errno = -error;
		return complain("finding the owner of the pointer");
	}
	printf("the pointer is at offset %llu of dma-buf %llu\n", (unsigned long long)owner.offset,
	       (unsigned long long)owner.inode);

	if (camera_capture(camera, owner.fd) < 0) {
		complain("capturing into the dma-buf");
		close(owner.fd);
		return FAILED;
	}

	/*
	 * The frame begins with the buffer, so that what is behind the pointer
	 * is the frame from the offset on.
	 */
	if (synchronize(owner.fd, DMA_BUF_SYNC_START) < 0)
		complain("DMA_BUF_IOCTL_SYNC");
	arrived = owner.offset <= camera->size - length &&
		  !memcmp(pointer, expected + owner.offset, length);
	synchronize(owner.fd, DMA_BUF_SYNC_END);
	close(owner.fd);

	printf(arrived ? "the frame is in the memory behind the pointer\n"
		       : "the frame is NOT in the memory behind the pointer\n");
	return arrived ? DONE : FRAME_ELSEWHERE;
}

int main(int argc, char *argv[])
{
	bool asks_kernel = true, moves = false, is_dmabuf = true;
	struct camera camera;
	unsigned char *expected;
	size_t skipped;
	void *pointer;
	int option, code;

	while ((option = getopt(argc, argv, "rmp")) != -1) {
		switch (option) {
		case 'r':
			asks_kernel = false;
			break;
		case 'm':
			moves = true;
			break;
		case 'p':
			is_dmabuf = false;
			break;
		default:
			optind = argc;
		}
	}
	if (optind != argc - 1 || (moves && !is_dmabuf)) {
		fprintf(stderr, "usage: pointer-example-c [-r] [-m | -p] /dev/videoN\n"
			"  -r  find the buffer in a registry instead of asking the kernel\n"
			"  -m  let the library move its memory, at the same address, before\n"
			"  -p  let the library use plain memory instead of a dma-buf\n");
		return USAGE;
	}

	if (camera_prepare(&camera, argv[optind]) < 0)
		return complain(argv[optind]);
	expected = malloc(camera.size);
	if (!expected || camera_read(&camera, expected) < 0)
		return complain("reading a frame to compare with");

	if (!asks_kernel)
		picture_set_hooks(&registry_hooks);
	skipped = 10 * camera.stride;
	pointer = picture_make(camera.size, skipped, is_dmabuf);
	if (!pointer || (moves && picture_move() < 0))
		return complain("making a picture");

	code = capture(&camera, pointer, camera.size - skipped, expected, asks_kernel);
	picture_release();
	free(expected);
	return code;
}
