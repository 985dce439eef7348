/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Counting what ioctls take in a process of few mappings: fewer than a program
 * with its libraries can have.
 */
#ifndef CDMABUF_SMALL_SPACE_H
#define CDMABUF_SMALL_SPACE_H

#include <stddef.h>
#include <stdint.h>

/* So many ioctls, with arguments of so many bytes, so often each */
#define CDMABUF_SMALL_SPACE_QUESTIONS	12
#define CDMABUF_SMALL_SPACE_ARGUMENT	256
#define CDMABUF_SMALL_SPACE_SAMPLES	512

struct cdmabuf_small_space {
	/* So many mappings are left, if there are so many */
	unsigned int mappings;
	unsigned int count;
	struct {
		/* -1: the process's /proc/self/maps */
		int fd;
		unsigned int size;
		unsigned long command;
		/* Zero or more, or a negative errno, of the last time */
		long result;
		/* As it is before and after it */
		_Alignas(8) unsigned char question[CDMABUF_SMALL_SPACE_ARGUMENT];
		_Alignas(8) unsigned char answer[CDMABUF_SMALL_SPACE_ARGUMENT];
		uint64_t ticks[CDMABUF_SMALL_SPACE_SAMPLES];
	} questions[CDMABUF_SMALL_SPACE_QUESTIONS];
};

/*
 * Adds an ioctl to those of @space. Returns its number, or -ENOSPC or -E2BIG.
 */
int cdmabuf_small_space_add(struct cdmabuf_small_space *_Nonnull space, int fd,
			    unsigned long command, const void *_Nonnull question, size_t size);

/*
 * Makes a child of few mappings do all of them. @space has to be shared memory;
 * @kept is an address whose mapping stays. Returns 0 or a negative errno: -ECHILD
 * where the child did not get through.
 */
int cdmabuf_small_space_measure(struct cdmabuf_small_space *_Nonnull space, unsigned long kept);

/* What the ioctl of that number came to, its argument afterwards, and its samples */
static inline long cdmabuf_small_space_result(const struct cdmabuf_small_space *_Nonnull space, int number)
{
	return space->questions[number].result;
}

static inline const void *_Nonnull cdmabuf_small_space_answer(const struct cdmabuf_small_space *_Nonnull space,
							      int number)
{
	return space->questions[number].answer;
}

static inline uint64_t cdmabuf_small_space_ticks(const struct cdmabuf_small_space *_Nonnull space, int number,
						 int sample)
{
	return space->questions[number].ticks[sample];
}

#endif /* CDMABUF_SMALL_SPACE_H */
