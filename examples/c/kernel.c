// SPDX-License-Identifier: GPL-2.0-only
/*
 * The owner of a pointer, by asking the kernel. This is all there is to it:
 * nothing to set up, to keep, to lock, or to be told by anybody.
 *
 * The command is the test module's. Linux has none of its own for this: a
 * driver asks with dma_buf_get_from_user() when it is given a pointer.
 */
#include "owner.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../../kselftest/dmabuf_vma_test_uapi.h"

int kernel_find(const void *pointer, size_t length, struct owner *owner)
{
	struct dvt_query query = {
		.size = sizeof(query),
		/* A buffer to be written to, and a descriptor of it. */
		.flags = DVT_QUERY_WRITE | DVT_QUERY_FD,
		.addr = (uintptr_t)pointer,
		.length = length,
		.fd = -1,
	};
	int error = 0;
	int device = open(DVT_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	if (device < 0)
		return -errno;
	if (ioctl(device, DVT_QUERY, &query) < 0)
		error = -errno;
	close(device);
	if (error)
		return error;
	/* The answer may be that nobody owns it: query.error says why. */
	if (query.error)
		return query.error;

	owner->fd = query.fd;
	owner->inode = query.inode;
	owner->offset = query.offset;
	return 0;
}
