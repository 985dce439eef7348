/* SPDX-License-Identifier: GPL-2.0-only */
/* memfds with seals, for udmabuf; mremap(), which is variadic. */
#ifndef CDMABUF_MEMORY_H
#define CDMABUF_MEMORY_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>

static const unsigned int cdmabuf_mfd_cloexec = 0x1;
static const unsigned int cdmabuf_mfd_allow_sealing = 0x2;

/* memfd_create(2). Returns a file descriptor or a negative errno. */
static inline int cdmabuf_memfd_create(const char *_Nonnull name, unsigned int flags)
{
	int fd = memfd_create(name, flags);

	return fd < 0 ? -errno : fd;
}

/* fcntl(F_ADD_SEALS, F_SEAL_SHRINK), what udmabuf asks for. Returns 0 or a negative errno. */
static inline int cdmabuf_seal_against_shrinking(int fd)
{
	return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) < 0 ? -errno : 0;
}

/*
 * mremap(2) with MREMAP_FIXED if @target is not NULL. Writes the new address
 * to @result; returns 0 or a negative errno.
 */
static inline int cdmabuf_mremap(void *_Nonnull address, size_t old_length, size_t new_length, int flags,
				 void *_Nullable target, void *_Nullable *_Nonnull result)
{
	void *moved = target ? mremap(address, old_length, new_length, flags | MREMAP_MAYMOVE | MREMAP_FIXED, target)
			     : mremap(address, old_length, new_length, flags);

	if (moved == MAP_FAILED)
		return -errno;
	*result = moved;
	return 0;
}

static const int cdmabuf_mremap_maymove = MREMAP_MAYMOVE;

#endif /* CDMABUF_MEMORY_H */
