/* SPDX-License-Identifier: GPL-2.0-only */
/* What a runner that is PID 1, or forks, needs of glibc's _GNU_SOURCE half, which Swift's Glibc module leaves out. */
#ifndef CDMABUF_RUNNER_H
#define CDMABUF_RUNNER_H

/* reboot(RB_AUTOBOOT). Returns only on failure, with a negative errno. */
int cdmabuf_restart_machine(void);

/* Has this child killed when its parent dies, whatever the parent dies of. */
void cdmabuf_die_with_parent(void);

/* Whether children that have lost their parent become this process's. Returns 0 or a negative errno. */
int cdmabuf_adopt_orphans(int adopts);

/* Gives up all rights for good: user, group and supplementary groups become @user. Returns 0 or a negative errno. */
int cdmabuf_become_user(unsigned int user);

/*
 * Keeps this thread on one processor; in front of all others there if @first
 * (SCHED_FIFO). Returns 0 or a negative errno.
 */
int cdmabuf_pin_thread(int processor, int first);

/* Undoes cdmabuf_pin_thread(): any processor, the usual scheduling. */
void cdmabuf_unpin_thread(void);

#endif /* CDMABUF_RUNNER_H */
