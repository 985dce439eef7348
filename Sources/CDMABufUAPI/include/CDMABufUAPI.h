/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kernel interfaces that Swift cannot import by itself. A thing is here for
 * one of four reasons: it is a function-like macro (_IOWR() and the numbers
 * made with it), it is a variadic function, it is of glibc's _GNU_SOURCE half,
 * or it has to be C (a signal handler, a fork()ed child). Structures come from
 * the system's own headers where Debian 12 has them.
 *
 * No header here defines _GNU_SOURCE: that changes glibc's structures (fd_set),
 * and Swift would see two of each. What needs it has a .c file.
 */
#ifndef CDMABUFUAPI_H
#define CDMABUFUAPI_H

#include "cdmabuf_test_module.h"
#include "cdmabuf_bench.h"
#include "cdmabuf_buffer.h"
#include "cdmabuf_drm.h"
#include "cdmabuf_heap.h"
#include "cdmabuf_memory.h"
#include "cdmabuf_probe.h"
#include "cdmabuf_process.h"
#include "cdmabuf_protection_key.h"
#include "cdmabuf_raw.h"
#include "cdmabuf_runner.h"
#include "cdmabuf_small_space.h"
#include "cdmabuf_syscall.h"
#include "cdmabuf_udmabuf.h"
#include "cdmabuf_vfio.h"
#include "cdmabuf_video.h"

#endif /* CDMABUFUAPI_H */
