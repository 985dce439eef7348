// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// The unit of mappings.
public enum Page {
    /// This system's page size in bytes.
    public static let size = sysconf(CInt(_SC_PAGESIZE))
}
