// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which dma-buf owns a range of user memory? Asks the kernel's helpers and
 * tells what the VMA looks like.
 */
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pid.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "dmabuf_vma_test.h"

#define DVT_ALL_QUERY	(DVT_QUERY_WRITE | DVT_QUERY_FD | \
			 DVT_QUERY_DIGEST_DMA | DVT_QUERY_DIGEST_VMAP | \
			 DVT_QUERY_IDENTIFY | DVT_QUERY_ONLY_OWNER | \
			 DVT_QUERY_NOBODY)
/* No helper but that for ranges, and nothing else that takes time */
#define DVT_MEASURED_QUERY	(DVT_QUERY_ONLY_OWNER | DVT_QUERY_NOBODY)

/*
 * ptrace_may_access() is not exported to modules. CAP_SYS_PTRACE over the
 * memory is what it asks for in the general case; the owner of the same
 * credentials, whom it would let in as well, has to do without.
 */
static struct mm_struct *dvt_query_mm(pid_t nr)
{
	struct task_struct *task;
	struct mm_struct *mm;
	struct pid *pid;
	bool may;

	if (!nr) {
		mmget(current->mm);
		return current->mm;
	}

	pid = find_get_pid(nr);
	task = get_pid_task(pid, PIDTYPE_PID);
	put_pid(pid);
	if (!task)
		return ERR_PTR(-ESRCH);

	if (down_read_killable(&task->signal->exec_update_lock)) {
		put_task_struct(task);
		return ERR_PTR(-EINTR);
	}
	mm = get_task_mm(task);
	may = mm && (mm == current->mm || dvt_may_trace(task, mm));
	up_read(&task->signal->exec_update_lock);
	put_task_struct(task);

	if (!mm)
		return ERR_PTR(-ESRCH);
	if (!may) {
		mmput(mm);
		return ERR_PTR(-EPERM);
	}
	return mm;
}

static bool dvt_is_dma_buf(const struct file *file)
{
#ifdef DVT_HAVE_GET_DMABUF
	return dma_buf_from_file((struct file *)file);
#else
	return file_inode(file)->i_sb->s_magic == DMA_BUF_MAGIC;
#endif
}

/*
 * Would a zap of its vm_pgoff find the VMA? Modules have no interval tree; in
 * order, the tree is one of start offsets, and a VMA whose offset changed
 * behind its back is out of order.
 */
static bool dvt_vma_is_linked(struct vm_area_struct *vma)
{
	struct address_space *mapping = vma->vm_file->f_mapping;
	unsigned long previous = 0;
	bool linked = false;
	struct rb_node *node;

	i_mmap_lock_read(mapping);
	for (node = rb_first_cached(&mapping->i_mmap); node;
	     node = rb_next(node)) {
		struct vm_area_struct *other;

		other = rb_entry(node, struct vm_area_struct, shared.rb);
		if (linked) {
			linked = vma->vm_pgoff <= other->vm_pgoff;
			break;
		}
		if (other == vma) {
			linked = previous <= vma->vm_pgoff;
			if (!linked)
				break;
		}
		previous = other->vm_pgoff;
	}
	i_mmap_unlock_read(mapping);
	return linked;
}

static u32 dvt_vma_ops(const struct vm_operations_struct *vm_ops)
{
	u32 bits = 0;

	if (!vm_ops)
		return 0;
	if (vm_ops->open)
		bits |= DVT_OP_OPEN;
	if (vm_ops->close)
		bits |= DVT_OP_CLOSE;
	if (vm_ops->fault)
		bits |= DVT_OP_FAULT;
	if (vm_ops->huge_fault)
		bits |= DVT_OP_HUGE_FAULT;
	if (vm_ops->page_mkwrite)
		bits |= DVT_OP_PAGE_MKWRITE;
	if (vm_ops->pfn_mkwrite)
		bits |= DVT_OP_PFN_MKWRITE;
	if (vm_ops->access)
		bits |= DVT_OP_ACCESS;
	if (vm_ops->map_pages)
		bits |= vm_ops->map_pages == dvt_map_no_pages ?
			DVT_OP_MAP_NO_PAGES : DVT_OP_MAP_PAGES;
#ifdef DVT_HAVE_UFFD_OPS
	if (vm_ops->uffd_ops)
		bits |= DVT_OP_UFFD;
#endif
#ifdef DVT_HAVE_GET_DMABUF
	if (vm_ops->get_dmabuf)
		bits |= DVT_OP_GET_DMABUF;
#endif
	return bits;
}

