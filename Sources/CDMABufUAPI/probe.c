/* SPDX-License-Identifier: GPL-2.0-only */
/* See cdmabuf_probe.h for why this is a signal handler, and C. */
#include "cdmabuf_probe.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

struct probe {
	sigjmp_buf back;
	volatile int signal;
	volatile int code;
	volatile unsigned long address;
};

/* SIGSEGV and SIGBUS of an access come to the thread that made it. */
static _Thread_local struct probe *volatile current;

static struct sigaction previous_segv, previous_bus;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int install_error;

static void on_fault(int signal, siginfo_t *info, void *context)
{
	struct probe *probe = current;
	const struct sigaction *previous = signal == SIGBUS ? &previous_bus : &previous_segv;

	/* si_code > 0: by the access itself, not sent by kill() */
	if (probe && info->si_code > 0) {
		current = NULL;
		probe->signal = signal;
		probe->code = info->si_code;
		probe->address = (unsigned long)info->si_addr;
		siglongjmp(probe->back, 1);
	}

	if (previous->sa_flags & SA_SIGINFO) {
		previous->sa_sigaction(signal, info, context);
	} else if (previous->sa_handler == SIG_DFL || previous->sa_handler == SIG_IGN) {
		/* The access is repeated on return, and ends the process as it should. */
		sigaction(signal, previous, NULL);
		if (info->si_code <= 0)
			raise(signal);
	} else {
		previous->sa_handler(signal);
	}
}

static void install(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = on_fault;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGSEGV, &action, &previous_segv) || sigaction(SIGBUS, &action, &previous_bus))
		install_error = -errno;
}

static int probe(unsigned long address, const unsigned char *value, struct cdmabuf_probe_result *result)
{
	volatile unsigned char *byte = (volatile unsigned char *)address;
	struct probe state;

	pthread_once(&once, install);
	if (install_error)
		return install_error;

	memset(result, 0, sizeof(*result));
	state.signal = 0;
	state.code = 0;
	state.address = 0;
	/* 1: the handler runs with its own signal blocked, which must not outlive the jump. */
	if (!sigsetjmp(state.back, 1)) {
		current = &state;
		if (value)
			*byte = *value;
		else
			result->value = *byte;
		current = NULL;
	}
	result->signal = state.signal;
	result->code = state.code;
	result->address = state.address;
	return 0;
}

int cdmabuf_probe_read(unsigned long address, struct cdmabuf_probe_result *result)
{
	return probe(address, NULL, result);
}

int cdmabuf_probe_write(unsigned long address, unsigned char value, struct cdmabuf_probe_result *result)
{
	return probe(address, &value, result);
}

static long faults_so_far(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_minflt + usage.ru_majflt;
}

static void touch(unsigned long address, int write, unsigned long value, struct cdmabuf_touch *result)
{
	volatile unsigned long *word = (volatile unsigned long *)address;
	struct probe state;
	long before;

	state.signal = 0;
	state.code = 0;
	state.address = 0;
	before = faults_so_far();
	/* 1: as in probe() */
	if (!sigsetjmp(state.back, 1)) {
		current = &state;
		if (write)
			*word = value;
		else
			(void)*word;
		current = NULL;
	}
	result->faults = faults_so_far() - before;
	result->signal = state.signal;
	result->code = state.code;
	result->is_elsewhere = state.signal && state.address != address;
}

int cdmabuf_touch_pages(unsigned long address, int pages, unsigned long offset, int write, unsigned long value,
			struct cdmabuf_touch *results)
{
	static unsigned long own;
	volatile unsigned long nowhere = 0;
	unsigned long size = sysconf(_SC_PAGESIZE);
	int page;

	pthread_once(&once, install);
	if (install_error)
		return install_error;

	/* What this code needs is there afterwards: its own pages, those of the results, the way of a signal. */
	memset(results, 0, pages * sizeof(*results));
	touch((unsigned long)&own, write, value, results);
	touch(nowhere, write, value, results);
	for (page = 0; page < pages; page++)
		touch(address + page * size + offset, write, value, results + page);
	return 0;
}
