/* SPDX-License-Identifier: GPL-2.0-only */
/* What Swift cannot import by itself: see the single headers. */
#ifndef CDMABUFUAPI_H
#define CDMABUFUAPI_H

#include "../../../kselftest/dmabuf_vma_test_uapi.h"

#endif /* CDMABUFUAPI_H */
