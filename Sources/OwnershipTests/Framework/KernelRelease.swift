// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// A kernel's version, for the few facts about a driver that nothing but the version tells.
///
/// What can be asked of the kernel itself is asked there instead (``Requirement``).
struct KernelRelease: Sendable, Hashable, Comparable, CustomStringConvertible {
    let major: Int
    let minor: Int

    init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads what `uname -r` says, such as "6.1.192" or "7.3.4-1-amd64"; nil where that begins with no version.
    init?(release: some StringProtocol) {
        let numbers = release.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).prefix(2)
            .map { $0.prefix(while: \.isNumber) }
        guard numbers.count == 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else { return nil }
        self.init(major, minor)
    }

    var description: String { "\(major).\(minor)" }

    static func < (left: KernelRelease, right: KernelRelease) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// The running kernel's; 0.0 if it does not say.
    static let running: KernelRelease = {
        var system = utsname()
        uname(&system)
        let release = withUnsafeBytes(of: &system.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return KernelRelease(release: release) ?? KernelRelease(0, 0)
    }()
}
