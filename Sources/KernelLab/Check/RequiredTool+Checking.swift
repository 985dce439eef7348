// SPDX-License-Identifier: GPL-2.0-only

extension RequiredTool {
    /// For the kernel tree's own checkers.
    package static let forChecking = [RequiredTool(program: "perl", package: "perl")]
}
