// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mapping this module's buffers: ->mmap with its misbehaviours, and zapping.
 */
#include <linux/anon_inodes.h>
#include <linux/dma-resv.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/vmalloc.h>

#include "dmabuf_vma_test.h"

static int dvt_mmap_mapping_release(struct inode *inode, struct file *file)
{
	dma_buf_put(file->private_data);
	return 0;
}

static const struct file_operations dvt_mmap_mapping_fops = {
	.owner = THIS_MODULE,
	.release = dvt_mmap_mapping_release,
};

/*
 * What i915 does: another file in the VMA, with the address space in which the
 * exporter zaps. The file keeps the buffer.
 */
static int dvt_mmap_change_file(struct dvt_buffer *buffer,
				struct vm_area_struct *vma)
{
	struct file *file;

	get_dma_buf(buffer->dmabuf);
	file = anon_inode_getfile("[" DVT_EXPORTER_NAME "]",
				  &dvt_mmap_mapping_fops, buffer->dmabuf, O_RDWR);
	if (IS_ERR(file)) {
		dma_buf_put(buffer->dmabuf);
		return PTR_ERR(file);
	}

	file->f_mapping = buffer->dmabuf->file->f_mapping;
	vma_set_file(vma, file);
	fput(file);
	return 0;
}

static void dvt_mmap_choose_table(struct dvt_buffer *buffer,
				  struct vm_area_struct *vma, bool native)
{
	if (buffer->misbehave & DVT_MISBEHAVE_NULL_VM_OPS) {
		vma->vm_ops = NULL;
		return;
	}

	vma->vm_private_data = buffer;
	if (native)
		vma->vm_ops = buffer->tables[DVT_NATIVE_TABLE];
	else if ((buffer->misbehave & DVT_MISBEHAVE_SECOND_TABLE) &&
		 !(atomic_inc_return(&buffer->mmaps) & 1))
		vma->vm_ops = buffer->tables[DVT_SECOND_TABLE];
	else if (buffer->vm_ops || buffer->node.native)
		vma->vm_ops = buffer->tables[DVT_FIRST_TABLE];
	/* Else it stays as found, like the system heap leaves it */
}

/*
 * Changing vm_flags takes the VMA's lock, which is outside the reservation: a
 * fault may hold it when it takes that. The lock is kept until mmap_lock is
 * dropped, so the same flags can be set again further down.
 */
static void dvt_mmap_set_flags(struct dvt_buffer *buffer,
			       struct vm_area_struct *vma)
{
	switch (buffer->populate) {
	case DVT_POPULATE_FAULT_PFN:
	case DVT_POPULATE_REMAP:
		vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
		break;
	case DVT_POPULATE_INSERT:
		vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND | VM_DONTDUMP);
		break;
	}
}

static int dvt_mmap_populate(struct dvt_buffer *buffer,
			     struct vm_area_struct *vma, pgoff_t page)
{
	unsigned long addr;
	int ret = 0;

	dma_resv_assert_held(buffer->dmabuf->resv);

	if (buffer->revoked)
		return -ENODEV;

	switch (buffer->populate) {
	case DVT_POPULATE_REMAP:
		/* The VMA is in no reverse map yet: see dvt_relocate() */
		buffer->remapped = true;
		for (addr = vma->vm_start; addr < vma->vm_end && !ret;
		     addr += PAGE_SIZE) {
			void *data = dvt_page_address(buffer, page++);

			ret = remap_pfn_range(vma, addr, vmalloc_to_pfn(data),
					      PAGE_SIZE, vma->vm_page_prot);
		}
		break;
	case DVT_POPULATE_INSERT:
		for (addr = vma->vm_start; addr < vma->vm_end && !ret;
		     addr += PAGE_SIZE) {
			void *data = dvt_page_address(buffer, page++);

			ret = vm_insert_page(vma, addr, vmalloc_to_page(data));
		}
		break;
	}
	return ret;
}

/**
 * dvt_mmap_buffer - map a buffer
 * @buffer: the buffer
 * @vma: the new VMA. Its vm_pgoff is in pages of the buffer, with @native an
 *	offset of the device; the caller has checked that it fits
 * @native: through the device, not through the dma-buf
 *
 * Copy-on-write mappings are for populate modes with reference-counted pages
 * only: those of bare PFNs could not be found again by a zap.
 *
 * Context: ->mmap: mmap_lock held for writing. Takes the dma-buf's reservation.
 * Return: 0, -EINVAL for a private mapping of PFNs, -ENODEV once revoked,
 * -ENOMEM, or what the buffer was told to answer.
 */
int dvt_mmap_buffer(struct dvt_buffer *buffer, struct vm_area_struct *vma,
		    bool native)
{
	struct dma_buf *dmabuf = buffer->dmabuf;
	int ret;

	if (buffer->forward) {
		ret = dma_buf_mmap(buffer->forward, vma, vma->vm_pgoff);
		if (!ret)
			dvt_count(buffer, DVT_COUNT_MMAPS, 1);
		return ret;
	}

	if (!(vma->vm_flags & VM_MAYSHARE) &&
	    (buffer->populate == DVT_POPULATE_FAULT_PFN ||
	     buffer->populate == DVT_POPULATE_REMAP))
		return -EINVAL;

	if (!native)
		vma->vm_pgoff += buffer->base;

	if (buffer->misbehave & DVT_MISBEHAVE_CHANGE_FILE) {
		ret = dvt_mmap_change_file(buffer, vma);
		if (ret)
			return ret;
	}

	dvt_mmap_choose_table(buffer, vma, native);

	if (buffer->misbehave & DVT_MISBEHAVE_FAIL_MMAP)
		return -(int)buffer->misbehave_arg;

	dvt_mmap_set_flags(buffer, vma);

	dma_resv_lock(dmabuf->resv, NULL);
	ret = dvt_mmap_populate(buffer, vma, vma->vm_pgoff - buffer->base);
	dma_resv_unlock(dmabuf->resv);
	if (ret)
		return ret;

	/* No way to fail from here on: mm would not call ->close */
	if (native)
		get_dma_buf(dmabuf);
	dvt_count(buffer, DVT_COUNT_MMAPS, 1);
	if (dvt_vm_counted(buffer))
		dvt_count(buffer, DVT_COUNT_VMAS, 1);
	return 0;
}

/**
 * dvt_zap - take a buffer's pages out of every page table
 * @buffer: the buffer
 * @even_cows: private copies too
 *
 * The mappings made through the dma-buf, an importer, the device, or by fork()
 * are all in the dma-buf's f_mapping at the same offsets.
 *
 * Context: The dma-buf's reservation held, which keeps new faults out until
 * the caller is done. Faults that left ->fault before have the page locked.
 */
void dvt_zap(struct dvt_buffer *buffer, bool even_cows)
{
	struct dma_buf *dmabuf = buffer->dmabuf;
	pgoff_t page;

	dma_resv_assert_held(dmabuf->resv);

	if (buffer->populate == DVT_POPULATE_FAULT_PAGE) {
		for (page = 0; page < buffer->npages; page++) {
			void *data = dvt_page_address(buffer, page);

			folio_wait_locked(page_folio(vmalloc_to_page(data)));
		}
	}

	unmap_mapping_range(dmabuf->file->f_mapping,
			    (loff_t)buffer->base << PAGE_SHIFT, dmabuf->size,
			    even_cows);
}
