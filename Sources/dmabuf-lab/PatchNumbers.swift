// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser

/// `45` or `45-50`, as an argument.
struct PatchNumbers: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, 1 <= first, first <= last
        else {
            return nil
        }
        range = first...last
    }
}
