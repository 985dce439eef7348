/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory protection keys: of glibc's _GNU_SOURCE half, which Swift's Glibc module leaves out. */
#ifndef CDMABUF_PROTECTION_KEY_H
#define CDMABUF_PROTECTION_KEY_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* pkey_alloc(2) that denies this thread @denied. Returns the key or a negative errno. */
static inline int cdmabuf_pkey_alloc(unsigned int denied)
{
	int key = syscall(SYS_pkey_alloc, 0, denied);

	return key < 0 ? -errno : key;
}

static inline void cdmabuf_pkey_free(int key)
{
	syscall(SYS_pkey_free, key);
}

/* pkey_mprotect(2). Returns 0 or a negative errno. */
static inline int cdmabuf_pkey_mprotect(void *_Nonnull address, size_t length, int protection, int key)
{
	return syscall(SYS_pkey_mprotect, address, length, protection, key) ? -errno : 0;
}

/* pkey_set(3): what this thread may not do with memory of that key. Returns 0 or a negative errno. */
static inline int cdmabuf_pkey_set(int key, unsigned int denied)
{
	return pkey_set(key, denied) ? -errno : 0;
}

static const unsigned int cdmabuf_pkey_disable_access = 0x1;
static const unsigned int cdmabuf_pkey_disable_write = 0x2;

#endif /* CDMABUF_PROTECTION_KEY_H */
