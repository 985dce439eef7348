// SPDX-License-Identifier: GPL-2.0-only

/// What became of one test.
public enum KTAPStatus: String, Sendable, CaseIterable {
    /// `ok`.
    case pass
    /// `not ok` without a directive that excuses it.
    case fail
    /// The SKIP directive, on either polarity.
    case skip
    /// `XFAIL` on either polarity, or `not ok … # TODO`.
    case expectedFailure
    /// `ok … # XPASS`, or `ok … # TODO`.
    case unexpectedPass
    /// The TIMEOUT directive.
    case timeout
    /// The ERROR directive (kselftest writes it in lower case): the test could not be carried out.
    case error
    /// Planned or begun, but no result was ever seen.
    case missing

    /// Whether a test that ends so makes its run fail.
    ///
    /// An unexpected pass does not: TAP calls it a bonus, and `ksft_finished()` counts XPASS as success. It has a count of
    /// its own (``KTAPTotals/unexpectedPasses``), so a caller who wants to be strict can be.
    public var isFailure: Bool {
        switch self {
        case .pass, .skip, .expectedFailure, .unexpectedPass: false
        case .fail, .timeout, .error, .missing: true
        }
    }
}
