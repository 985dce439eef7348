// SPDX-License-Identifier: GPL-2.0-only
/*
 * The exporter: buffers, their dma_buf_ops, and moving or revoking them.
 *
 * A buffer's memory comes from vmalloc, so that it has a kernel mapping all
 * along and vmap cannot fail. The reservation of the dma-buf protects it: it
 * nests inside mmap_lock, so ->fault can take it. Importers pin it.
 */
#include <linux/bitops.h>
#include <linux/dma-mapping.h>
#include <linux/dma-resv.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/iosys-map.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "dmabuf_vma_test.h"

#define DVT_ALL_OPS	(DVT_OP_OPEN | DVT_OP_CLOSE | DVT_OP_FAULT | \
			 DVT_OP_HUGE_FAULT | DVT_OP_PAGE_MKWRITE | \
			 DVT_OP_PFN_MKWRITE | DVT_OP_ACCESS | \
			 DVT_OP_MAP_PAGES | DVT_OP_UFFD | \
			 DVT_OP_MAP_NO_PAGES)
#define DVT_ALL_MISBEHAVE \
	(DVT_MISBEHAVE_NO_MMAP | DVT_MISBEHAVE_FAIL_MMAP | \
	 DVT_MISBEHAVE_CHANGE_FILE | DVT_MISBEHAVE_FORWARD | \
	 DVT_MISBEHAVE_SECOND_TABLE | DVT_MISBEHAVE_SLOW_FAULT | \
	 DVT_MISBEHAVE_RETRY_FAULT | DVT_MISBEHAVE_SHIFT_PGOFF | \
	 DVT_MISBEHAVE_NULL_VM_OPS)
/* These use misbehave_arg, so there can be only one of them */
#define DVT_MISBEHAVE_WITH_ARG \
	(DVT_MISBEHAVE_FAIL_MMAP | DVT_MISBEHAVE_SLOW_FAULT | \
	 DVT_MISBEHAVE_SHIFT_PGOFF)
/* These make no sense for a mapping that the dma-buf has no part in */
#define DVT_MISBEHAVE_NOT_NATIVE \
	(DVT_MISBEHAVE_CHANGE_FILE | DVT_MISBEHAVE_FORWARD | \
	 DVT_MISBEHAVE_SHIFT_PGOFF | DVT_MISBEHAVE_NULL_VM_OPS)

/* DVT_MISBEHAVE_SLOW_FAULT sleeps where signals do not wake it */
#define DVT_MAX_SLEEP_US	1000000

static void *dvt_alloc(unsigned long length)
{
	return __vmalloc(length, GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN);
}

static void dvt_buffer_free(struct dvt_buffer *buffer)
{
	while (buffer->nr_retired)
		vfree(buffer->retired[--buffer->nr_retired]);
	vfree(buffer->vaddr);
	dvt_vm_free_tables(buffer);
	if (buffer->node.native)
		dvt_cookie_unreserve(&buffer->node);
	if (buffer->forward)
		dma_buf_put(buffer->forward);
	dvt_count(NULL, DVT_COUNT_BUFFERS, -1);
	mutex_destroy(&buffer->pin_lock);
	kfree(buffer);
}

/* Keep the backing store where it is, and say where */
static void *dvt_buffer_pin(struct dvt_buffer *buffer)
{
	void *vaddr;

	dvt_assert_core_locked(buffer->dmabuf);

	mutex_lock(&buffer->pin_lock);
	buffer->pins++;
	vaddr = buffer->vaddr;
	mutex_unlock(&buffer->pin_lock);
	return vaddr;
}

static void dvt_buffer_unpin(struct dvt_buffer *buffer)
{
	dvt_assert_core_locked(buffer->dmabuf);

	mutex_lock(&buffer->pin_lock);
	buffer->pins--;
	mutex_unlock(&buffer->pin_lock);
}

static struct sg_table *dvt_buffer_map(struct dma_buf_attachment *attach,
				       enum dma_data_direction direction)
{
	struct dvt_buffer *buffer = attach->dmabuf->priv;
	struct scatterlist *sg;
	struct sg_table *table;
	unsigned int i;
	void *vaddr;
	int ret;

	table = kzalloc(sizeof(*table), GFP_KERNEL);
	if (!table)
		return ERR_PTR(-ENOMEM);

	ret = sg_alloc_table(table, buffer->npages, GFP_KERNEL);
	if (ret)
		goto err_free;
	vaddr = dvt_buffer_pin(buffer);
	for_each_sgtable_sg(table, sg, i)
		sg_set_page(sg, vmalloc_to_page(vaddr +
						((size_t)i << PAGE_SHIFT)),
			    PAGE_SIZE, 0);

