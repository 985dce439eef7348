/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The one place that knows kernels other than 6.12.
 */
#ifndef _DMABUF_VMA_TEST_COMPAT_H
#define _DMABUF_VMA_TEST_COMPAT_H

#include <linux/capability.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/version.h>
#ifdef DVT_HAVE_EXEC_STATE
#include <linux/sched/exec_state.h>
#endif

/* A namespace was a token until 6.13 made it a string */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
#define DVT_IMPORT_NS_DMA_BUF	MODULE_IMPORT_NS("DMA_BUF")
#else
#define DVT_IMPORT_NS_DMA_BUF	MODULE_IMPORT_NS(DMA_BUF)
#endif

/* The size of a huge fault was an enumeration until 6.6 made it an order */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
#define dvt_fault_size		unsigned int
#define DVT_FAULT_SIZE_PMD	PMD_ORDER
#else
#define dvt_fault_size		enum page_entry_size
#define DVT_FAULT_SIZE_PMD	PE_SIZE_PMD
#endif

/*
 * Has the caller CAP_SYS_PTRACE over a task's memory @mm? Its program, which
 * what is asked for belongs to, must not change meanwhile.
 */
static inline bool dvt_may_trace(struct task_struct *task, struct mm_struct *mm)
{
#ifdef DVT_HAVE_EXEC_STATE
	struct task_exec_state *state;
	bool may;

	rcu_read_lock();
	state = rcu_dereference(task->exec_state);
	may = ns_capable(state->user_ns, CAP_SYS_PTRACE);
	rcu_read_unlock();
	return may;
#else
	return ns_capable(mm->user_ns, CAP_SYS_PTRACE);
#endif
}

/* A lock of its own, and a fault under it, came to the VMA with 6.4 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#define FAULT_FLAG_VMA_LOCK	0

static inline void release_fault_lock(struct vm_fault *vmf)
{
	mmap_read_unlock(vmf->vma->vm_mm);
}
#endif

/* Until vm_ops could say that their faults do not need mmap_lock */
#ifdef DVT_HAVE_MAP_NO_PAGES
#define dvt_map_no_pages	vmf_map_no_pages
#else
#define dvt_map_no_pages	NULL
#endif

/* Each mm had its own tags only from 6.4 on */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
static inline unsigned long untagged_addr_remote(struct mm_struct *mm,
						 unsigned long addr)
{
	return untagged_addr(addr);
}
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
static inline void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}
#endif

/* Until 6.10 the assertion wanted dump_mm() for DEBUG_VM, which no module has */
static inline void dvt_assert_mmap_locked(struct mm_struct *mm)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
	mmap_assert_locked(mm);
#else
	lockdep_assert_held(&mm->mmap_lock);
#endif
}

/*
 * Since 6.2 the dma-buf core holds the reservation around map_dma_buf and vmap.
 * Before, it did so for some importers, and had a lock of its own for vmap.
 */
static inline void dvt_assert_core_locked(struct dma_buf *dmabuf)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
	dma_resv_assert_held(dmabuf->resv);
#endif
}

/*
 * 6.1.y has dma_buf_map_attachment_unlocked() for a fix that was backported.
 * Its importers do not hold the reservation, and its exporters count on that:
 * videobuf2 takes the lock of vmap in there.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define dma_buf_map_attachment_unlocked		dma_buf_map_attachment
#define dma_buf_unmap_attachment_unlocked	dma_buf_unmap_attachment
#define dma_buf_vmap_unlocked			dma_buf_vmap
#define dma_buf_vunmap_unlocked			dma_buf_vunmap
#endif

#endif /* _DMABUF_VMA_TEST_COMPAT_H */
