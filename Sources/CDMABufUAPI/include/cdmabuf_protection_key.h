/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory protection keys: of glibc's _GNU_SOURCE half, which Swift's Glibc module leaves out. */
#ifndef CDMABUF_PROTECTION_KEY_H
#define CDMABUF_PROTECTION_KEY_H

#include <stddef.h>

/* pkey_alloc(2) that denies this thread @denied. Returns the key or a negative errno. */
int cdmabuf_pkey_alloc(unsigned int denied);

void cdmabuf_pkey_free(int key);

/* pkey_mprotect(2). Returns 0 or a negative errno. */
int cdmabuf_pkey_mprotect(void *_Nonnull address, size_t length, int protection, int key);

/* pkey_set(3): what this thread may not do with memory of that key. Returns 0 or a negative errno. */
int cdmabuf_pkey_set(int key, unsigned int denied);

static const unsigned int cdmabuf_pkey_disable_access = 0x1;
static const unsigned int cdmabuf_pkey_disable_write = 0x2;

#endif /* CDMABUF_PROTECTION_KEY_H */
