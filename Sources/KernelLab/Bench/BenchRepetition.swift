// SPDX-License-Identifier: GPL-2.0-only

/// Whether two boots measured the same.
package enum BenchRepetition {
    /// What they disagree about, one line each; none where the figures count instructions.
    ///
    /// Medians are compared: when an interrupt comes is the host's business where its devices are concerned, and it is
    /// in some of the other samples.
    package static func differences(_ first: BenchReading, _ second: BenchReading) -> [String] {
        let (before, after) = (medians(first), medians(second))
        var lines: [String] = []
        for figure in first.figures {
            guard let again = after[figure.name] else {
                lines.append("\(figure.name) was measured only the first time")
                continue
            }
            if abs(again - figure.median) > tolerance(figure) {
                lines.append("\(figure.name) took \(figure.median) instructions, then \(again)")
            }
        }
        for figure in second.figures where before[figure.name] == nil {
            lines.append("\(figure.name) was measured only the second time")
        }
        return lines
    }

    /// Whether the figure is the same in every boot. Others may differ by a hundredth.
    ///
    /// fork() finds work that earlier ones have put off, reading many mappings takes longer than it is to the next
    /// timer, and what virtio-gpu still has to free is known when the host has answered.
    static func isExact(_ name: String) -> Bool {
        let last = name.split(separator: "/").last ?? ""
        return !last.hasPrefix("fork-") && !last.hasPrefix("maps-text-") && !name.hasPrefix("mapping/virtio-gpu/")
    }

    private static func tolerance(_ figure: BenchFigure) -> Int {
        isExact(figure.name) ? 0 : figure.median / 100
    }

    private static func medians(_ reading: BenchReading) -> [String: Int] {
        Dictionary(reading.figures.map { ($0.name, $0.median) }) { first, _ in first }
    }
}
