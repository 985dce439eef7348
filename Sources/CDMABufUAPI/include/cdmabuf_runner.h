/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the runner needs of glibc's _GNU_SOURCE half, which Swift's Glibc
 * module leaves out, and variadic functions.
 */
#ifndef CDMABUF_RUNNER_H
#define CDMABUF_RUNNER_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <unistd.h>

/* reboot(RB_AUTOBOOT). Returns only on failure, with a negative errno. */
static inline int cdmabuf_restart_machine(void)
{
	reboot(RB_AUTOBOOT);
	return -errno;
}

/* Have this child killed when its parent dies, whatever the parent dies of. */
static inline void cdmabuf_die_with_parent(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* Gives up all rights for good: user, group and supplementary groups become @user. Returns 0 or a negative errno. */
static inline int cdmabuf_become_user(unsigned int user)
{
	if (setgroups(0, NULL) || syscall(SYS_setresgid, user, user, user) || syscall(SYS_setresuid, user, user, user))
		return -errno;
	return 0;
}

#endif /* CDMABUF_RUNNER_H */
