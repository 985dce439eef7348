// SPDX-License-Identifier: GPL-2.0-only
/*
 * The vm_operations_struct of every presence class, and what is in it.
 */
#include <linux/delay.h>
#include <linux/dma-resv.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/mmap_lock.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/userfaultfd_k.h>
#include <linux/vmalloc.h>

#include "dmabuf_vma_test.h"

static void dvt_vm_open(struct vm_area_struct *vma)
{
	struct dvt_buffer *buffer = vma->vm_private_data;

	dvt_count(buffer, DVT_COUNT_OPENS, 1);
	if (dvt_vm_counted(buffer))
		dvt_count(buffer, DVT_COUNT_VMAS, 1);
}

static void dvt_vm_close(struct vm_area_struct *vma)
{
	struct dvt_buffer *buffer = vma->vm_private_data;

	dvt_count(buffer, DVT_COUNT_CLOSES, 1);
	if (dvt_vm_counted(buffer))
		dvt_count(buffer, DVT_COUNT_VMAS, -1);
}

/*
 * A native VMA's file is the device's, which does not keep the buffer: like a
 * GEM driver's, such a VMA holds a reference of its own.
 */
static void dvt_vm_open_native(struct vm_area_struct *vma)
{
	struct dvt_buffer *buffer = vma->vm_private_data;

	get_dma_buf(buffer->dmabuf);
	dvt_vm_open(vma);
}

static void dvt_vm_close_native(struct vm_area_struct *vma)
{
	struct dvt_buffer *buffer = vma->vm_private_data;

	dvt_vm_close(vma);
	dma_buf_put(buffer->dmabuf);
}

/*
 * Faults come with mmap_lock held, unless the table says that the lock of the
 * VMA will do. ->page_mkwrite is not told which it is: mm sets its flags anew.
 */
static void dvt_vm_check_lock(struct vm_fault *vmf)
{
	struct dvt_buffer *buffer = vmf->vma->vm_private_data;
	struct mm_struct *mm = vmf->vma->vm_mm;

	if (!(buffer->vm_ops & (DVT_OP_MAP_PAGES | DVT_OP_MAP_NO_PAGES))) {
		WARN_ON_ONCE(vmf->flags & FAULT_FLAG_VMA_LOCK);
		dvt_assert_mmap_locked(mm);
		return;
	}

	if ((vmf->flags & FAULT_FLAG_VMA_LOCK) ||
	    !rwsem_is_locked(&mm->mmap_lock))
		dvt_count(buffer, DVT_COUNT_VMA_LOCKED, 1);
}

static vm_fault_t dvt_vm_fault_locked(struct dvt_buffer *buffer,
				      struct vm_fault *vmf)
{
	pgoff_t page = vmf->pgoff - buffer->base;
	void *addr;

	dma_resv_assert_held(buffer->dmabuf->resv);

	if (buffer->revoked || page >= buffer->npages)
		return VM_FAULT_SIGBUS;
	addr = dvt_page_address(buffer, page);

	switch (buffer->populate) {
	case DVT_POPULATE_FAULT_PFN:
		return vmf_insert_pfn(vmf->vma, vmf->address,
				      vmalloc_to_pfn(addr));
	case DVT_POPULATE_FAULT_PAGE:
		/*
		 * It gets into the page table only after this lock is gone;
		 * that the page is locked until then tells dvt_zap().
		 */
		vmf->page = vmalloc_to_page(addr);
		get_page(vmf->page);
		lock_page(vmf->page);
		return VM_FAULT_LOCKED;
	default:
		/* Populated by ->mmap, zapped since */
		return VM_FAULT_SIGBUS;
	}
}

