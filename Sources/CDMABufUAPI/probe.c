/* SPDX-License-Identifier: GPL-2.0-only */
/* See cdmabuf_probe.h for why this is a signal handler, and C. */
#include "cdmabuf_probe.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

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
