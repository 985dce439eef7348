// SPDX-License-Identifier: GPL-2.0-only

import KTAP

func parse(_ text: String, limits: KTAPLimits = .default) -> KTAPReport {
    KTAPParser.parse(Array(text.utf8), limits: limits)
}

/// A stream that is right but for what the test is about.
func stream(_ lines: String..., plan: Int? = nil) -> KTAPReport {
    let count = plan ?? lines.count { $0.hasPrefix("ok") || $0.hasPrefix("not ok") }
    return parse((["KTAP version 1", "1..\(count)"] + lines).joined(separator: "\n") + "\n")
}

extension KTAPReport {
    var kinds: [KTAPProblem.Kind] { problems.map(\.kind) }
    /// The tree in one line: `1 name=status(children) …`
    var outline: String { KTAPTests.outline(tests) }
}

func outline(_ tests: [KTAPTest]) -> String {
    tests.map { test in
        let number = test.number.map { "\($0) " } ?? ""
        let children = test.children.isEmpty ? "" : "(\(outline(test.children)))"
        return "\(number)\(test.name)=\(test.status)\(children)"
    }.joined(separator: " ")
}

func written(_ report: KTAPReport) throws -> String {
    var bytes: [UInt8] = []
    // The writer's closure escapes, so the bytes are collected by a class.
    let sink = Sink()
    try KTAPWriter { sink.lines.append($0) }.report(report)
    for line in sink.lines { bytes += line }
    return String(decoding: bytes, as: UTF8.self)
}

final class Sink {
    var lines: [[UInt8]] = []
    var text: String { String(decoding: lines.joined(), as: UTF8.self) }
}
