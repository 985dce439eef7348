// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// All that one boot left behind.
package struct BootRecord: Sendable {
    package let report: KTAPReport?
    /// The results' channel as it came.
    package let ktapText: String
    package let guestEnd: GuestEnd?
    package let splats: [SplatReport]
    package let ignoredSplats: [IgnoredSplat]
    package let boot: BootProgress
    package let lastConsoleLines: [String]
    /// The test that was running when the console ended.
    package let runningTest: String?
    /// From power-on to the first byte of results.
    package let firstResult: Duration?
    package let duration: Duration
}
