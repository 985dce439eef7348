/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * Interface of dmabuf_vma_test.ko, the test exporter, importer and
 * ownership query behind the dma-buf VMA selftest.
 *
 * Every command takes a pointer to a structure that starts with its own size
 * (&dvt_header). The kernel follows copy_struct_from_user(): a shorter
 * structure is zero-extended down to DVT_*_SIZE_VER0, a longer one is accepted
 * as long as what the kernel does not know is zero (-E2BIG else). Unknown
 * flags and reserved fields that are not zero are -EINVAL. Results are written
 * up to the size the caller passed.
 */
#ifndef _DMABUF_VMA_TEST_UAPI_H
#define _DMABUF_VMA_TEST_UAPI_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define DVT_DEVICE_PATH		"/dev/dmabuf_vma_test"
#define DVT_EXPORTER_NAME	"dmabuf_vma_test"
#define DVT_IOC_TYPE		0xDB
#define DVT_ABI			1

/* The longest buffer that DVT_CREATE makes, in bytes */
#define DVT_MAX_LENGTH		(64UL << 20)

/* Commands: the size travels in the structure, hence _IO() */
#define DVT_INFO		_IO(DVT_IOC_TYPE, 0x00)
#define DVT_CREATE		_IO(DVT_IOC_TYPE, 0x01)
#define DVT_IMPORT		_IO(DVT_IOC_TYPE, 0x02)
#define DVT_RELEASE		_IO(DVT_IOC_TYPE, 0x03)
#define DVT_QUERY		_IO(DVT_IOC_TYPE, 0x04)
#define DVT_RELOCATE		_IO(DVT_IOC_TYPE, 0x05)
#define DVT_REVOKE		_IO(DVT_IOC_TYPE, 0x06)
#define DVT_STATS		_IO(DVT_IOC_TYPE, 0x07)

struct dvt_header {
	__u32 size;
	__u32 flags;
};

/* dvt_info.features */
#define DVT_FEATURE_GET_DMABUF	0x0001 /* vm_ops->get_dmabuf and the lookup helpers */
#define DVT_FEATURE_VMA_LOCK	0x0002 /* CONFIG_PER_VMA_LOCK */
#define DVT_FEATURE_VMA_LOCK_FAULTS 0x0004 /* and vm_ops can have vmf_map_no_pages */

/**
 * struct dvt_info - what this kernel and this module can do
 * @size: in, of this structure, in bytes
 * @flags: in, zero
 * @abi: out, DVT_ABI
 * @features: out, DVT_FEATURE_*
 * @page_size: out, in bytes
 */
struct dvt_info {
	__u32 size;
	__u32 flags;
	__u32 abi;
	__u32 features;
	__u64 page_size;
};

/* dvt_create.flags */
#define DVT_CREATE_NATIVE	0x0001 /* also mappable through the device, at @native_offset */

/* Members of a vm_operations_struct: dvt_create.vm_ops, dvt_query.vm_ops */
#define DVT_OP_OPEN		0x0001
#define DVT_OP_CLOSE		0x0002
#define DVT_OP_FAULT		0x0004
#define DVT_OP_HUGE_FAULT	0x0008
#define DVT_OP_PAGE_MKWRITE	0x0010
#define DVT_OP_PFN_MKWRITE	0x0020
#define DVT_OP_ACCESS		0x0040
#define DVT_OP_MAP_PAGES	0x0080
#define DVT_OP_GET_DMABUF	0x0100 /* in dvt_query only: @vm_ops of a VMA that answers */
#define DVT_OP_UFFD		0x0200 /* uffd_ops; -EOPNOTSUPP where the kernel has none */
/* map_pages is vmf_map_no_pages, not both; -EOPNOTSUPP where the kernel has none */
#define DVT_OP_MAP_NO_PAGES	0x0400

/*
 * dvt_create.populate: where the page table entries come from. FAULT_* need
 * DVT_OP_FAULT. Only FAULT_PAGE and INSERT allow MAP_PRIVATE, -EINVAL else.
 */
enum dvt_populate {
	DVT_POPULATE_FAULT_PFN = 1,	/* ->fault, vmf_insert_pfn(), VM_PFNMAP */
	DVT_POPULATE_FAULT_PAGE = 2,	/* ->fault returns vmf->page, no special VM_ flags */
	DVT_POPULATE_REMAP = 3,		/* remap_pfn_range() in ->mmap */
	DVT_POPULATE_INSERT = 4,	/* vm_insert_page() in ->mmap, VM_MIXEDMAP */
};

/*
 * dvt_create.misbehave: what ->mmap and ->fault do wrong. FORWARD goes alone.
 * Only one of the three that use @misbehave_arg can be set. NULL_VM_OPS needs a
 * buffer without @vm_ops, so one that ->mmap populates. CHANGE_FILE, FORWARD,
 * SHIFT_PGOFF and NULL_VM_OPS exclude DVT_CREATE_NATIVE.
 */