	ret = dma_map_sgtable(attach->dev, table, direction, 0);
	if (ret)
		goto err_unpin;
	return table;

err_unpin:
	dvt_buffer_unpin(buffer);
	sg_free_table(table);
err_free:
	kfree(table);
	return ERR_PTR(ret);
}

static void dvt_buffer_unmap(struct dma_buf_attachment *attach,
			     struct sg_table *table,
			     enum dma_data_direction direction)
{
	dma_unmap_sgtable(attach->dev, table, direction, 0);
	sg_free_table(table);
	kfree(table);
	dvt_buffer_unpin(attach->dmabuf->priv);
}

static int dvt_buffer_vmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	iosys_map_set_vaddr(map, dvt_buffer_pin(dmabuf->priv));
	return 0;
}

static void dvt_buffer_vunmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	dvt_buffer_unpin(dmabuf->priv);
}

static int dvt_buffer_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	return dvt_mmap_buffer(dmabuf->priv, vma, false);
}

static void dvt_buffer_release(struct dma_buf *dmabuf)
{
	dvt_buffer_free(dmabuf->priv);
}

static const struct dma_buf_ops dvt_buffer_ops = {
	.map_dma_buf = dvt_buffer_map,
	.unmap_dma_buf = dvt_buffer_unmap,
	.vmap = dvt_buffer_vmap,
	.vunmap = dvt_buffer_vunmap,
	.mmap = dvt_buffer_mmap,
	.release = dvt_buffer_release,
};

static const struct dma_buf_ops dvt_buffer_ops_no_mmap = {
	.map_dma_buf = dvt_buffer_map,
	.unmap_dma_buf = dvt_buffer_unmap,
	.vmap = dvt_buffer_vmap,
	.vunmap = dvt_buffer_vunmap,
	.release = dvt_buffer_release,
};

/**
 * dvt_buffer_of - the buffer behind a dma-buf
 * @dmabuf: anyone's dma-buf
 *
 * Return: The buffer, NULL where @dmabuf is another exporter's.
 */
struct dvt_buffer *dvt_buffer_of(struct dma_buf *dmabuf)
{
	if (dmabuf->ops != &dvt_buffer_ops &&
	    dmabuf->ops != &dvt_buffer_ops_no_mmap)
		return NULL;
	return dmabuf->priv;
}

static int dvt_create_check(const struct dvt_create *arg)
{
	bool by_fault = arg->populate == DVT_POPULATE_FAULT_PFN ||
			arg->populate == DVT_POPULATE_FAULT_PAGE;
	u32 with_arg = arg->misbehave & DVT_MISBEHAVE_WITH_ARG;

	if ((arg->flags & ~DVT_CREATE_NATIVE) || arg->reserved ||
	    (arg->vm_ops & ~DVT_ALL_OPS) ||
	    (arg->misbehave & ~DVT_ALL_MISBEHAVE))
		return -EINVAL;
	if (!arg->length || !PAGE_ALIGNED(arg->length) ||
	    arg->length > DVT_MAX_LENGTH)
		return -EINVAL;
	if ((arg->fd_flags & ~(O_ACCMODE | O_CLOEXEC)) ||
	    ((arg->fd_flags & O_ACCMODE) != O_RDONLY &&
	     (arg->fd_flags & O_ACCMODE) != O_RDWR))
		return -EINVAL;

	if (arg->populate < DVT_POPULATE_FAULT_PFN ||
	    arg->populate > DVT_POPULATE_INSERT)
		return -EINVAL;
	if (by_fault && !(arg->vm_ops & DVT_OP_FAULT))
		return -EINVAL;
	if ((arg->vm_ops & DVT_OP_MAP_PAGES) &&
	    (arg->vm_ops & DVT_OP_MAP_NO_PAGES))
		return -EINVAL;

	if (hweight32(with_arg) > 1 || !with_arg != !arg->misbehave_arg)
		return -EINVAL;
	if ((with_arg & DVT_MISBEHAVE_FAIL_MMAP) &&
	    arg->misbehave_arg > MAX_ERRNO)
		return -EINVAL;
	if ((with_arg & DVT_MISBEHAVE_SLOW_FAULT) &&
	    arg->misbehave_arg > DVT_MAX_SLEEP_US)
		return -EINVAL;
	if ((arg->misbehave & DVT_MISBEHAVE_FORWARD) &&
	    arg->misbehave != DVT_MISBEHAVE_FORWARD)
		return -EINVAL;
	if (!(arg->misbehave & DVT_MISBEHAVE_FORWARD) && arg->forward_fd != -1)
		return -EINVAL;
	if ((arg->misbehave & DVT_MISBEHAVE_NULL_VM_OPS) &&
	    (arg->vm_ops || (arg->misbehave & DVT_MISBEHAVE_SECOND_TABLE)))
		return -EINVAL;
	if ((arg->flags & DVT_CREATE_NATIVE) &&
	    (arg->misbehave & DVT_MISBEHAVE_NOT_NATIVE))
		return -EINVAL;
	return arg->vm_ops & dvt_vm_missing_ops() ? -EOPNOTSUPP : 0;
}

