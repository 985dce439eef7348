/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cdmabuf_process.h"

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int reap(pid_t pid, int *status)
{
	while (waitpid(pid, status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return 0;
}

pid_t cdmabuf_fork_paused(void)
{
	pid_t parent = getpid();
	pid_t pid = fork();

	if (pid < 0)
		return -errno;
	if (pid > 0)
		return pid;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	for (;;)
		pause();
}

int cdmabuf_end_paused(pid_t pid)
{
	int status;

	if (kill(pid, SIGKILL) < 0)
		return -errno;
	return reap(pid, &status);
}

struct answer {
	int result;
};

int cdmabuf_ioctl_as_user(uid_t user, int fd, unsigned long command, void *argument)
{
	struct answer answer = { .result = -EPIPE };
	int ends[2], status, error;
	pid_t pid;

	if (pipe(ends) < 0)
		return -errno;

	pid = fork();
	if (pid < 0) {
		error = -errno;
		close(ends[0]);
		close(ends[1]);
		return error;
	}
	if (pid == 0) {
		if (setgroups(0, NULL) < 0 || setresgid(user, user, user) < 0 || setresuid(user, user, user) < 0) {
			answer.result = -errno;
		} else {
			answer.result = ioctl(fd, command, argument);
			if (answer.result < 0)
				answer.result = -errno;
		}
		_exit(write(ends[1], &answer, sizeof(answer)) == sizeof(answer) ? 0 : 1);
	}

	close(ends[1]);
	/* A child that died leaves the pipe empty, and the answer -EPIPE. */
	while (read(ends[0], &answer, sizeof(answer)) < 0 && errno == EINTR)
		;
	close(ends[0]);
	error = reap(pid, &status);
	return error ? error : answer.result;
}
