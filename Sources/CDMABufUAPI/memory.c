/* SPDX-License-Identifier: GPL-2.0-only */
#define _GNU_SOURCE
#include "cdmabuf_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

_Static_assert(MREMAP_MAYMOVE == 0x1, "cdmabuf_mremap_maymove");
_Static_assert(MFD_CLOEXEC == 0x1, "cdmabuf_mfd_cloexec");
_Static_assert(MFD_ALLOW_SEALING == 0x2, "cdmabuf_mfd_allow_sealing");
_Static_assert(MFD_HUGETLB == 0x4, "cdmabuf_mfd_hugetlb");

int cdmabuf_memfd_create(const char *name, unsigned int flags)
{
	int fd = memfd_create(name, flags);

	return fd < 0 ? -errno : fd;
}

int cdmabuf_seal_against_shrinking(int fd)
{
	return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) < 0 ? -errno : 0;
}

int cdmabuf_mremap(void *address, size_t old_length, size_t new_length, int flags, void *target, void **result)
{
	void *moved = target ? mremap(address, old_length, new_length, flags | MREMAP_MAYMOVE | MREMAP_FIXED, target)
			     : mremap(address, old_length, new_length, flags);

	if (moved == MAP_FAILED)
		return -errno;
	*result = moved;
	return 0;
}
