/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose memory is behind a pointer? kernel.c asks, registry.c remembers. */
#ifndef OWNER_H
#define OWNER_H

#include <stddef.h>
#include <stdint.h>

/* A dma-buf, and where in it the pointer points to. */
struct owner {
	int fd;			/* of the dma-buf, for the caller to close */
	uint64_t inode;		/* tells one dma-buf from another */
	uint64_t offset;	/* of the pointer in the dma-buf, in bytes */
};

/*
 * Both find the one dma-buf that all of @length bytes from @pointer belong to,
 * and return 0, or a negative errno: -ENOENT for memory of no dma-buf.
 */
int kernel_find(const void *pointer, size_t length, struct owner *owner);
int registry_find(const void *pointer, size_t length, struct owner *owner);

/*
 * What the registry lives on: everybody who maps or unmaps a dma-buf has to say
 * so. 0 or a negative errno.
 */
int registry_add(void *start, size_t length, int fd, uint64_t offset);
void registry_remove(void *start, size_t length);

#endif /* OWNER_H */
