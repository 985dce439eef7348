/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cdmabuf_small_space.h"
#include "cdmabuf_bench.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int cdmabuf_small_space_add(struct cdmabuf_small_space *space, int fd, unsigned long command, const void *question,
			    size_t size)
{
	unsigned int number = space->count;

	if (number >= CDMABUF_SMALL_SPACE_QUESTIONS)
		return -ENOSPC;
	if (size > CDMABUF_SMALL_SPACE_ARGUMENT)
		return -E2BIG;
	space->questions[number].fd = fd;
	space->questions[number].command = command;
	space->questions[number].size = size;
	memcpy(space->questions[number].question, question, size);
	space->count = number + 1;
	return number;
}

/* The C library is gone when these are needed */
static inline __attribute__((always_inline)) long bare_syscall(long number, long first, long second, long third)
{
#ifdef __x86_64__
	long result = number;

	__asm__ volatile("syscall"
			 : "+a"(result)
			 : "D"(first), "S"(second), "d"(third)
			 : "rcx", "r11", "cc", "memory");
	return result;
#else
#error "no system call for this processor"
#endif
}

static inline __attribute__((always_inline)) void bare_copy(void *to, const void *from, unsigned long size)
{
	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "cc", "memory");
}

struct range {
	unsigned long start, end;
	bool is_needed;
};

#define MOST_RANGES 1024

static int read_ranges(struct range *ranges)
{
	static char text[1 << 17];
	size_t length = 0;
	int count = 0;
	ssize_t got;
	char *line;
	int fd;

	fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	while ((got = read(fd, text + length, sizeof(text) - 1 - length)) > 0)
		length += got;
	close(fd);
	text[length] = '\0';

	for (line = text; *line && count < MOST_RANGES; count++) {
		char *end;

		ranges[count].start = strtoul(line, &end, 16);
		ranges[count].end = strtoul(end + 1, &end, 16);
		ranges[count].is_needed = false;
		line = strchr(end, '\n');
		if (!line)
			break;
		line++;
	}
	return count;
}

/* The child's end: no library, no stack protector, no unwinding */
static __attribute__((noinline, noreturn)) void measure(struct cdmabuf_small_space *space, const struct range *ranges,
							int count, int maps)
{
	_Alignas(8) unsigned char argument[CDMABUF_SMALL_SPACE_ARGUMENT];

	for (int i = 0; i < count; i++) {
		if (!ranges[i].is_needed)
			bare_syscall(SYS_munmap, ranges[i].start, ranges[i].end - ranges[i].start, 0);
	}
	for (unsigned int number = 0; number < space->count; number++) {
		int fd = space->questions[number].fd < 0 ? maps : space->questions[number].fd;
		unsigned int size = space->questions[number].size;

		for (int sample = 0; sample < CDMABUF_SMALL_SPACE_SAMPLES; sample++) {
			unsigned long long start;
			long result;

			bare_copy(argument, space->questions[number].question, size);
			start = cdmabuf_ticks();
			result = bare_syscall(SYS_ioctl, fd, space->questions[number].command, (long)argument);
			space->questions[number].ticks[sample] = cdmabuf_ticks() - start;
			space->questions[number].result = result;
		}
		bare_copy(space->questions[number].answer, argument, size);
	}
	for (;;)
		bare_syscall(SYS_exit_group, 0, 0, 0);
}

static __attribute__((noreturn)) void child(struct cdmabuf_small_space *space, unsigned long kept)
{
	static struct range ranges[MOST_RANGES];
	const unsigned long needed[] = {
		(unsigned long)measure, (unsigned long)__builtin_frame_address(0), (unsigned long)space,
		(unsigned long)ranges, kept,
	};
	int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	int count = read_ranges(ranges);
	unsigned int left = 0;

	if (maps < 0 || count < 0)
		_exit(1);
	for (int i = 0; i < count; i++) {
		for (size_t j = 0; j < sizeof(needed) / sizeof(*needed); j++) {
			if (needed[j] >= ranges[i].start && needed[j] < ranges[i].end)
				ranges[i].is_needed = true;
		}
		/* What the kernel has above user space cannot be unmapped */
		if (ranges[i].start >> 47)
			ranges[i].is_needed = true;
		else
			left += ranges[i].is_needed;
	}
	for (int i = 0; i < count && left < space->mappings; i++) {
		if (!ranges[i].is_needed) {
			ranges[i].is_needed = true;
			left++;
		}
	}
	space->mappings = left;
	measure(space, ranges, count, maps);
}

int cdmabuf_small_space_measure(struct cdmabuf_small_space *space, unsigned long kept)
{
	int status;
	pid_t pid;

	pid = fork();
	if (pid < 0)
		return -errno;
	if (pid == 0)
		child(space, kept);
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -ECHILD;
}
