// SPDX-License-Identifier: GPL-2.0-only
/* The stand-in for whoever allocated the memory: the example is not about this. */
#include "picture.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/dma-heap.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static const char heap_path[] = "/dev/dma_heap/system";

static const struct picture_hooks *hooks;
static void *memory = MAP_FAILED;
static size_t memory_length;

static int allocate(size_t length)
{
	struct dma_heap_allocation_data data = { .len = length, .fd_flags = O_RDWR | O_CLOEXEC };
	int heap = open(heap_path, O_RDWR | O_CLOEXEC);
	int error;

	if (heap < 0)
		return -1;
	error = ioctl(heap, DMA_HEAP_IOCTL_ALLOC, &data) < 0 ? errno : 0;
	close(heap);
	errno = error;
	return error ? -1 : (int)data.fd;
}

void picture_set_hooks(const struct picture_hooks *wanted)
{
	hooks = wanted;
}

void *picture_make(size_t size, size_t skipped, bool is_dmabuf)
{
	size_t page = sysconf(_SC_PAGESIZE);
	int fd = -1;

	memory_length = (size + page - 1) / page * page;
	if (is_dmabuf) {
		fd = allocate(memory_length);
		if (fd < 0)
			return NULL;
	}
	memory = mmap(NULL, memory_length, PROT_READ | PROT_WRITE,
		      is_dmabuf ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, fd, 0);
	if (memory != MAP_FAILED && is_dmabuf && hooks &&
	    hooks->mapped(memory, memory_length, fd, 0) < 0)
		picture_release();
	/* The mapping holds the memory: after this, no descriptor of it is left. */
	if (fd >= 0)
		close(fd);
	return memory == MAP_FAILED ? NULL : (char *)memory + skipped;
}

int picture_move(void)
{
	int fd = allocate(memory_length);
	void *moved;

	if (fd < 0)
		return -1;
	moved = mmap(memory, memory_length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
	close(fd);
	return moved == MAP_FAILED ? -1 : 0;
}

void picture_release(void)
{
	if (memory == MAP_FAILED)
		return;
	munmap(memory, memory_length);
	if (hooks)
		hooks->unmapped(memory, memory_length);
	memory = MAP_FAILED;
}
