/* SPDX-License-Identifier: GPL-2.0-only */
/* dma-heaps: /dev/dma_heap/NAME. */
#ifndef CDMABUF_HEAP_H
#define CDMABUF_HEAP_H

#include <linux/dma-heap.h>

static const unsigned long cdmabuf_heap_alloc = DMA_HEAP_IOCTL_ALLOC;

_Static_assert(sizeof(struct dma_heap_allocation_data) == 24, "dma_heap_allocation_data");

#endif /* CDMABUF_HEAP_H */
