/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One memory access that may raise SIGSEGV or SIGBUS, and lives to tell.
 *
 * Not process_vm_readv(), which refuses VM_PFNMAP and would not show what the
 * program itself sees; not a system call's EFAULT, which hides the difference
 * between SIGSEGV (rights) and SIGBUS (revoked) that the checks are about; not
 * a fork()ed child, whose copied VMAs change the counters under test. So a
 * signal handler, which must be C: Swift frames may not be jumped over, and
 * here none are. The handler is installed once and is of no effect outside a
 * probe: it hands on to what was there before.
 */
#ifndef CDMABUF_PROBE_H
#define CDMABUF_PROBE_H

struct cdmabuf_probe_result {
	int signal;			/* 0, or SIGSEGV or SIGBUS */
	int code;			/* siginfo_t.si_code */
	unsigned long address;		/* siginfo_t.si_addr */
	unsigned char value;		/* what was read, with signal 0 */
};

/* Reads a byte. Returns 0, or a negative errno if the handler could not be installed. */
int cdmabuf_probe_read(unsigned long address, struct cdmabuf_probe_result *_Nonnull result);

/* Writes a byte. */
int cdmabuf_probe_write(unsigned long address, unsigned char value, struct cdmabuf_probe_result *_Nonnull result);

/* What touching one page came to. */
struct cdmabuf_touch {
	int signal;			/* 0, or SIGSEGV or SIGBUS */
	int code;			/* siginfo_t.si_code */
	int is_elsewhere;		/* si_addr was another address than the one touched */
	int faults;			/* of this process meanwhile, minor and major */
};

/*
 * Reads the word at @offset of each page from @address on, or writes @value
 * there with @write, and says for each page what came of it. Nothing of this
 * function's own faults meanwhile: it touches a page of its own first. Returns 0
 * or a negative errno.
 */
int cdmabuf_touch_pages(unsigned long address, int pages, unsigned long offset, int write, unsigned long value,
			struct cdmabuf_touch *_Nonnull results);

#endif /* CDMABUF_PROBE_H */
