/* SPDX-License-Identifier: GPL-2.0-only */
/* udmabuf: a dma-buf made of a sealed memfd's pages, /dev/udmabuf. */
#ifndef CDMABUF_UDMABUF_H
#define CDMABUF_UDMABUF_H

#include <linux/udmabuf.h>

static const unsigned long cdmabuf_udmabuf_create = UDMABUF_CREATE;

_Static_assert(sizeof(struct udmabuf_create) == 24, "udmabuf_create");

#endif /* CDMABUF_UDMABUF_H */
