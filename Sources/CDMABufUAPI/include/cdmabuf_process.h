/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Child processes that share this process's mappings. Here because between
 * fork() and _exit() only async-signal-safe C may run, and because Swift does
 * not import fork().
 */
#ifndef CDMABUF_PROCESS_H
#define CDMABUF_PROCESS_H

#include <sys/types.h>

/* A child that does nothing until it is killed, or its parent dies. Returns its pid or a negative errno. */
pid_t cdmabuf_fork_paused(void);

/* Kills and reaps a child of cdmabuf_fork_paused(). Returns 0 or a negative errno. */
int cdmabuf_end_paused(pid_t pid);

/*
 * ioctl() on an inherited file descriptor by a child that has given up all
 * rights (user, group and supplementary groups become @user). The answer stays
 * in the child. Returns ioctl()'s result, or a negative errno, also if no
 * child could be made.
 */
int cdmabuf_ioctl_as_user(uid_t user, int fd, unsigned long command, void *_Nullable argument);

#endif /* CDMABUF_PROCESS_H */
