/* SPDX-License-Identifier: GPL-2.0-only */
#define _GNU_SOURCE
#include "cdmabuf_protection_key.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int cdmabuf_pkey_alloc(unsigned int denied)
{
	int key = syscall(SYS_pkey_alloc, 0, denied);

	return key < 0 ? -errno : key;
}

void cdmabuf_pkey_free(int key)
{
	syscall(SYS_pkey_free, key);
}

int cdmabuf_pkey_mprotect(void *address, size_t length, int protection, int key)
{
	return syscall(SYS_pkey_mprotect, address, length, protection, key) ? -errno : 0;
}

int cdmabuf_pkey_set(int key, unsigned int denied)
{
	return pkey_set(key, denied) ? -errno : 0;
}
