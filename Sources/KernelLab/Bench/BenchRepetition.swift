// SPDX-License-Identifier: GPL-2.0-only

/// Whether two boots measured the same.
package enum BenchRepetition {
    /// What they disagree about, one line each; none where the figures count instructions.
    ///
    /// Not every sample is compared: when an interrupt comes is the host's business where its devices are concerned,
    /// and it is in some of them.
    package static func differences(_ first: BenchReading, _ second: BenchReading) -> [String] {
        let (before, after) = (counts(first), counts(second))
        var lines: [String] = []
        for figure in first.figures {
            guard let again = after[figure.name] else {
                lines.append("\(figure.name) was measured only the first time")
                continue
            }
            if abs(again - figure.count) > tolerance(figure) {
                lines.append("\(figure.name) took \(figure.count) instructions, then \(again)")
            }
        }
        for figure in second.figures where before[figure.name] == nil {
            lines.append("\(figure.name) was measured only the second time")
        }
        return lines
    }

    /// Whether the figure is the same in every boot. Others may differ by a hundredth, a user's registry by a tenth: a
    /// mapping more that the runner has now and then makes its tree a level deeper for some of them.
    ///
    /// fork() finds work that earlier ones have put off, reading many mappings takes longer than it is to the next
    /// timer, and what virtio-gpu still has to free is known when the host has answered. In 6.1, so is what a VMA that is
    /// cut in two has to free.
    ///
    /// - Parameter series: The kernel's; any other than 6.1 where none is named.
    static func isExact(_ name: String, of series: String = "") -> Bool {
        let last = name.split(separator: "/").last ?? ""
        if series == "6.1" && last == "split" { return false }
        if isOfRegistry(name) { return false }
        return !last.hasPrefix("fork-") && !last.hasPrefix("maps-text-") && !name.hasPrefix("mapping/virtio-gpu/")
    }

    private static func isOfRegistry(_ name: String) -> Bool {
        name.hasPrefix("lookup/") && name.hasSuffix("/registry")
    }

    private static func tolerance(_ figure: BenchFigure) -> Int {
        if isOfRegistry(figure.name) { return figure.count / 10 }
        return isExact(figure.name) ? 0 : figure.count / 100
    }

    private static func counts(_ reading: BenchReading) -> [String: Int] {
        Dictionary(reading.figures.map { ($0.name, $0.count) }) { first, _ in first }
    }
}
