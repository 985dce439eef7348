/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ioctl(2) is variadic, and errno has to be read before anything else runs:
 * one call that returns the result, or a negative errno.
 */
#ifndef CDMABUF_SYSCALL_H
#define CDMABUF_SYSCALL_H

#include <errno.h>
#include <sys/ioctl.h>

static inline int cdmabuf_ioctl(int fd, unsigned long command, void *_Nullable argument)
{
	int result = ioctl(fd, command, argument);

	return result < 0 ? -errno : result;
}

#endif /* CDMABUF_SYSCALL_H */
