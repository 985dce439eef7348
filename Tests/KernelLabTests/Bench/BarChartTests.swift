// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct BarChartTests {
    private static func chart(_ values: [Int?], isLogarithmic: Bool = false) -> String {
        BarChart(
            title: "a < b & c", series: ["one", "two"],
            groups: [.init(label: "row", values: [1000, 500]), .init(label: "other", values: values)],
            isLogarithmic: isLogarithmic
        ).svg
    }

    @Test func barsAreAsLongAsTheirFigures() {
        let lines = Self.chart([250, nil]).split(separator: "\n")
        let bars = lines.filter { $0.hasPrefix("<rect x=\"250\" y=\"") && !$0.contains("y=\"29\"") }
        #expect(bars.count == 3)
        for (bar, width) in zip(bars, [400, 200, 100]) { #expect(bar.contains("width=\"\(width)\"")) }
    }

    @Test func aLogarithmicBarOfATenthIsAsMuchShorterEachTime() {
        let lines = Self.chart([99, 9], isLogarithmic: true).split(separator: "\n")
        let bars = lines.filter { $0.hasPrefix("<rect x=\"250\" y=\"") && !$0.contains("y=\"29\"") }
        #expect(bars.count == 4 && bars[2].contains("width=\"267\"") && bars[3].contains("width=\"133\""))
    }

    @Test func everyFigureIsWrittenToo() {
        let svg = Self.chart([123, 456])
        for value in [1000, 500, 123, 456] { #expect(svg.contains(">\(value)</text>")) }
    }

    @Test func theTextChangesItsColourInTheDark() {
        #expect(Self.chart([1, 2]).contains("prefers-color-scheme: dark"))
    }

    @Test func namesAreEscaped() {
        let svg = Self.chart([1, 2])
        #expect(svg.contains("<title>a &lt; b &amp; c</title>") && !svg.contains("a < b"))
    }
}
