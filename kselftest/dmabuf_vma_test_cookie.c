// SPDX-License-Identifier: GPL-2.0-only
/*
 * The device's own mmap offsets: imported dma-bufs, forwarded to their
 * exporter, and buffers of this module's, mapped natively.
 */
#include <linux/err.h>
#include <linux/maple_tree.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "dmabuf_vma_test.h"

/*
 * Offsets start above any offset into a buffer, as GEM's do: a test that
 * mistakes the one for the other shall fail.
 */
#define DVT_FIRST_PGOFF		((0xffffffffUL >> PAGE_SHIFT) + 1)
#define DVT_LAST_PGOFF		(ULONG_MAX >> PAGE_SHIFT >> 1)

/*
 * Orders publishing and releasing a cookie against finding it in ->mmap. Taken
 * under mmap_lock, so user memory must not be touched under it.
 */
static DEFINE_MUTEX(dvt_cookie_lock);
/* Page offset -> struct dvt_cookie */
static struct maple_tree dvt_offsets = MTREE_INIT(dvt_offsets, 0);
/*
 * Where the next range begins. Ranges are not used again, there are more than
 * anybody can ask for, and mtree_alloc_range() loses its way in 6.1.
 */
static unsigned long dvt_next_pgoff = DVT_FIRST_PGOFF;

/**
 * dvt_cookie_reserve - give a cookie its range of offsets
 * @cookie: zeroed
 * @npages: length of the range, at least one
 *
 * Nobody can map it before dvt_cookie_publish().
 *
 * Return: 0, -ENOMEM, or -EBUSY where no range is left.
 */
int dvt_cookie_reserve(struct dvt_cookie *cookie, unsigned long npages)
{
	int ret;

	INIT_LIST_HEAD(&cookie->link);
	cookie->npages = npages;

	mutex_lock(&dvt_cookie_lock);
	if (npages >= DVT_LAST_PGOFF - dvt_next_pgoff) {
		mutex_unlock(&dvt_cookie_lock);
		return -EBUSY;
	}
	cookie->pgoff = dvt_next_pgoff;
	ret = mtree_insert_range(&dvt_offsets, cookie->pgoff,
				 cookie->pgoff + npages, cookie, GFP_KERNEL);
	if (!ret)
		dvt_next_pgoff += npages + 1;
	mutex_unlock(&dvt_cookie_lock);
	return ret;
}

/**
 * dvt_cookie_unreserve - give the range of offsets back
 * @cookie: reserved, not published or released again
 */
void dvt_cookie_unreserve(struct dvt_cookie *cookie)
{
	mutex_lock(&dvt_cookie_lock);
	mtree_erase(&dvt_offsets, cookie->pgoff);
	mutex_unlock(&dvt_cookie_lock);
}

/**
 * dvt_cookie_publish - let a file map a cookie
 * @file: the file
 * @cookie: reserved
 * @dmabuf: what it stands for; the cookie takes over the caller's reference
 */
void dvt_cookie_publish(struct dvt_file *file, struct dvt_cookie *cookie,
			struct dma_buf *dmabuf)
{
	dvt_count(dvt_buffer_of(dmabuf), DVT_COUNT_COOKIES, 1);

	mutex_lock(&dvt_cookie_lock);
	cookie->dmabuf = dmabuf;
	cookie->owner = file;
	list_add(&cookie->link, &file->cookies);
	mutex_unlock(&dvt_cookie_lock);
}

/* Ends what dvt_cookie_publish() began; frees an import's cookie. */
static void dvt_cookie_unpublish(struct dvt_cookie *cookie)
{
	struct dma_buf *dmabuf = cookie->dmabuf;

	lockdep_assert_held(&dvt_cookie_lock);

	list_del_init(&cookie->link);
	cookie->owner = NULL;
	cookie->dmabuf = NULL;
	if (!cookie->native) {
		mtree_erase(&dvt_offsets, cookie->pgoff);
		kfree(cookie);
	}

	dvt_count(dvt_buffer_of(dmabuf), DVT_COUNT_COOKIES, -1);
	/* Never the exporter's ->release in here: fput() defers it */
	dma_buf_put(dmabuf);
}

/**
 * dvt_cookie_release - forget a cookie
 * @file: whose it is
 * @pgoff: its first page
 *
 * Return: 0, or -ENOENT where @file has none there.
 */
int dvt_cookie_release(struct dvt_file *file, unsigned long pgoff)
{
	struct dvt_cookie *cookie;
	int ret = -ENOENT;

	mutex_lock(&dvt_cookie_lock);
	cookie = mtree_load(&dvt_offsets, pgoff);
	if (cookie && cookie->owner == file && cookie->pgoff == pgoff) {
		dvt_cookie_unpublish(cookie);
		ret = 0;
	}
	mutex_unlock(&dvt_cookie_lock);
	return ret;
}

