// SPDX-License-Identifier: GPL-2.0-only

/// One thing that a guest measured, in instructions.
package struct BenchFigure: Codable, Sendable, Equatable {
    /// `suite/test/NAME`, as in `fault/vgem/fd/read`.
    package let name: String
    package let median, minimum, ninthDecile, maximum: Int
    package let samples: Int

    /// What stands for all samples: the median, but of mmap() and munmap() the least.
    ///
    /// In 6.1 nearly every second one of these gives back nodes of the maple tree that others have freed, and which of
    /// the two ways is the median's depends on when the host takes what the guest prints. In newer kernels the least
    /// is the median.
    package var count: Int { isOfMapping ? minimum : median }

    private var isOfMapping: Bool {
        let last = name.split(separator: "/").last ?? ""
        return name.hasPrefix("mapping/") && (last.hasPrefix("mmap") || last.hasPrefix("munmap"))
    }

    /// The figure in a line of a test's diagnostics, `ticks NAME median=1 minimum=1 p90=1 maximum=1 samples=1`; nil
    /// where the line is none.
    package init?(test: String, line: String) {
        let words = line.split(separator: " ")
        guard words.count == 7, words[0] == "ticks" else { return nil }
        var values: [Int] = []
        for (word, key) in zip(words[2...], ["median=", "minimum=", "p90=", "maximum=", "samples="]) {
            guard word.hasPrefix(key), let value = Int(word.dropFirst(key.count)) else { return nil }
            values.append(value)
        }
        name = "\(test)/\(words[1])"
        (median, minimum, ninthDecile, maximum, samples) = (values[0], values[1], values[2], values[3], values[4])
    }
}
