/* SPDX-License-Identifier: GPL-2.0-only */
/* memfds with seals, for udmabuf; mremap(), which is variadic. */
#ifndef CDMABUF_MEMORY_H
#define CDMABUF_MEMORY_H

#include <stddef.h>

static const unsigned int cdmabuf_mfd_cloexec = 0x1;
static const unsigned int cdmabuf_mfd_allow_sealing = 0x2;
static const unsigned int cdmabuf_mfd_hugetlb = 0x4;

/* memfd_create(2). Returns a file descriptor or a negative errno. */
int cdmabuf_memfd_create(const char *_Nonnull name, unsigned int flags);

/* fcntl(F_ADD_SEALS, F_SEAL_SHRINK), what udmabuf asks for. Returns 0 or a negative errno. */
int cdmabuf_seal_against_shrinking(int fd);

/*
 * mremap(2) with MREMAP_FIXED if @target is not NULL. Writes the new address
 * to @result; returns 0 or a negative errno.
 */
int cdmabuf_mremap(void *_Nonnull address, size_t old_length, size_t new_length, int flags, void *_Nullable target,
		   void *_Nullable *_Nonnull result);

/* MREMAP_MAYMOVE */
static const int cdmabuf_mremap_maymove = 0x1;

#endif /* CDMABUF_MEMORY_H */
