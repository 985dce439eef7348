/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Internals of dmabuf_vma_test.ko: what its files share.
 *
 * Locks, from the outside in:
 *   mmap_lock, the VMA's lock
 *     dvt_cookie_lock	offsets of the device, see dmabuf_vma_test_cookie.c
 *     dma_buf.resv	backing store of a buffer, see dmabuf_vma_test_buffer.c
 *       pin_lock	that the backing store stays where it is
 *         page lock	a page on its way from ->fault into a page table
 *           i_mmap_rwsem	taken by unmap_mapping_range()
 */
#ifndef _DMABUF_VMA_TEST_H
#define _DMABUF_VMA_TEST_H

#include <linux/atomic.h>
#include <linux/dma-buf.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/types.h>

#include "dmabuf_vma_test_compat.h"
#include "dmabuf_vma_test_uapi.h"

/* How often a remapped buffer can move while its mappings may be in the making */
#define DVT_MAX_RETIRED		64
/* How many dma-bufs may forward to each other: ->mmap recurses */
#define DVT_MAX_FORWARDS	4

/* Members of struct dvt_stats */
enum dvt_counter {
	DVT_COUNT_BUFFERS,
	DVT_COUNT_COOKIES,
	DVT_COUNT_VMAS,
	DVT_COUNT_MMAPS,
	DVT_COUNT_OPENS,
	DVT_COUNT_CLOSES,
	DVT_COUNT_FAULTS,
	DVT_COUNT_HUGE_FAULTS,
	DVT_COUNT_MKWRITES,
	DVT_COUNT_ACCESSES,
	DVT_COUNT_LOOKUPS,
	DVT_COUNT_REFERENCES,
	DVT_COUNT_VMA_LOCKED,
	DVT_NR_COUNTERS
};

enum dvt_table {
	DVT_FIRST_TABLE,	/* of mappings through the dma-buf */
	DVT_SECOND_TABLE,	/* the same again */
	DVT_NATIVE_TABLE,	/* of mappings through the device */
	DVT_NR_TABLES
};

struct dvt_counters {
	atomic64_t value[DVT_NR_COUNTERS];
};

/**
 * struct dvt_file - an open device file
 * @cookies: the &dvt_cookie.link that are its own; under dvt_cookie_lock
 */
struct dvt_file {
	struct list_head cookies;
};

/**
 * struct dvt_cookie - a range of the device's offsets that stands for a dma-buf
 * @link: in &dvt_file.cookies; under dvt_cookie_lock
 * @owner: the file that may map it, NULL once released; under dvt_cookie_lock
 * @dmabuf: referenced while @owner is set; under dvt_cookie_lock
 * @pgoff: first page of the range, constant
 * @npages: its length, constant; one more page is reserved behind it, so that
 *	neighbours are never contiguous and their VMAs never merge
 * @native: embedded in the &dvt_buffer it stands for, constant. The range
 *	stays reserved as long as that lives, for its VMAs keep this vm_pgoff
 */
struct dvt_cookie {
	struct list_head link;
	struct dvt_file *owner;
	struct dma_buf *dmabuf;
	unsigned long pgoff;
	unsigned long npages;
	bool native;
};

/**
 * struct dvt_buffer - an exported buffer, owned by its dma-buf
 * @dmabuf: the owner
 * @forward: for DVT_MISBEHAVE_FORWARD, referenced
 * @forwards: how many more dma-bufs @forward leads to, itself included
 * @npages: constant
 * @vm_ops: DVT_OP_*, constant
 * @populate: &enum dvt_populate, constant
 * @misbehave: DVT_MISBEHAVE_*, constant
 * @misbehave_arg: constant
 * @base: what the vm_pgoff of page 0 is in every VMA of the buffer, constant
 * @node: the native range, with DVT_CREATE_NATIVE
 * @tables: by &enum dvt_table, constant
 * @mmaps: how often a table had to be chosen, for DVT_MISBEHAVE_SECOND_TABLE
 * @vaddr: the backing store, from vmalloc; under dma_buf.resv, and it stays
 *	while there are @pins
 * @remapped: @vaddr may be in page tables no zap can find; under dma_buf.resv
 * @revoked: no more mappings; under dma_buf.resv
 * @pin_lock: inside dma_buf.resv, which importers need not hold in Linux 6.1
 * @pins: how many importers rely on @vaddr staying; under @pin_lock
 * @nr_retired: under dma_buf.resv
 * @retired: earlier backing stores that had to be kept; under dma_buf.resv
 * @counters: its own share of the module's
 */
