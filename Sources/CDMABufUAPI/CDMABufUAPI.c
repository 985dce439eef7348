/* SPDX-License-Identifier: GPL-2.0-only */
/* SwiftPM wants one source file in a C target; this room is headers only. */
#include "CDMABufUAPI.h"
