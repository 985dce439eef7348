// SPDX-License-Identifier: GPL-2.0-only

/// Thrown by a test that finds out on its way that it cannot be run here.
struct SkipTest: Error {
    let reason: String
}