/**
 * dvt_cookie_release_all - forget every cookie of a file
 * @file: on its last close
 */
void dvt_cookie_release_all(struct dvt_file *file)
{
	struct dvt_cookie *cookie, *next;

	mutex_lock(&dvt_cookie_lock);
	list_for_each_entry_safe(cookie, next, &file->cookies, link)
		dvt_cookie_unpublish(cookie);
	mutex_unlock(&dvt_cookie_lock);
}

static void dvt_import_vm_open(struct vm_area_struct *vma)
{
}

static void dvt_import_vm_close(struct vm_area_struct *vma)
{
}

/* The importer's own, of which nothing may stay behind when it forwards */
static const struct vm_operations_struct dvt_import_vm_ops = {
	.open = dvt_import_vm_open,
	.close = dvt_import_vm_close,
};

/**
 * dvt_cookie_mmap - map what the cookie at vm_pgoff stands for
 * @file: the file being mapped
 * @vma: the new VMA
 *
 * Context: The ->mmap of the device.
 * Return: 0, -EINVAL where no cookie covers the whole VMA, -EACCES where it is
 * another file's, or what the exporter answers.
 */
int dvt_cookie_mmap(struct dvt_file *file, struct vm_area_struct *vma)
{
	struct dma_buf *dmabuf = NULL;
	struct dvt_cookie *cookie;
	unsigned long first = 0;
	bool native = false;
	int ret = -EINVAL;

	mutex_lock(&dvt_cookie_lock);
	cookie = mtree_load(&dvt_offsets, vma->vm_pgoff);
	if (cookie && cookie->owner && cookie->owner != file) {
		ret = -EACCES;
	} else if (cookie && cookie->owner) {
		first = vma->vm_pgoff - cookie->pgoff;
		if (first < cookie->npages &&
		    vma_pages(vma) <= cookie->npages - first) {
			dmabuf = cookie->dmabuf;
			native = cookie->native;
			get_dma_buf(dmabuf);
			dvt_hold(dmabuf);
		}
	}
	mutex_unlock(&dvt_cookie_lock);
	if (!dmabuf)
		return ret;

	if (native) {
		ret = dvt_mmap_buffer(dvt_buffer_of(dmabuf), vma, true);
	} else {
		vma->vm_ops = &dvt_import_vm_ops;
		vma->vm_private_data = file;
		ret = dma_buf_mmap(dmabuf, vma, first);
	}
	dvt_drop(dmabuf);
	return ret;
}

/**
 * dvt_import - DVT_IMPORT
 * @file: who will map it
 * @arg: the command
 * @reply: takes the cookie
 *
 * Return: 0, -EBADF, -EINVAL where @arg->fd is not a dma-buf, or -ENOMEM.
 */
int dvt_import(struct dvt_file *file, struct dvt_import *arg,
	       struct dvt_reply *reply)
{
	struct dvt_cookie *cookie;
	struct dma_buf *dmabuf;
	int ret;

	if (arg->flags || arg->reserved)
		return -EINVAL;

	dmabuf = dma_buf_get(arg->fd);
	if (IS_ERR(dmabuf))
		return PTR_ERR(dmabuf);

	ret = -EINVAL;
	if (dmabuf->size < PAGE_SIZE)
		goto err_put;

	ret = -ENOMEM;
	cookie = kzalloc(sizeof(*cookie), GFP_KERNEL);
	if (!cookie)
		goto err_put;

	ret = dvt_cookie_reserve(cookie, dmabuf->size >> PAGE_SHIFT);
	if (ret)
		goto err_free;

	arg->length = dmabuf->size;
	arg->mmap_offset = (u64)cookie->pgoff << PAGE_SHIFT;
	reply->cookie = cookie->pgoff;
	/* From here on another thread may release it: the last use of both */
	dvt_cookie_publish(file, cookie, dmabuf);
	return 0;

err_free:
	kfree(cookie);
err_put:
	dma_buf_put(dmabuf);
	return ret;
}

/**
 * dvt_release - DVT_RELEASE
 * @file: who it was made for
 * @arg: the command
 *
 * Return: 0, -EINVAL where the offset is not one of a page, or -ENOENT.
 */
int dvt_release(struct dvt_file *file, struct dvt_release *arg)
{
	if (arg->flags || !PAGE_ALIGNED(arg->mmap_offset))
		return -EINVAL;

	return dvt_cookie_release(file, arg->mmap_offset >> PAGE_SHIFT);
}

/**
 * dvt_cookie_exit - free what is left of the offsets on module exit
 *
 * Every range is gone by then: the files and buffers pin the module.
 */
void dvt_cookie_exit(void)
{
	WARN_ON(!mtree_empty(&dvt_offsets));
	mtree_destroy(&dvt_offsets);
}