static int dvt_buffer_forward(struct dvt_buffer *buffer, int fd)
{
	struct dvt_buffer *target;
	struct dma_buf *dmabuf;

	dmabuf = dma_buf_get(fd);
	if (IS_ERR(dmabuf))
		return PTR_ERR(dmabuf);
	/* Released with the buffer */
	buffer->forward = dmabuf;

	/* No cycles: the target is complete, and there before this buffer */
	target = dvt_buffer_of(dmabuf);
	buffer->forwards = 1 + (target ? target->forwards : 0);
	return buffer->forwards > DVT_MAX_FORWARDS ? -ELOOP : 0;
}

static struct dma_buf *dvt_buffer_export(struct dvt_buffer *buffer,
					 const struct dvt_create *arg)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct dma_buf *dmabuf;

	info.exp_name = DVT_EXPORTER_NAME;
	info.ops = arg->misbehave & DVT_MISBEHAVE_NO_MMAP ?
		   &dvt_buffer_ops_no_mmap : &dvt_buffer_ops;
	info.size = arg->length;
	info.flags = arg->fd_flags & O_ACCMODE;
	info.priv = buffer;

	dmabuf = dma_buf_export(&info);
	if (IS_ERR(dmabuf))
		return dmabuf;

	buffer->dmabuf = dmabuf;
	/* No mapping of it yet: all will be where dvt_zap() looks */
	if (buffer->node.native)
		dmabuf->file->f_mapping = dvt_mapping;
	return dmabuf;
}

/**
 * dvt_create - DVT_CREATE
 * @file: who may map it natively
 * @arg: the command
 * @reply: takes the file descriptor and the cookie
 *
 * Return: 0, -EINVAL, -EOPNOTSUPP, -ENOMEM, -EMFILE, -ELOOP, or what
 * dma_buf_get() returns for @arg->forward_fd.
 */
int dvt_create(struct dvt_file *file, struct dvt_create *arg,
	       struct dvt_reply *reply)
{
	struct dvt_buffer *buffer;
	struct dma_buf *dmabuf;
	int ret;

	ret = dvt_create_check(arg);
	if (ret)
		return ret;

	buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);
	if (!buffer)
		return -ENOMEM;
	dvt_count(buffer, DVT_COUNT_BUFFERS, 1);

	mutex_init(&buffer->pin_lock);
	buffer->npages = arg->length >> PAGE_SHIFT;
	buffer->vm_ops = arg->vm_ops;
	buffer->populate = arg->populate;
	buffer->misbehave = arg->misbehave;
	buffer->misbehave_arg = arg->misbehave_arg;
	if (arg->misbehave & DVT_MISBEHAVE_SHIFT_PGOFF)
		buffer->base = arg->misbehave_arg;

	if (arg->misbehave & DVT_MISBEHAVE_FORWARD) {
		ret = dvt_buffer_forward(buffer, arg->forward_fd);
		if (ret)
			goto err_free;
	}

	if (arg->flags & DVT_CREATE_NATIVE) {
		ret = dvt_cookie_reserve(&buffer->node, buffer->npages);
		if (ret)
			goto err_free;
		buffer->node.native = true;
		buffer->base = buffer->node.pgoff;
	}
	ret = dvt_vm_init_tables(buffer);
	if (ret)
		goto err_free;

	ret = -ENOMEM;
	buffer->vaddr = dvt_alloc(arg->length);
	if (!buffer->vaddr)
		goto err_free;

	dmabuf = dvt_buffer_export(buffer, arg);
	if (IS_ERR(dmabuf)) {
		ret = PTR_ERR(dmabuf);
		goto err_free;
	}

	ret = dvt_reply_fd(reply, dmabuf, arg->fd_flags & O_CLOEXEC);
	if (ret)
		goto err_put;

	arg->fd = reply->fd;
	arg->inode = file_inode(dmabuf->file)->i_ino;
	arg->native_offset = 0;
	if (buffer->node.native) {
		arg->native_offset = (u64)buffer->node.pgoff << PAGE_SHIFT;
		reply->cookie = buffer->node.pgoff;
		get_dma_buf(dmabuf);
		dvt_cookie_publish(file, &buffer->node, dmabuf);
	}
	/* @reply has a reference */
	dma_buf_put(dmabuf);
	return 0;

