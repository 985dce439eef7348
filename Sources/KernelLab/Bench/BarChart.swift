// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// Groups of horizontal bars as an SVG, which is as readable on a dark page as on a bright one.
struct BarChart: Sendable, Equatable {
    struct Group: Sendable, Equatable {
        let label: String
        /// One for each of the chart's series; nil where there is none.
        let values: [Int?]
    }

    let title: String
    /// What the bars of each group stand for, in order.
    let series: [String]
    let groups: [Group]
    /// Whether each doubling is as long: for what spans several powers of ten.
    var isLogarithmic = false

    private static let width = 760
    private static let labelWidth = 250
    private static let barsWidth = 400
    private static let barHeight = 11
    private static let groupGap = 9
    private static let top = 52
    /// Told apart in both modes, and by those who do not see red and green apart.
    private static let colours = ["#4477aa", "#ee8866", "#44aa88", "#aa77bb"]

    var svg: String {
        let groupHeight = series.count * Self.barHeight + Self.groupGap
        let height = Self.top + groups.count * groupHeight + 6
        var lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" \
            height="\(height)" role="img" font-family="sans-serif" font-size="11">
            """,
            "<title>\(Self.escape(title))</title>",
            "<style>text { fill: #24292f } @media (prefers-color-scheme: dark) { text { fill: #d0d7de } }</style>",
            "<text x=\"4\" y=\"16\" font-size=\"13\" font-weight=\"bold\">\(Self.escape(title))</text>",
        ]
        lines += legend
        for (index, group) in groups.enumerated() {
            lines += bars(of: group, y: Self.top + index * groupHeight)
        }
        return (lines + ["</svg>", ""]).joined(separator: "\n")
    }

    private var legend: [String] {
        series.enumerated().flatMap { index, name in
            let x = Self.labelWidth + index * 125
            return [
                "<rect x=\"\(x)\" y=\"29\" width=\"10\" height=\"10\" fill=\"\(Self.colour(index))\"/>",
                "<text x=\"\(x + 14)\" y=\"38\">\(Self.escape(name))</text>",
            ]
        }
    }

    private func bars(of group: Group, y: Int) -> [String] {
        let middle = y + series.count * Self.barHeight / 2 + 4
        let label = Self.escape(group.label)
        var lines = ["<text x=\"\(Self.labelWidth - 6)\" y=\"\(middle)\" text-anchor=\"end\">\(label)</text>"]
        for (index, value) in group.values.enumerated() {
            guard let value else { continue }
            let top = y + index * Self.barHeight
            let length = max(1, Int((Double(Self.barsWidth) * share(of: value)).rounded()))
            lines += [
                """
                <rect x="\(Self.labelWidth)" y="\(top)" width="\(length)" height="\(Self.barHeight - 2)" \
                fill="\(Self.colour(index))"/>
                """,
                """
                <text x="\(Self.labelWidth + length + 4)" y="\(top + Self.barHeight - 2)" font-size="10">\(value)</text>
                """,
            ]
        }
        return lines
    }

    /// Of the longest bar, from 0 to 1.
    private func share(of value: Int) -> Double {
        let longest = groups.flatMap(\.values).compactMap { $0 }.max() ?? 1
        guard value > 0, longest > 1 else { return 0 }
        return isLogarithmic ? log(Double(value) + 1) / log(Double(longest) + 1) : Double(value) / Double(longest)
    }

    private static func colour(_ index: Int) -> String { colours[index % colours.count] }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
