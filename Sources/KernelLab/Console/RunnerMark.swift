// SPDX-License-Identifier: GPL-2.0-only

/// A line that the guest's runner wrote into the kernel's log: `dmabuf-selftest: begin suite/test` before each test, and
/// one more when there are no more tests.
enum RunnerMark: Equatable {
    case begin(test: String)
    /// What follows is of no test.
    case between

    /// Nil for a line of anybody else's.
    init?(_ line: ConsoleLine) {
        guard let text = line.text.textAfter(prefix: "dmabuf-selftest: ") else { return nil }
        self = text.textAfter(prefix: "begin ").map(Self.begin) ?? .between
    }

    /// The test that runs from here on.
    var test: String? {
        if case .begin(let test) = self { test } else { nil }
    }
}
