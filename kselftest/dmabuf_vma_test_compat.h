/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The one place that knows kernels other than 6.12.
 */
#ifndef _DMABUF_VMA_TEST_COMPAT_H
#define _DMABUF_VMA_TEST_COMPAT_H

#include <linux/mm.h>
#include <linux/module.h>
#include <linux/version.h>

/* A namespace was a token until 6.13 made it a string */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
#define DVT_IMPORT_NS_DMA_BUF	MODULE_IMPORT_NS("DMA_BUF")
#else
#define DVT_IMPORT_NS_DMA_BUF	MODULE_IMPORT_NS(DMA_BUF)
#endif

#endif /* _DMABUF_VMA_TEST_COMPAT_H */
