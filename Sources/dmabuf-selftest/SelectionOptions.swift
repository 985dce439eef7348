// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import OwnershipTests

/// Which tests; the same for `list` and `run`.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: """
            Only the test of this name, else those whose suite/test contains this, or matches it as a glob if it has \
            *, ? or [. Repeatable.
            """)
    var filter: [String] = []

    var testFilter: TestFilter { TestFilter(filter) }
}
