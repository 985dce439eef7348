// SPDX-License-Identifier: GPL-2.0-only

/// Consoles of real kernels, provoked through lkdtm: our own recordings.
enum Recording {}
