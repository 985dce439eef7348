/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Somebody else's library: it makes pictures, and gives pointers to them away.
 * What they are made of is its own affair; it has no function to ask.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Told of what is mapped and unmapped, by a library that takes the trouble. */
struct picture_hooks {
	int (*mapped)(void *start, size_t length, int fd, uint64_t offset);
	void (*unmapped)(void *start, size_t length);
};

/*
 * Makes a picture of @size bytes, and gives a pointer to the line where the
 * caller's part of it begins, @skipped bytes from its start. NULL and errno.
 */
void *picture_make(size_t size, size_t skipped, bool is_dmabuf);

/*
 * Puts the picture into another buffer, at the same address, as a library does
 * that tidies up its memory. The hooks are not told: nor are they by anything
 * else in the process that calls mmap(), munmap() or mremap(). 0, or -1 and errno.
 */
int picture_move(void);

void picture_set_hooks(const struct picture_hooks *hooks);

void picture_release(void);

#endif /* PICTURE_H */