struct dvt_buffer {
	struct dma_buf *dmabuf;
	struct dma_buf *forward;
	unsigned int forwards;
	unsigned long npages;
	u32 vm_ops;
	u32 populate;
	u32 misbehave;
	u32 misbehave_arg;
	unsigned long base;
	struct dvt_cookie node;
	const struct vm_operations_struct *tables[DVT_NR_TABLES];
	atomic_t mmaps;
	void *vaddr;
	bool remapped;
	bool revoked;
	struct mutex pin_lock;	/* for @pins */
	unsigned int pins;
	unsigned int nr_retired;
	void *retired[DVT_MAX_RETIRED];
	struct dvt_counters counters;
};

/**
 * struct dvt_reply - what is handed out only once the results are copied
 * @fd: reserved, where @file is set
 * @file: to be installed at @fd, referenced
 * @cookie: to be released if the results cannot be copied; 0 for none
 */
struct dvt_reply {
	int fd;
	struct file *file;
	unsigned long cookie;
};

/* dmabuf_vma_test_main.c */
extern struct device *dvt_dev;
extern struct address_space *dvt_mapping;
int dvt_reply_fd(struct dvt_reply *reply, struct dma_buf *dmabuf, int flags);

/* dmabuf_vma_test_buffer.c */
struct dvt_buffer *dvt_buffer_of(struct dma_buf *dmabuf);
int dvt_create(struct dvt_file *file, struct dvt_create *arg,
	       struct dvt_reply *reply);
int dvt_relocate(struct dvt_relocate *arg);
int dvt_revoke(struct dvt_revoke *arg);

/* dmabuf_vma_test_vm.c */
u32 dvt_vm_missing_ops(void);
int dvt_vm_init_tables(struct dvt_buffer *buffer);
void dvt_vm_free_tables(struct dvt_buffer *buffer);

/* Both are needed to know how many VMAs there are */
static inline bool dvt_vm_counted(const struct dvt_buffer *buffer)
{
	const u32 both = DVT_OP_OPEN | DVT_OP_CLOSE;

	return (buffer->vm_ops & both) == both;
}

static inline void *dvt_page_address(const struct dvt_buffer *buffer,
				     pgoff_t page)
{
	return buffer->vaddr + (page << PAGE_SHIFT);
}

/* dmabuf_vma_test_mmap.c */
int dvt_mmap_buffer(struct dvt_buffer *buffer, struct vm_area_struct *vma,
		    bool native);
void dvt_zap(struct dvt_buffer *buffer, bool even_cows);

/* dmabuf_vma_test_cookie.c */
int dvt_cookie_reserve(struct dvt_cookie *cookie, unsigned long npages);
void dvt_cookie_unreserve(struct dvt_cookie *cookie);
void dvt_cookie_publish(struct dvt_file *file, struct dvt_cookie *cookie,
			struct dma_buf *dmabuf);
int dvt_cookie_release(struct dvt_file *file, unsigned long pgoff);
void dvt_cookie_release_all(struct dvt_file *file);
int dvt_cookie_mmap(struct dvt_file *file, struct vm_area_struct *vma);
int dvt_import(struct dvt_file *file, struct dvt_import *arg,
	       struct dvt_reply *reply);
int dvt_release(struct dvt_file *file, struct dvt_release *arg);
void dvt_cookie_exit(void);

/* dmabuf_vma_test_query.c */
int dvt_query(struct dvt_query *arg, struct dvt_reply *reply);

/* dmabuf_vma_test_digest.c */
int dvt_digest_dma(struct dma_buf *dmabuf, u64 offset, u64 length, u32 *digest);
int dvt_digest_vmap(struct dma_buf *dmabuf, u64 offset, u64 length,
		    u32 *digest);

/* dmabuf_vma_test_stats.c */
void dvt_count(struct dvt_buffer *buffer, enum dvt_counter which, long n);
void dvt_hold(struct dma_buf *dmabuf);
void dvt_drop(struct dma_buf *dmabuf);
int dvt_stats(struct dvt_stats *arg);

#endif /* _DMABUF_VMA_TEST_H */
