// SPDX-License-Identifier: GPL-2.0-only
/*
 * The owner of a pointer, by remembering: what runtimes do today, and what the
 * question in kernel.c replaces. It answers from what it was told, and so
 *
 *  - knows nothing of memory that somebody else mapped,
 *  - is wrong, and cannot notice, once an address was unmapped or mapped anew
 *    without a word: its answer is then another buffer, or one long gone,
 *  - keeps a descriptor, and with it the memory, of each buffer alive,
 *  - has a lock that every allocation and every look-up takes,
 *  - has to follow by hand what the kernel does to mappings: this one knows of
 *    parts that are unmapped, and not of mremap(), mprotect() or fork().
 */
#include "owner.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct range {
	uintptr_t start, end;
	int fd;			/* of our own */
	uint64_t offset;	/* of @start in the dma-buf */
};

/* In no order: a real one would keep a tree. */
static struct range *ranges;
static size_t count, capacity;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int insert(uintptr_t start, uintptr_t end, int fd, uint64_t offset)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);

	if (copy < 0)
		return -errno;
	if (count == capacity) {
		size_t larger = capacity ? 2 * capacity : 16;
		struct range *grown = realloc(ranges, larger * sizeof(*grown));

		if (!grown) {
			close(copy);
			return -ENOMEM;
		}
		ranges = grown;
		capacity = larger;
	}
	ranges[count++] = (struct range){ start, end, copy, offset };
	return 0;
}

int registry_add(void *start, size_t length, int fd, uint64_t offset)
{
	int error;

	pthread_mutex_lock(&lock);
	error = insert((uintptr_t)start, (uintptr_t)start + length, fd, offset);
	pthread_mutex_unlock(&lock);
	return error;
}

void registry_remove(void *start, size_t length)
{
	uintptr_t first = (uintptr_t)start, last = first + length;
	size_t i = 0;

	pthread_mutex_lock(&lock);
	while (i < count) {
		struct range old = ranges[i];

		if (old.end <= first || last <= old.start) {
			i++;
			continue;
		}
		/* Up to two parts of it stay; without memory they are forgotten. */
		ranges[i] = ranges[--count];
		if (old.start < first)
			insert(old.start, first, old.fd, old.offset);
		if (last < old.end)
			insert(last, old.end, old.fd, old.offset + (last - old.start));
		close(old.fd);
	}
	pthread_mutex_unlock(&lock);
}

int registry_find(const void *pointer, size_t length, struct owner *owner)
{
	uintptr_t address = (uintptr_t)pointer;
	int error = -ENOENT;
	struct stat status;

	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < count; i++) {
		struct range *range = &ranges[i];

		if (address < range->start || address >= range->end ||
		    length > range->end - address)
			continue;
		/* Under the lock: the next moment it may be closed. */
		owner->fd = fcntl(range->fd, F_DUPFD_CLOEXEC, 0);
		owner->offset = range->offset + (address - range->start);
		error = owner->fd < 0 ? -errno : 0;
		break;
	}
	pthread_mutex_unlock(&lock);
	if (error)
		return error;

	if (fstat(owner->fd, &status) < 0) {
		error = -errno;
		close(owner->fd);
		return error;
	}
	owner->inode = status.st_ino;
	return 0;
}
