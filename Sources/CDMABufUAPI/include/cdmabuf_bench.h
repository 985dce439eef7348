/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is measured with, inline so that no call is measured along: the time
 * stamp counter, and accesses that no compiler leaves out or moves. And
 * PROCMAP_QUERY, which Debian 12's <linux/fs.h> does not have.
 */
#ifndef CDMABUF_BENCH_H
#define CDMABUF_BENCH_H

#include <stddef.h>
#include <linux/ioctl.h>
#include <linux/types.h>
#include <sys/syscall.h>

/* Under qemu -icount shift=0, one tick is one instruction of the guest's */
static inline unsigned long long cdmabuf_ticks(void)
{
#ifdef __x86_64__
	unsigned int low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (unsigned long long)high << 32 | low;
#else
#error "no counter for this processor"
#endif
}

static inline void cdmabuf_load(unsigned long address)
{
	(void)*(const volatile unsigned char *)address;
}

static inline void cdmabuf_store(unsigned long address)
{
	*(volatile unsigned char *)address = 1;
}

/*
 * Ticks of fork(), and the child or a negative errno. The child ends at once and
 * touches no memory of its own.
 */
static inline unsigned long long cdmabuf_fork_ticks(long *_Nonnull child)
{
#ifdef __x86_64__
	unsigned long long start = cdmabuf_ticks();
	long result = SYS_fork;

	__asm__ volatile("syscall\n\t"
			 "test %%rax, %%rax\n\t"
			 "jnz 1f\n\t"
			 "xor %%edi, %%edi\n\t"
			 "mov %[exit], %%eax\n\t"
			 "syscall\n"
			 "1:"
			 : "+a"(result)
			 : [exit] "i"(SYS_exit_group)
			 : "rcx", "rdi", "r11", "cc", "memory");
	*child = result;
	return cdmabuf_ticks() - start;
#else
#error "no fork for this processor"
#endif
}

/* struct procmap_query (include/uapi/linux/fs.h), since Linux 6.11 */
struct cdmabuf_procmap_query {
	__u64 size;
	__u64 query_flags;
	__u64 query_addr;
	__u64 vma_start;
	__u64 vma_end;
	__u64 vma_flags;
	__u64 vma_page_size;
	__u64 vma_offset;
	__u64 inode;
	__u32 dev_major;
	__u32 dev_minor;
	__u32 vma_name_size;
	__u32 build_id_size;
	__u64 vma_name_addr;
	__u64 build_id_addr;
};

static const unsigned long cdmabuf_procmap_query_command = _IOWR('f', 17, struct cdmabuf_procmap_query);

_Static_assert(sizeof(struct cdmabuf_procmap_query) == 104, "procmap_query");
_Static_assert(offsetof(struct cdmabuf_procmap_query, vma_name_addr) == 88, "procmap_query.vma_name_addr");

#endif /* CDMABUF_BENCH_H */
