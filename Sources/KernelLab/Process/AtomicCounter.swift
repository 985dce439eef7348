// SPDX-License-Identifier: GPL-2.0-only

import Synchronization

/// A number that any thread may count up.
final class AtomicCounter: Sendable {
    private let value = Atomic<Int>(0)

    /// Counts one further; gives the new number.
    func next() -> Int {
        value.add(1, ordering: .relaxed).newValue
    }
}