/* What the kernel's helper for whole ranges says; takes its locks itself */
static struct dma_buf *dvt_lookup_range(struct mm_struct *mm,
					const struct dvt_query *arg,
					u64 *offset)
{
#ifdef DVT_HAVE_GET_DMABUF
	return dma_buf_get_from_user(mm, arg->addr, arg->length,
				     arg->flags & DVT_QUERY_WRITE, offset);
#else
	return ERR_PTR(-EOPNOTSUPP);
#endif
}

/* What the kernel's helper for one VMA says; mmap_lock held */
static struct dma_buf *dvt_lookup_vma(struct vm_area_struct *vma,
				      unsigned long addr, u64 *offset)
{
#ifdef DVT_HAVE_GET_DMABUF
	return dma_buf_get_from_vma(vma, addr, offset);
#else
	return ERR_PTR(-EOPNOTSUPP);
#endif
}

/*
 * Describes the VMA, with the mmap_lock held to read, and asks for its owner if
 * that is all the caller wants to know. Else the VMA may be another one than
 * the range was looked up in: the caller has to keep its mappings still.
 */
static int dvt_query_vma(struct mm_struct *mm, struct dvt_query *arg,
			 struct dma_buf **dmabuf)
{
	struct vm_area_struct *vma;
	unsigned long addr;

	if (mmap_read_lock_killable(mm))
		return -EINTR;

	addr = untagged_addr_remote(mm, (unsigned long)arg->addr);
	vma = vma_lookup(mm, addr);
	if (arg->flags & DVT_QUERY_IDENTIFY)
		*dmabuf = vma ? dvt_lookup_vma(vma, addr, &arg->offset) :
			  ERR_PTR(-EFAULT);
	if (!vma)
		goto unlock;

	arg->vm_pgoff = vma->vm_pgoff;
	arg->vm_ops = dvt_vma_ops(vma->vm_ops);
	if (vma->vm_file) {
		if (dvt_is_dma_buf(vma->vm_file))
			arg->vma_flags |= DVT_VMA_FILE_IS_DMABUF;
		if (!IS_ERR(*dmabuf) && vma->vm_file == (*dmabuf)->file)
			arg->vma_flags |= DVT_VMA_FILE_IS_OWNER;
		if (dvt_vma_is_linked(vma))
			arg->vma_flags |= DVT_VMA_LINKED;
	}
unlock:
	mmap_read_unlock(mm);
	return 0;
}

static int dvt_query_digest(struct dma_buf *dmabuf, struct dvt_query *arg)
{
	if (arg->flags & DVT_QUERY_DIGEST_DMA)
		return dvt_digest_dma(dmabuf, arg->offset, arg->length,
				      &arg->digest);
	if (arg->flags & DVT_QUERY_DIGEST_VMAP)
		return dvt_digest_vmap(dmabuf, arg->offset, arg->length,
				       &arg->digest);
	return 0;
}

static int dvt_query_owner(struct dma_buf *dmabuf, struct dvt_query *arg,
			   struct dvt_reply *reply)
{
	int ret;

	arg->buffer_size = dmabuf->size;
	arg->inode = file_inode(dmabuf->file)->i_ino;
	strscpy(arg->exporter, dmabuf->exp_name, sizeof(arg->exporter));

	spin_lock(&dmabuf->name_lock);
	if (dmabuf->name)
		strscpy(arg->name, dmabuf->name, sizeof(arg->name));
	spin_unlock(&dmabuf->name_lock);

