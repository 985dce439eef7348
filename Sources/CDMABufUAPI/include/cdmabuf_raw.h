/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * System calls by their numbers: those that a probe makes with arguments no
 * wrapper would pass on, and those that glibc has no wrapper for.
 */
#ifndef CDMABUF_RAW_H
#define CDMABUF_RAW_H

#include <sys/syscall.h>

/* syscall(2). Returns its result, or a negative errno. */
long cdmabuf_raw_call(long number, long a, long b, long c, long d, long e, long f);

static const long cdmabuf_nr_mmap = SYS_mmap;
static const long cdmabuf_nr_mprotect = SYS_mprotect;
static const long cdmabuf_nr_munmap = SYS_munmap;
static const long cdmabuf_nr_mremap = SYS_mremap;
static const long cdmabuf_nr_msync = SYS_msync;
static const long cdmabuf_nr_mincore = SYS_mincore;
static const long cdmabuf_nr_madvise = SYS_madvise;
static const long cdmabuf_nr_mlock = SYS_mlock;
static const long cdmabuf_nr_mlock2 = SYS_mlock2;
static const long cdmabuf_nr_munlock = SYS_munlock;
static const long cdmabuf_nr_mlockall = SYS_mlockall;
static const long cdmabuf_nr_munlockall = SYS_munlockall;
static const long cdmabuf_nr_remap_file_pages = SYS_remap_file_pages;
static const long cdmabuf_nr_mbind = SYS_mbind;
static const long cdmabuf_nr_move_pages = SYS_move_pages;
static const long cdmabuf_nr_get_mempolicy = SYS_get_mempolicy;
static const long cdmabuf_nr_pkey_mprotect = SYS_pkey_mprotect;
static const long cdmabuf_nr_userfaultfd = SYS_userfaultfd;
static const long cdmabuf_nr_delete_module = SYS_delete_module;
static const long cdmabuf_nr_process_vm_readv = SYS_process_vm_readv;
static const long cdmabuf_nr_process_vm_writev = SYS_process_vm_writev;
static const long cdmabuf_nr_ptrace = SYS_ptrace;
static const long cdmabuf_nr_vmsplice = SYS_vmsplice;
static const long cdmabuf_nr_io_uring_setup = SYS_io_uring_setup;
static const long cdmabuf_nr_io_uring_register = SYS_io_uring_register;
static const long cdmabuf_nr_prctl = SYS_prctl;
static const long cdmabuf_nr_futex = SYS_futex;
static const long cdmabuf_nr_read = SYS_read;
static const long cdmabuf_nr_write = SYS_write;
static const long cdmabuf_nr_pread = SYS_pread64;
static const long cdmabuf_nr_pwrite = SYS_pwrite64;
static const long cdmabuf_nr_ioctl = SYS_ioctl;
static const long cdmabuf_nr_pipe2 = SYS_pipe2;
static const long cdmabuf_nr_close = SYS_close;
/* Newer than the system's headers (Linux 6.10). */
static const long cdmabuf_nr_mseal = 462;

/* O_DIRECT, of glibc's _GNU_SOURCE half. */
static const int cdmabuf_open_direct = 040000;

#endif /* CDMABUF_RAW_H */
