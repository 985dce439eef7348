// SPDX-License-Identifier: GPL-2.0-only

/// All suites, in the order they run: what everything else needs comes first, what takes long last.
public struct Catalogue {
    public static let suites: [Suite] = [
        KmodSuite.suite,
        KUnitSuite.suite,
        ContentSuite.suite,
        OwnershipSuite.suite,
        ExportersSuite.suite,
        NonOwnerSuite.suite,
        UniformOpsSuite.suite,
        FaultLockSuite.suite,
        RightsSuite.suite,
        LifetimeSuite.suite,
        ReverseMapSuite.suite,
        UserPointerSuite.suite,
        HoldingsSuite.suite,
        QueryCommandSuite.suite,
        ExampleSuite.suite,
        MisuseSuite.suite,
        FaultsSuite.suite,
        FuzzSuite.suite,
        StressSuite.suite,
    ]

    /// `suite/test`, one for each test that `filter` lets through, in the order they run.
    public static func list(matching filter: TestFilter) -> [String] {
        let filter = filter.resolved(among: suites)
        return suites.compactMap { $0.filtered(by: filter) }.flatMap { suite in
            suite.tests.map { "\(suite.name)/\($0.name)" }
        }
    }
}
