// SPDX-License-Identifier: GPL-2.0-only
/*
 * User mappings of this module's buffers: ->mmap with its misbehaviours, the
 * vm_operations_struct of every presence class, and zapping.
 */
#include <linux/anon_inodes.h>
#include <linux/delay.h>
#include <linux/dma-resv.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mmap_lock.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/userfaultfd_k.h>
#include <linux/vmalloc.h>

#include "dmabuf_vma_test.h"

/* Both are needed to know how many VMAs there are */
static bool dvt_vm_counted(const struct dvt_buffer *buffer)
{
	const u32 both = DVT_OP_OPEN | DVT_OP_CLOSE;

	return (buffer->vm_ops & both) == both;
}

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

static void *dvt_vm_page_address(const struct dvt_buffer *buffer, pgoff_t page)
{
	return buffer->vaddr + (page << PAGE_SHIFT);
}

static vm_fault_t dvt_vm_fault_locked(struct dvt_buffer *buffer,
				      struct vm_fault *vmf)
{
	pgoff_t page = vmf->pgoff - buffer->base;
	void *addr;

	dma_resv_assert_held(buffer->dmabuf->resv);

	if (buffer->revoked || page >= buffer->npages)
		return VM_FAULT_SIGBUS;
	addr = dvt_vm_page_address(buffer, page);

	switch (buffer->populate) {
	case DVT_POPULATE_FAULT_PFN:
		return vmf_insert_pfn(vmf->vma, vmf->address,
				      vmalloc_to_pfn(addr));
	case DVT_POPULATE_FAULT_PAGE:
		/*
		 * It gets into the page table only after this lock is gone;
		 * that the page is locked until then tells dvt_vm_zap().
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

	if (buffer->misbehave & DVT_MISBEHAVE_SLOW_FAULT)
		fsleep(buffer->misbehave_arg);

	if ((buffer->misbehave & DVT_MISBEHAVE_RETRY_FAULT) &&
	    fault_flag_allow_retry_first(vmf->flags) &&
	    !(vmf->flags & (FAULT_FLAG_RETRY_NOWAIT | FAULT_FLAG_VMA_LOCK))) {
		mmap_read_unlock(vmf->vma->vm_mm);
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

	dma_resv_lock(buffer->dmabuf->resv, NULL);
	if (buffer->revoked || page >= buffer->npages) {
		ret = VM_FAULT_SIGBUS;
	} else if (vmalloc_to_page(dvt_vm_page_address(buffer, page)) ==
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
		data = dvt_vm_page_address(buffer, page) + offset;
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
#ifdef DVT_HAVE_UFFD_OPS
	return 0;
#else
	return DVT_OP_UFFD;
#endif
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
				     dvt_vm_map_pages : NULL,
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

static int dvt_vm_mapping_release(struct inode *inode, struct file *file)
{
	dma_buf_put(file->private_data);
	return 0;
}

static const struct file_operations dvt_vm_mapping_fops = {
	.owner = THIS_MODULE,
	.release = dvt_vm_mapping_release,
};

/*
 * What i915 does: another file in the VMA, with the address space in which the
 * exporter zaps. The file keeps the buffer.
 */
static int dvt_vm_change_file(struct dvt_buffer *buffer,
			      struct vm_area_struct *vma)
{
	struct file *file;

	get_dma_buf(buffer->dmabuf);
	file = anon_inode_getfile("[" DVT_EXPORTER_NAME "]",
				  &dvt_vm_mapping_fops, buffer->dmabuf, O_RDWR);
	if (IS_ERR(file)) {
		dma_buf_put(buffer->dmabuf);
		return PTR_ERR(file);
	}

	file->f_mapping = buffer->dmabuf->file->f_mapping;
	vma_set_file(vma, file);
	fput(file);
	return 0;
}

static void dvt_vm_choose_table(struct dvt_buffer *buffer,
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
static void dvt_vm_set_flags(struct dvt_buffer *buffer,
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

static int dvt_vm_populate(struct dvt_buffer *buffer,
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
			void *data = dvt_vm_page_address(buffer, page++);

			ret = remap_pfn_range(vma, addr, vmalloc_to_pfn(data),
					      PAGE_SIZE, vma->vm_page_prot);
		}
		break;
	case DVT_POPULATE_INSERT:
		for (addr = vma->vm_start; addr < vma->vm_end && !ret;
		     addr += PAGE_SIZE) {
			void *data = dvt_vm_page_address(buffer, page++);

			ret = vm_insert_page(vma, addr, vmalloc_to_page(data));
		}
		break;
	}
	return ret;
}

/**
 * dvt_vm_mmap - map a buffer
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
int dvt_vm_mmap(struct dvt_buffer *buffer, struct vm_area_struct *vma,
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
		ret = dvt_vm_change_file(buffer, vma);
		if (ret)
			return ret;
	}

	dvt_vm_choose_table(buffer, vma, native);

	if (buffer->misbehave & DVT_MISBEHAVE_FAIL_MMAP)
		return -(int)buffer->misbehave_arg;

	dvt_vm_set_flags(buffer, vma);

	dma_resv_lock(dmabuf->resv, NULL);
	ret = dvt_vm_populate(buffer, vma, vma->vm_pgoff - buffer->base);
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
 * dvt_vm_zap - take a buffer's pages out of every page table
 * @buffer: the buffer
 * @even_cows: private copies too
 *
 * The mappings made through the dma-buf, an importer, the device, or by fork()
 * are all in the dma-buf's f_mapping at the same offsets.
 *
 * Context: The dma-buf's reservation held, which keeps new faults out until
 * the caller is done. Faults that left ->fault before have the page locked.
 */
void dvt_vm_zap(struct dvt_buffer *buffer, bool even_cows)
{
	struct dma_buf *dmabuf = buffer->dmabuf;
	pgoff_t page;

	dma_resv_assert_held(dmabuf->resv);

	if (buffer->populate == DVT_POPULATE_FAULT_PAGE) {
		for (page = 0; page < buffer->npages; page++) {
			void *data = dvt_vm_page_address(buffer, page);

			folio_wait_locked(page_folio(vmalloc_to_page(data)));
		}
	}

	unmap_mapping_range(dmabuf->file->f_mapping,
			    (loff_t)buffer->base << PAGE_SHIFT, dmabuf->size,
			    even_cows);
}
