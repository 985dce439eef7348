// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// A reason for which tests were skipped, and which.
struct PageSkip {
    private static let mostReasons = 100
    private static let mostNames = 12

    let reason: String
    let count: Int
    let which: String

    /// The reasons in the order in which they came, and how many had no room.
    static func all(of leaves: [TestLeaf]) -> (skips: [PageSkip], omitted: Int) {
        var order: [String] = []
        var tests: [String: [TestLeaf]] = [:]
        for leaf in leaves where leaf.test.status == .skip {
            let reason = leaf.test.reason ?? "no reason given"
            if tests[reason] == nil { order.append(reason) }
            tests[reason, default: []].append(leaf)
        }
        let skips = order.prefix(mostReasons).map { reason in
            PageSkip(
                reason: BoundedText.cut(reason), count: tests[reason]?.count ?? 0, which: names(tests[reason] ?? []))
        }
        return (skips, order.count - skips.count)
    }

    /// Tests of one parent as one: `exporters/qxl/fd/* (9)`.
    private static func names(_ leaves: [TestLeaf]) -> String {
        var order: [String] = []
        var families: [String: [String]] = [:]
        for leaf in leaves {
            let name = leaf.fullName
            let parent = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
            if families[parent] == nil { order.append(parent) }
            families[parent, default: []].append(name)
        }
        var shown = order.prefix(mostNames).map { parent in
            let names = families[parent] ?? []
            return BoundedText.cut(names.count == 1 ? names[0] : "\(parent)/* (\(names.count))")
        }
        if order.count > mostNames { shown.append("… and \(order.count - mostNames) more groups") }
        return shown.joined(separator: ", ")
    }
}
