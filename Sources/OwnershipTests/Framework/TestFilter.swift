// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Which tests to run: those whose `suite/test` matches one of the patterns.
///
/// A pattern with `*`, `?` or `[` is a glob over the whole of `suite/test` (`*` crosses `/`), any other one
/// is looked for as a substring. No pattern lets everything through.
public struct TestFilter: Sendable, Equatable {
    public let patterns: [String]

    public init(_ patterns: [String]) {
        self.patterns = patterns
    }

    public func matches(suite: String, test: String) -> Bool {
        patterns.isEmpty || patterns.contains { Self.matches("\(suite)/\(test)", $0) }
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
