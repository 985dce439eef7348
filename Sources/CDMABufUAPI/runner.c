/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cdmabuf_runner.h"

#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <unistd.h>

int cdmabuf_restart_machine(void)
{
	reboot(RB_AUTOBOOT);
	return -errno;
}

void cdmabuf_die_with_parent(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

int cdmabuf_adopt_orphans(int adopts)
{
	return prctl(PR_SET_CHILD_SUBREAPER, adopts, 0, 0, 0) ? -errno : 0;
}

int cdmabuf_become_user(unsigned int user)
{
	if (setgroups(0, NULL) || setresgid(user, user, user) || setresuid(user, user, user))
		return -errno;
	return 0;
}

int cdmabuf_pin_thread(int processor, int first)
{
	struct sched_param priority = { .sched_priority = 1 };
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(processor, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		return -errno;
	if (first && sched_setscheduler(0, SCHED_FIFO, &priority))
		return -errno;
	return 0;
}

void cdmabuf_unpin_thread(void)
{
	struct sched_param priority = { 0 };
	cpu_set_t set;

	memset(&set, 0xff, sizeof(set));
	sched_setaffinity(0, sizeof(set), &set);
	sched_setscheduler(0, SCHED_OTHER, &priority);
}