	ret = dvt_query_digest(dmabuf, arg);
	if (ret || !(arg->flags & DVT_QUERY_FD))
		return ret;

	ret = dvt_reply_fd(reply, dmabuf, O_CLOEXEC);
	if (!ret)
		arg->fd = reply->fd;
	return ret;
}

/*
 * The helper between the two copies of @arg and nothing else: what it costs is
 * what the command costs with it, less what it costs without (NOBODY). Not
 * counted in DVT_STATS.
 */
static int dvt_query_measured(struct mm_struct *mm, struct dvt_query *arg,
			      struct dvt_reply *reply)
{
	struct dma_buf *dmabuf;
	int ret = 0;

	if (arg->flags & DVT_QUERY_NOBODY)
		return 0;

	dmabuf = dvt_lookup_range(mm, arg, &arg->offset);
	if (IS_ERR(dmabuf)) {
		arg->error = PTR_ERR(dmabuf);
		return 0;
	}
	if (arg->flags & DVT_QUERY_FD) {
		ret = dvt_reply_fd(reply, dmabuf, O_CLOEXEC);
		if (!ret)
			arg->fd = reply->fd;
	}
	dma_buf_put(dmabuf);
	return ret;
}

static int dvt_query_check(const struct dvt_query *arg)
{
	const u32 both = DVT_QUERY_DIGEST_DMA | DVT_QUERY_DIGEST_VMAP;
	const u32 measured = arg->flags & DVT_MEASURED_QUERY;

	if (arg->flags & ~DVT_ALL_QUERY)
		return -EINVAL;
	if (measured == DVT_MEASURED_QUERY ||
	    (measured && (arg->flags & (both | DVT_QUERY_IDENTIFY))))
		return -EINVAL;
	if ((arg->flags & both) == both)
		return -EINVAL;
	if ((arg->flags & DVT_QUERY_IDENTIFY) && (arg->flags & DVT_QUERY_WRITE))
		return -EINVAL;
	/* Not to be truncated on the way to the helper */
	if (arg->addr != (unsigned long)arg->addr ||
	    arg->length != (size_t)arg->length || arg->pid < 0)
		return -EINVAL;
	return 0;
}

/**
 * dvt_query - DVT_QUERY
 * @arg: the command
 * @reply: takes the file descriptor
 *
 * Return: 0 with the helper's answer in @arg->error, or what kept it from
 * being asked or its answer from being told: -EINVAL, -ESRCH, -EPERM, -EINTR,
 * -EMFILE, or what the digest failed with.
 */
int dvt_query(struct dvt_query *arg, struct dvt_reply *reply)
{
	struct dma_buf *dmabuf = ERR_PTR(-ENOENT);
	struct mm_struct *mm;
	int ret;

	ret = dvt_query_check(arg);
	if (ret)
		return ret;

	mm = dvt_query_mm(arg->pid);
	if (IS_ERR(mm))
		return PTR_ERR(mm);

	/* What was in the fields that are only handed out */
	memset_after(arg, 0, pid);
	arg->fd = -1;

	if (arg->flags & DVT_MEASURED_QUERY) {
		ret = dvt_query_measured(mm, arg, reply);
		mmput(mm);
		return ret;
	}

	if (!(arg->flags & DVT_QUERY_IDENTIFY))
		dmabuf = dvt_lookup_range(mm, arg, &arg->offset);
	ret = dvt_query_vma(mm, arg, &dmabuf);
	mmput(mm);

	if (IS_ERR(dmabuf)) {
		arg->error = PTR_ERR(dmabuf);
		arg->offset = 0;
		return ret;
	}

	dvt_hold(dmabuf);
	dvt_count(dvt_buffer_of(dmabuf), DVT_COUNT_LOOKUPS, 1);
	if (!ret)
		ret = dvt_query_owner(dmabuf, arg, reply);
	dvt_drop(dmabuf);
	return ret;
}
