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

/* pkey_alloc(2) with no access denied yet. Returns the key or a negative errno. */
static inline int cdmabuf_pkey_alloc(void)
{
	int key = syscall(SYS_pkey_alloc, 0, 0);

	return key < 0 ? -errno : key;
}

static inline void cdmabuf_pkey_free(int key)
{
	syscall(SYS_pkey_free, key);
}

/* pkey_mprotect(2). Returns 0 or a negative errno. */
static inline int cdmabuf_pkey_mprotect(void *_Nonnull address, size_t length, int protection, int key)
{
	return syscall(SYS_pkey_mprotect, address, length, protection, key) ? -errno : 0;
}

/* pkey_set(3): what this thread may not do with memory of that key. Returns 0 or a negative errno. */
static inline int cdmabuf_pkey_set(int key, unsigned int denied)
{
	return pkey_set(key, denied) ? -errno : 0;
}

static const unsigned int cdmabuf_pkey_disable_access = 0x1;
static const unsigned int cdmabuf_pkey_disable_write = 0x2;

#endif /* CDMABUF_RUNNER_H */