static vm_fault_t dvt_vm_fault(struct vm_fault *vmf)
{
	struct dvt_buffer *buffer = vmf->vma->vm_private_data;
	vm_fault_t ret;

	dvt_count(buffer, DVT_COUNT_FAULTS, 1);
	dvt_vm_check_lock(vmf);

	if (buffer->misbehave & DVT_MISBEHAVE_SLOW_FAULT)
		fsleep(buffer->misbehave_arg);

	if ((buffer->misbehave & DVT_MISBEHAVE_RETRY_FAULT) &&
	    fault_flag_allow_retry_first(vmf->flags) &&
	    !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
		release_fault_lock(vmf);
		/* The VMA and the buffer may be gone */
		return VM_FAULT_RETRY;
	}

	dma_resv_lock(buffer->dmabuf->resv, NULL);
	ret = dvt_vm_fault_locked(buffer, vmf);
	dma_resv_unlock(buffer->dmabuf->resv);
	return ret;
}

static vm_fault_t dvt_vm_huge_fault(struct vm_fault *vmf, dvt_fault_size size)
{
	if (size == DVT_FAULT_SIZE_PMD)
		dvt_count(vmf->vma->vm_private_data, DVT_COUNT_HUGE_FAULTS, 1);
	return VM_FAULT_FALLBACK;
}

static vm_fault_t dvt_vm_page_mkwrite(struct vm_fault *vmf)
{
	struct dvt_buffer *buffer = vmf->vma->vm_private_data;
	pgoff_t page = vmf->pgoff - buffer->base;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	dvt_count(buffer, DVT_COUNT_MKWRITES, 1);
	dvt_vm_check_lock(vmf);

	dma_resv_lock(buffer->dmabuf->resv, NULL);
	if (buffer->revoked || page >= buffer->npages) {
		ret = VM_FAULT_SIGBUS;
	} else if (vmalloc_to_page(dvt_page_address(buffer, page)) ==
		   vmf->page) {
		lock_page(vmf->page);
		ret = VM_FAULT_LOCKED;
	}
	/* Else it moved while the page was not locked: fault again */
	dma_resv_unlock(buffer->dmabuf->resv);
	return ret;
}

static vm_fault_t dvt_vm_pfn_mkwrite(struct vm_fault *vmf)
{
	/* The page table entry is compared again afterwards: no lock needed */
	dvt_count(vmf->vma->vm_private_data, DVT_COUNT_MKWRITES, 1);
	dvt_vm_check_lock(vmf);
	return 0;
}

static vm_fault_t dvt_vm_map_pages(struct vm_fault *vmf, pgoff_t start,
				   pgoff_t end)
{
	/* Nothing around: only that it is there matters */
	return 0;
}

static int dvt_vm_access(struct vm_area_struct *vma, unsigned long addr,
			 void *buf, int len, int write)
{
	struct dvt_buffer *buffer = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;
	pgoff_t page = vma->vm_pgoff - buffer->base + (offset >> PAGE_SHIFT);
	int ret = -EIO;
	void *data;

	dvt_count(buffer, DVT_COUNT_ACCESSES, 1);

	if (write && !(vma->vm_flags & VM_WRITE))
		return -EACCES;
	/* The caller comes back for the next page */
	offset = offset_in_page(addr);
	len = min_t(unsigned long, len, PAGE_SIZE - offset);

	dma_resv_lock(buffer->dmabuf->resv, NULL);
	if (!buffer->revoked && page < buffer->npages) {
		data = dvt_page_address(buffer, page) + offset;
		if (write)
			memcpy(data, buf, len);
		else
			memcpy(buf, data, len);
		ret = len;
	}
	dma_resv_unlock(buffer->dmabuf->resv);
	return ret;
}

#ifdef DVT_HAVE_UFFD_OPS
static bool dvt_vm_can_userfault(struct vm_area_struct *vma, vm_flags_t flags)
{
	/* Only that it is there matters */
	return false;
}

static const struct vm_uffd_ops dvt_vm_uffd_ops = {
	.can_userfault = dvt_vm_can_userfault,
};
#endif

