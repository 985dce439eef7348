/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cdmabuf_runner.h"

#include <errno.h>
#include <grp.h>
#include <signal.h>
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

int cdmabuf_become_user(unsigned int user)
{
	if (setgroups(0, NULL) || setresgid(user, user, user) || setresuid(user, user, user))
		return -errno;
	return 0;
}
