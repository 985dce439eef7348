// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Which tests to run: those whose `suite/test` matches one of the patterns.
///
/// A pattern that is the name of a test means that test alone, once the filter is resolved. Else one with `*`, `?` or
/// `[` is a glob over the whole of `suite/test` (`*` crosses `/`), and any other is looked for as a substring. No pattern
/// lets everything through.
public struct TestFilter: Sendable, Equatable {
    public let patterns: [String]
    /// Those of the patterns that are names of tests.
    private var names: Set<String> = []

    public init(_ patterns: [String]) {
        self.patterns = patterns
    }

    public func matches(suite: String, test: String) -> Bool {
        let name = "\(suite)/\(test)"
        return patterns.isEmpty
            || patterns.contains { names.contains($0) ? $0 == name : Self.matches(name, $0) }
    }

    /// The filter, knowing the names: `exporters/vgem/fd/split` no longer means `…/split-tail` too.
    func resolved(among suites: [Suite]) -> TestFilter {
        var filter = self
        filter.names = Set(suites.flatMap { suite in suite.tests.map { "\(suite.name)/\($0.name)" } })
            .intersection(patterns)
        return filter
    }

    private static func matches(_ name: String, _ pattern: String) -> Bool {
        guard pattern.contains(where: { "*?[".contains($0) }) else {
            return name.utf8Contains(pattern)
        }
        return fnmatch(pattern, name, 0) == 0
    }
}

extension String {
    /// Byte-wise search: the standard library's own `contains(_: some StringProtocol)` is Foundation's.
    fileprivate func utf8Contains(_ needle: String) -> Bool {
        let haystack = Array(utf8)
        let needle = Array(needle.utf8)
        guard haystack.count >= needle.count else { return false }
        return (0...(haystack.count - needle.count)).contains {
            haystack[$0..<($0 + needle.count)].elementsEqual(needle)
        }
    }
}
