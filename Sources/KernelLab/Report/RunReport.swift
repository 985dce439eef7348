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
    /// The console around the tests that failed; nil when there is none.
    package var console: TestConsole?
    /// `splats` for people, decoded where that could be done; as many, or none.
    package var traces: [ConsoleExcerpt]
    /// How the console ended, where that is what there is to see of a guest that did not get through.
    package var lastConsoleLines: [String]
    /// Names of the files beside the report.
    package var files: [String]

    package init(
        context: RunContext, verdict: Verdict, results: KTAPReport?, splats: [SplatReport] = [],
        ignoredSplats: [IgnoredSplat] = [], ktap: [UInt8] = [], console: TestConsole? = nil,
        traces: [ConsoleExcerpt] = [], lastConsoleLines: [String] = [], files: [String] = []
    ) {
        self.context = context
        self.verdict = verdict
        self.results = results
        self.splats = splats
        self.ignoredSplats = ignoredSplats
        self.ktap = ktap
        self.console = console
        self.traces = traces
        self.lastConsoleLines = lastConsoleLines
        self.files = files
    }
}
