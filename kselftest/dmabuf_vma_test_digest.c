// SPDX-License-Identifier: GPL-2.0-only
/*
 * CRC-32 of a dma-buf's contents, read the ways an importer can: as a device
 * and as the kernel.
 */
#include <linux/crc32.h>
#include <linux/device.h>
#include <linux/dma-direct.h>
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/iosys-map.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sizes.h>

#include "dmabuf_vma_test.h"

DVT_IMPORT_NS_DMA_BUF;

/* How much is read between looking for a fatal signal, in bytes */
#define DVT_DIGEST_STEP		SZ_1M

/* One DMA segment's share; by address, for the pages may be none of ours */
static int dvt_digest_segment(dma_addr_t address, u64 length, u32 *crc)
{
	phys_addr_t phys = dma_to_phys(dvt_dev, address);

	while (length) {
		size_t n = min_t(u64, length, DVT_DIGEST_STEP);
		void *data;

		if (fatal_signal_pending(current))
			return -EINTR;

		data = memremap(phys, n, MEMREMAP_WB);
		if (!data)
			return -ENOMEM;
		*crc = crc32_le(*crc, data, n);
		memunmap(data);

		phys += n;
		length -= n;
		cond_resched();
	}
	return 0;
}

static int dvt_digest_table(struct sg_table *table, u64 offset, u64 length,
			    u32 *crc)
{
	struct scatterlist *sg;
	unsigned int i;
	int ret;

	for_each_sgtable_dma_sg(table, sg, i) {
		u64 n = sg_dma_len(sg);

		if (!length)
			break;
		if (offset >= n) {
			offset -= n;
			continue;
		}

		n = min(n - offset, length);
		ret = dvt_digest_segment(sg_dma_address(sg) + offset, n, crc);
		if (ret)
			return ret;
		offset = 0;
		length -= n;
	}
	return length ? -ERANGE : 0;
}

/**
 * dvt_digest_dma - digest what a device would read
 * @dmabuf: anyone's dma-buf, referenced
 * @offset: in bytes
 * @length: in bytes
 * @digest: out, CRC-32 as zlib's crc32() computes it
 *
 * Context: Process context, no locks held: takes the dma-buf's reservation.
 * Return: 0, -EINTR on a fatal signal, -ERANGE past the end of the buffer, or
 * what the exporter answers.
 */
int dvt_digest_dma(struct dma_buf *dmabuf, u64 offset, u64 length, u32 *digest)
{
	struct dma_buf_attachment *attach;
	struct sg_table *table;
	u32 crc = ~0U;
	int ret;

	attach = dma_buf_attach(dmabuf, dvt_dev);
	if (IS_ERR(attach))
		return PTR_ERR(attach);

	table = dma_buf_map_attachment_unlocked(attach, DMA_TO_DEVICE);
	if (IS_ERR(table)) {
		ret = PTR_ERR(table);
		goto detach;
	}

	/* In truth it is the CPU that reads */
	ret = dma_buf_begin_cpu_access(dmabuf, DMA_FROM_DEVICE);
	if (!ret) {
		ret = dvt_digest_table(table, offset, length, &crc);
		dma_buf_end_cpu_access(dmabuf, DMA_FROM_DEVICE);
	}
	*digest = ~crc;

	dma_buf_unmap_attachment_unlocked(attach, table, DMA_TO_DEVICE);
detach:
	dma_buf_detach(dmabuf, attach);
	return ret;
}

static int dvt_digest_iosys(const struct iosys_map *map, u64 offset, u64 length,
			    u32 *crc)
{
	u8 data[256];

	while (length) {
		size_t n = min_t(u64, length, sizeof(data));

		if (!(offset % DVT_DIGEST_STEP) && fatal_signal_pending(current))
			return -EINTR;

		/* May be I/O memory */
		iosys_map_memcpy_from(data, map, offset, n);
		*crc = crc32_le(*crc, data, n);

		offset += n;
		length -= n;
		cond_resched();
	}
	return 0;
}

/**
 * dvt_digest_vmap - digest what the kernel would read
 * @dmabuf: anyone's dma-buf, referenced
 * @offset: in bytes
 * @length: in bytes
 * @digest: out, CRC-32 as zlib's crc32() computes it
 *
 * Context: Process context, no locks held: takes the dma-buf's reservation.
 * Return: 0, -EINTR on a fatal signal, -ERANGE past the end of the buffer, or
 * what the exporter answers.
 */
int dvt_digest_vmap(struct dma_buf *dmabuf, u64 offset, u64 length, u32 *digest)
{
	struct iosys_map map;
	u32 crc = ~0U;
	int ret;

	if (offset > dmabuf->size || length > dmabuf->size - offset)
		return -ERANGE;

	ret = dma_buf_vmap_unlocked(dmabuf, &map);
	if (ret)
		return ret;

	ret = dma_buf_begin_cpu_access(dmabuf, DMA_FROM_DEVICE);
	if (!ret) {
		ret = dvt_digest_iosys(&map, offset, length, &crc);
		dma_buf_end_cpu_access(dmabuf, DMA_FROM_DEVICE);
	}
	*digest = ~crc;

	dma_buf_vunmap_unlocked(dmabuf, &map);
	return ret;
}