err_put:
	/* Releases the buffer */
	dma_buf_put(dmabuf);
	return ret;
err_free:
	dvt_buffer_free(buffer);
	return ret;
}

/* Get a buffer of this module's by its dma-buf's descriptor, accounted for */
static struct dvt_buffer *dvt_buffer_get(int fd)
{
	struct dvt_buffer *buffer;
	struct dma_buf *dmabuf;

	dmabuf = dma_buf_get(fd);
	if (IS_ERR(dmabuf))
		return ERR_CAST(dmabuf);

	buffer = dvt_buffer_of(dmabuf);
	if (!buffer) {
		dma_buf_put(dmabuf);
		return ERR_PTR(-EINVAL);
	}
	dvt_hold(dmabuf);
	return buffer;
}

/**
 * dvt_buffer_move - change a buffer's backing store
 * @buffer: the buffer
 * @vaddr: in: the new memory; out: the old one if it can be freed, else NULL
 *
 * remap_pfn_range() in ->mmap fills the page table of a VMA that mm has not
 * put into the reverse map yet: should such an mmap() be under way, the zap
 * misses it. Unlike an inserted page the remapped one has no reference either,
 * so it stays allocated as long as the buffer.
 *
 * Context: The dma-buf's reservation and @buffer->pin_lock held.
 * Return: 0, -EBUSY while importers have it mapped, -ENOSPC when too many old
 * backing stores had to be kept.
 */
static int dvt_buffer_move(struct dvt_buffer *buffer, void **vaddr)
{
	void *old = buffer->vaddr;

	dma_resv_assert_held(buffer->dmabuf->resv);
	lockdep_assert_held(&buffer->pin_lock);

	if (buffer->pins)
		return -EBUSY;
	if (buffer->remapped && buffer->nr_retired == DVT_MAX_RETIRED)
		return -ENOSPC;

	/* Zap first: what is written through a mapping meanwhile must move */
	dvt_zap(buffer, false);
	memcpy(*vaddr, old, buffer->dmabuf->size);
	buffer->vaddr = *vaddr;

	*vaddr = old;
	if (buffer->remapped) {
		buffer->retired[buffer->nr_retired++] = old;
		buffer->remapped = false;
		*vaddr = NULL;
	}
	return 0;
}

/**
 * dvt_relocate - DVT_RELOCATE
 * @arg: the command
 *
 * Return: 0, -EBADF, -EINVAL where @arg->fd is not one of this module's,
 * -ENOMEM, -EINTR, or what dvt_buffer_move() returns.
 */
int dvt_relocate(struct dvt_relocate *arg)
{
	struct dvt_buffer *buffer;
	struct dma_buf *dmabuf;
	void *vaddr;
	int ret;

	if (arg->flags || arg->reserved)
		return -EINVAL;

	buffer = dvt_buffer_get(arg->fd);
	if (IS_ERR(buffer))
		return PTR_ERR(buffer);
	dmabuf = buffer->dmabuf;

	ret = -ENOMEM;
	vaddr = dvt_alloc(dmabuf->size);
	if (!vaddr)
		goto out;

	ret = dma_resv_lock_interruptible(dmabuf->resv, NULL);
	if (!ret) {
		mutex_lock(&buffer->pin_lock);
		ret = dvt_buffer_move(buffer, &vaddr);
		mutex_unlock(&buffer->pin_lock);
		dma_resv_unlock(dmabuf->resv);
	}
	/* The new memory after an error, else the old */
	vfree(vaddr);
out:
	dvt_drop(dmabuf);
	return ret;
}

/**
 * dvt_revoke - DVT_REVOKE
 * @arg: the command
 *
 * Importers keep what they have: only user mappings end.
 *
 * Return: 0, -EBADF, -EINVAL where @arg->fd is not one of this module's, or
 * -EINTR.
 */
int dvt_revoke(struct dvt_revoke *arg)
{
	struct dvt_buffer *buffer;
	struct dma_buf *dmabuf;
	int ret;

	if (arg->flags || arg->reserved)
		return -EINVAL;

	buffer = dvt_buffer_get(arg->fd);
	if (IS_ERR(buffer))
		return PTR_ERR(buffer);
	dmabuf = buffer->dmabuf;

	ret = dma_resv_lock_interruptible(dmabuf->resv, NULL);
	if (!ret) {
		buffer->revoked = true;
		dvt_zap(buffer, true);
		dma_resv_unlock(dmabuf->resv);
	}
	dvt_drop(dmabuf);
	return ret;
}