#define DVT_MISBEHAVE_NO_MMAP		0x0001 /* dma_buf_ops without ->mmap */
#define DVT_MISBEHAVE_FAIL_MMAP		0x0002 /* returns -@misbehave_arg, vm_ops set */
#define DVT_MISBEHAVE_CHANGE_FILE	0x0004 /* replaces vma->vm_file */
#define DVT_MISBEHAVE_FORWARD		0x0008 /* forwards to the dma-buf @forward_fd */
#define DVT_MISBEHAVE_SECOND_TABLE	0x0010 /* every second ->mmap: another vm_ops */
#define DVT_MISBEHAVE_SLOW_FAULT	0x0020 /* sleeps @misbehave_arg us, up to 1 s */
#define DVT_MISBEHAVE_RETRY_FAULT	0x0040 /* VM_FAULT_RETRY, the lock dropped, once */
#define DVT_MISBEHAVE_SHIFT_PGOFF	0x0080 /* vm_pgoff += @misbehave_arg, no get_dmabuf */
#define DVT_MISBEHAVE_NULL_VM_OPS	0x0100 /* leaves vma->vm_ops NULL */

/**
 * struct dvt_create - export a buffer as a dma-buf
 * @size: in, of this structure, in bytes
 * @flags: in, DVT_CREATE_*
 * @length: in, bytes, a multiple of the page size up to DVT_MAX_LENGTH
 * @vm_ops: in, DVT_OP_* that the exporter's table shall have
 * @populate: in, &enum dvt_populate
 * @misbehave: in, DVT_MISBEHAVE_*
 * @misbehave_arg: in, see there; zero where no flag uses it
 * @forward_fd: in, a dma-buf, for DVT_MISBEHAVE_FORWARD; else -1
 * @fd_flags: in, O_RDONLY or O_RDWR, and O_CLOEXEC
 * @fd: out, the dma-buf
 * @reserved: in, zero
 * @native_offset: out, where to mmap() the buffer on this device, in bytes;
 *	valid until DVT_RELEASE of it or the last close of this device file
 * @inode: out, the dma-buf's inode number
 */
struct dvt_create {
	__u32 size;
	__u32 flags;
	__u64 length;
	__u32 vm_ops;
	__u32 populate;
	__u32 misbehave;
	__u32 misbehave_arg;
	__s32 forward_fd;
	__u32 fd_flags;
	__s32 fd;
	__u32 reserved;
	__u64 native_offset;
	__u64 inode;
};

/**
 * struct dvt_import - import a dma-buf, to be mapped through this device
 * @size: in, of this structure, in bytes
 * @flags: in, zero
 * @fd: in, any exporter's dma-buf
 * @reserved: in, zero
 * @mmap_offset: out, where to mmap() it on this device, in bytes; the mapping
 *	is forwarded with dma_buf_mmap(). Valid until DVT_RELEASE of it or the
 *	last close of this device file
 * @length: out, of the buffer, in bytes
 */
struct dvt_import {
	__u32 size;
	__u32 flags;
	__s32 fd;
	__u32 reserved;
	__u64 mmap_offset;
	__u64 length;
};

/**
 * struct dvt_release - forget a @mmap_offset or @native_offset
 * @size: in, of this structure, in bytes
 * @flags: in, zero
 * @mmap_offset: in. Mappings made before stay as they are
 */
struct dvt_release {
	__u32 size;
	__u32 flags;
	__u64 mmap_offset;
};

/*
 * dvt_query.flags; IDENTIFY and WRITE exclude each other. ONLY_OWNER and NOBODY
 * are for measuring: they exclude each other, the digests and IDENTIFY
 */
#define DVT_QUERY_WRITE		0x0001 /* ask for a buffer to be written to */
#define DVT_QUERY_FD		0x0002 /* install a file descriptor of the owner */
#define DVT_QUERY_DIGEST_DMA	0x0004 /* @digest through attach and map */
#define DVT_QUERY_DIGEST_VMAP	0x0008 /* @digest through vmap; not both */
#define DVT_QUERY_IDENTIFY	0x0010 /* one VMA, no rights asked: dma_buf_get_from_vma() */
#define DVT_QUERY_ONLY_OWNER	0x0020 /* only @error, @offset and @fd are filled in */
#define DVT_QUERY_NOBODY	0x0040 /* no helper is asked: what the command itself costs */

/* dvt_query.vma_flags */
#define DVT_VMA_FILE_IS_OWNER	0x0001 /* vma->vm_file is the owner's file */
#define DVT_VMA_FILE_IS_DMABUF	0x0002 /* vma->vm_file is some dma-buf's file */
#define DVT_VMA_LINKED		0x0004 /* in its file's f_mapping->i_mmap at its vm_pgoff */