/**
 * dvt_vm_missing_ops - members that this kernel's vm_operations_struct lacks
 *
 * Return: DVT_OP_*.
 */
u32 dvt_vm_missing_ops(void)
{
	u32 missing = 0;

#ifndef DVT_HAVE_UFFD_OPS
	missing |= DVT_OP_UFFD;
#endif
#ifndef DVT_HAVE_MAP_NO_PAGES
	missing |= DVT_OP_MAP_NO_PAGES;
#endif
	return missing;
}

#ifdef DVT_HAVE_GET_DMABUF
/*
 * For the tables of buffers whose vm_pgoff is not the offset in the buffer,
 * whichever way the VMA was made: it keeps the buffer, so the dma-buf is alive.
 */
static struct dma_buf *dvt_vm_get_dmabuf(struct vm_area_struct *vma,
					 unsigned long addr, u64 *offset)
{
	struct dvt_buffer *buffer = vma->vm_private_data;

	if (!(vma->vm_flags & VM_MAYSHARE))
		return NULL;

	*offset = ((u64)(vma->vm_pgoff - buffer->base) << PAGE_SHIFT) +
		  (addr - vma->vm_start);
	get_dma_buf(buffer->dmabuf);
	return buffer->dmabuf;
}

#endif

/**
 * dvt_vm_init_tables - build a buffer's tables
 * @buffer: zeroed but for what was asked for
 *
 * A test module may keep function pointers in its heap, others have tables in
 * constant memory.
 *
 * Context: Before anyone can see the buffer.
 * Return: 0, or -ENOMEM. dvt_vm_free_tables() is due in both cases.
 */
int dvt_vm_init_tables(struct dvt_buffer *buffer)
{
	u32 ops = buffer->vm_ops;
	unsigned int i;

	for (i = 0; i < DVT_NR_TABLES; i++) {
		const bool native = i == DVT_NATIVE_TABLE;
		const struct vm_operations_struct table = {
			.open = native ? dvt_vm_open_native :
				ops & DVT_OP_OPEN ? dvt_vm_open : NULL,
			.close = native ? dvt_vm_close_native :
				 ops & DVT_OP_CLOSE ? dvt_vm_close : NULL,
			.fault = ops & DVT_OP_FAULT ? dvt_vm_fault : NULL,
			.huge_fault = ops & DVT_OP_HUGE_FAULT ?
				      dvt_vm_huge_fault : NULL,
			.page_mkwrite = ops & DVT_OP_PAGE_MKWRITE ?
					dvt_vm_page_mkwrite : NULL,
			.pfn_mkwrite = ops & DVT_OP_PFN_MKWRITE ?
				       dvt_vm_pfn_mkwrite : NULL,
			.access = ops & DVT_OP_ACCESS ? dvt_vm_access : NULL,
			.map_pages = ops & DVT_OP_MAP_PAGES ?
				     dvt_vm_map_pages :
				     ops & DVT_OP_MAP_NO_PAGES ?
				     dvt_map_no_pages : NULL,
#ifdef DVT_HAVE_UFFD_OPS
			.uffd_ops = ops & DVT_OP_UFFD ? &dvt_vm_uffd_ops : NULL,
#endif
#ifdef DVT_HAVE_GET_DMABUF
			.get_dmabuf = buffer->node.native ?
				      dvt_vm_get_dmabuf : NULL,
#endif
		};

		buffer->tables[i] = kmemdup(&table, sizeof(table), GFP_KERNEL);
		if (!buffer->tables[i])
			return -ENOMEM;
	}
	return 0;
}

/**
 * dvt_vm_free_tables - free what dvt_vm_init_tables() made
 * @buffer: the buffer
 *
 * Context: No VMA of the buffer is left.
 */
void dvt_vm_free_tables(struct dvt_buffer *buffer)
{
	unsigned int i;

	for (i = 0; i < DVT_NR_TABLES; i++)
		kfree(buffer->tables[i]);
}
