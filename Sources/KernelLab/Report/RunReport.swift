// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// What all written reports are made of.
package struct RunReport: Sendable {
    package var context: RunContext
    package var verdict: Verdict
    /// Nil when the run did not come to a result.
    package var results: KTAPReport?
    package var splats: [SplatReport]
    package var ignoredSplats: [IgnoredSplat]
    /// The guest's KTAP as it came, byte for byte: what is passed through to whoever reads KTAP himself.
    package var ktap: [UInt8]

    package init(
        context: RunContext, verdict: Verdict, results: KTAPReport?, splats: [SplatReport] = [],
        ignoredSplats: [IgnoredSplat] = [], ktap: [UInt8] = []
    ) {
        self.context = context
        self.verdict = verdict
        self.results = results
        self.splats = splats
        self.ignoredSplats = ignoredSplats
        self.ktap = ktap
    }
}
