/* SPDX-License-Identifier: GPL-2.0-only */
/* What every dma-buf's own file descriptor understands. */
#ifndef CDMABUF_BUFFER_H
#define CDMABUF_BUFFER_H

#include <linux/dma-buf.h>

/* The _B number: DMA_BUF_SET_NAME's size argument is a pointer's on 64 bit. */
static const unsigned long cdmabuf_set_name = DMA_BUF_SET_NAME_B;
/* O_PATH, of glibc's _GNU_SOURCE half: a file that keeps another's dentry, and nothing else of it. */
static const int cdmabuf_open_path = 010000000;

static const unsigned long cdmabuf_sync = DMA_BUF_IOCTL_SYNC;

_Static_assert(sizeof(void *) == 8, "64-bit only: DMA_BUF_SET_NAME_B");
_Static_assert(sizeof(struct dma_buf_sync) == 8, "dma_buf_sync");
_Static_assert(DMA_BUF_NAME_LEN == 32, "dvt_query.name holds a whole name");

#endif /* CDMABUF_BUFFER_H */
