// SPDX-License-Identifier: GPL-2.0-only

/// `/proc/sys/kernel/tainted` (Documentation/admin-guide/tainted-kernels.rst).
public struct Taint: Sendable, Equatable {
    public let bits: UInt64

    public init(bits: UInt64) {
        self.bits = bits
    }

    /// What the kernel says now, or nil without procfs.
    public static func current() -> Taint? {
        guard let text = TextFile.read("/proc/sys/kernel/tainted") else { return nil }
        return UInt64(text.trimmingBlanks).map(Taint.init(bits:))
    }

    /// The bits that say that the kernel itself found something wrong.
    private static let alarming: [(bit: UInt64, letter: String, meaning: String)] = [
        (4, "M", "machine check"),
        (5, "B", "bad page"),
        (7, "D", "oops or BUG"),
        (9, "W", "warning"),
        (14, "L", "soft lockup"),
    ]

    /// What is wrong now and was not at `earlier`, as `W (warning)`.
    public func alarms(since earlier: Taint) -> [String] {
        let new = bits & ~earlier.bits
        return Self.alarming.filter { new & (1 << $0.bit) != 0 }.map { "\($0.letter) (\($0.meaning))" }
    }
}
