// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counters of dmabuf_vma_test.ko, for each buffer and for the whole module,
 * so that a leak is a number.
 */
#include <linux/err.h>

#include "dmabuf_vma_test.h"

static struct dvt_counters dvt_total;

/**
 * dvt_count - add to a counter
 * @buffer: whose, NULL if the dma-buf is not this module's
 * @which: the counter
 * @n: how many, negative for less
 *
 * Context: Any.
 */
void dvt_count(struct dvt_buffer *buffer, enum dvt_counter which, long n)
{
	atomic64_add(n, &dvt_total.value[which]);
	if (buffer)
		atomic64_add(n, &buffer->counters.value[which]);
}

/**
 * dvt_hold - account for a reference that a command just got
 * @dmabuf: anyone's dma-buf
 */
void dvt_hold(struct dma_buf *dmabuf)
{
	dvt_count(dvt_buffer_of(dmabuf), DVT_COUNT_REFERENCES, 1);
}

/**
 * dvt_drop - put a reference that dvt_hold() accounted for
 * @dmabuf: anyone's dma-buf
 */
void dvt_drop(struct dma_buf *dmabuf)
{
	dvt_count(dvt_buffer_of(dmabuf), DVT_COUNT_REFERENCES, -1);
	dma_buf_put(dmabuf);
}

static u64 dvt_read(const struct dvt_counters *counters, enum dvt_counter which)
{
	return atomic64_read(&counters->value[which]);
}

/**
 * dvt_stats - DVT_STATS
 * @arg: the command
 *
 * The reference it takes itself is not counted.
 *
 * Return: 0, -EBADF, or -EINVAL where @arg->fd is not one of this module's.
 */
int dvt_stats(struct dvt_stats *arg)
{
	const struct dvt_counters *counters = &dvt_total;
	struct dma_buf *dmabuf = NULL;

	if (arg->flags || arg->reserved || arg->fd < -1)
		return -EINVAL;

	if (arg->fd >= 0) {
		struct dvt_buffer *buffer;

		dmabuf = dma_buf_get(arg->fd);
		if (IS_ERR(dmabuf))
			return PTR_ERR(dmabuf);
		buffer = dvt_buffer_of(dmabuf);
		if (!buffer) {
			dma_buf_put(dmabuf);
			return -EINVAL;
		}
		counters = &buffer->counters;
	}

	arg->buffers = dvt_read(counters, DVT_COUNT_BUFFERS);
	arg->cookies = dvt_read(counters, DVT_COUNT_COOKIES);
	arg->vmas = dvt_read(counters, DVT_COUNT_VMAS);
	arg->mmaps = dvt_read(counters, DVT_COUNT_MMAPS);
	arg->opens = dvt_read(counters, DVT_COUNT_OPENS);
	arg->closes = dvt_read(counters, DVT_COUNT_CLOSES);
	arg->faults = dvt_read(counters, DVT_COUNT_FAULTS);
	arg->huge_faults = dvt_read(counters, DVT_COUNT_HUGE_FAULTS);
	arg->mkwrites = dvt_read(counters, DVT_COUNT_MKWRITES);
	arg->accesses = dvt_read(counters, DVT_COUNT_ACCESSES);
	arg->lookups = dvt_read(counters, DVT_COUNT_LOOKUPS);
	arg->references = dvt_read(counters, DVT_COUNT_REFERENCES);
	arg->vma_locked = dvt_read(counters, DVT_COUNT_VMA_LOCKED);

	if (dmabuf)
		dma_buf_put(dmabuf);
	return 0;
}