/**
 * struct dvt_query - which dma-buf owns a range of user memory?
 * @size: in, of this structure, in bytes
 * @flags: in, DVT_QUERY_*
 * @addr: in, user virtual address in the address space of @pid
 * @length: in, bytes, as given to the kernel's helper (not checked here)
 * @pid: in, zero for the caller, else it takes CAP_SYS_PTRACE over that address
 *	space (ptrace_may_access() is not exported to modules). The ioctl itself
 *	fails with -ESRCH or -EPERM there
 * @error: out, zero or what the kernel's helper returned: a negative errno.
 *	The fields below @fd are valid where it is zero, @vma_flags, @vm_pgoff
 *	and @vm_ops wherever @addr is mapped. -EOPNOTSUPP without
 *	DVT_FEATURE_GET_DMABUF
 * @fd: out, with DVT_QUERY_FD: O_CLOEXEC; else -1
 * @digest: out, CRC-32 (as zlib's crc32()) of @length bytes at @offset, read
 *	through the dma-buf, not through the mapping
 * @offset: out, of @addr in the buffer, in bytes
 * @buffer_size: out, in bytes
 * @inode: out, the dma-buf's inode number
 * @vm_pgoff: out, of the VMA at @addr
 * @vma_flags: out, DVT_VMA_*
 * @vm_ops: out, DVT_OP_* present in the VMA's table
 * @exporter: out, &dma_buf.exp_name, NUL-terminated
 * @name: out, what DMA_BUF_SET_NAME set, NUL-terminated
 */
struct dvt_query {
	__u32 size;
	__u32 flags;
	__u64 addr;
	__u64 length;
	__s32 pid;
	__s32 error;
	__s32 fd;
	__u32 digest;
	__u64 offset;
	__u64 buffer_size;
	__u64 inode;
	__u64 vm_pgoff;
	__u32 vma_flags;
	__u32 vm_ops;
	char exporter[32];
	char name[32];
};

/**
 * struct dvt_relocate - move a buffer's backing pages and zap its mappings
 * @size: in, of this structure, in bytes
 * @flags: in, zero
 * @fd: in, a dma-buf of this module's
 * @reserved: in, zero
 *
 * The contents move along. Buffers populated in ->mmap (remap, insert) cannot
 * be faulted in again: their mappings raise SIGBUS from then on. -EBUSY while an
 * importer has the buffer mapped; -ENOSPC when a remapped buffer moved too often
 * (its old pages are kept until it is released).
 */
struct dvt_relocate {
	__u32 size;
	__u32 flags;
	__s32 fd;
	__u32 reserved;
};

/**
 * struct dvt_revoke - zap a buffer's mappings for good
 * @size: in, of this structure, in bytes
 * @flags: in, zero
 * @fd: in, a dma-buf of this module's
 * @reserved: in, zero
 *
 * Every mapping raises SIGBUS from then on, new ones fail with -ENODEV.
 */
struct dvt_revoke {
	__u32 size;
	__u32 flags;
	__s32 fd;
	__u32 reserved;
};

/**
 * struct dvt_stats - counters
 * @size: in, of this structure, in bytes
 * @flags: in, zero
 * @fd: in, a dma-buf of this module's, or -1 for the whole module
 * @reserved: in, zero
 * @buffers: out, buffers alive
 * @cookies: out, mmap offsets alive (imports and natives)
 * @vmas: out, VMAs alive that the exporter's ->mmap, ->open and ->close saw,
 *	native ones too; only buffers with DVT_OP_OPEN and DVT_OP_CLOSE are
 *	counted. (Native VMAs always have both: they hold a reference)
 * @mmaps: out, successful ->mmap so far
 * @opens: out, ->open so far
 * @closes: out, ->close so far
 * @faults: out, ->fault so far
 * @huge_faults: out, ->huge_fault so far
 * @mkwrites: out, ->page_mkwrite and ->pfn_mkwrite so far
 * @accesses: out, ->access so far
 * @lookups: out, lookups that found an owner so far
 * @references: out, references to dma-bufs that the module holds now, those of
 *	cookies, native VMAs and DVT_MISBEHAVE_FORWARD left out: zero whenever no
 *	command and no mmap() of this device is running
 * @vma_locked: out, of @faults and @mkwrites those without mmap_lock, under the
 *	lock of the VMA, so far
 */
struct dvt_stats {
	__u32 size;
	__u32 flags;
	__s32 fd;
	__u32 reserved;
	__u64 buffers;
	__u64 cookies;
	__u64 vmas;
	__u64 mmaps;
	__u64 opens;
	__u64 closes;
	__u64 faults;
	__u64 huge_faults;
	__u64 mkwrites;
	__u64 accesses;
	__u64 lookups;
	__u64 references;
	__u64 vma_locked;
};

#define DVT_INFO_SIZE_VER0	24
#define DVT_CREATE_SIZE_VER0	64
#define DVT_IMPORT_SIZE_VER0	32
#define DVT_RELEASE_SIZE_VER0	16
#define DVT_QUERY_SIZE_VER0	144
#define DVT_RELOCATE_SIZE_VER0	16
#define DVT_REVOKE_SIZE_VER0	16
#define DVT_STATS_SIZE_VER0	112
#define DVT_STATS_SIZE_VER1	120	/* @vma_locked */

#endif /* _DMABUF_VMA_TEST_UAPI_H */
