// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import FoundationXML
import KTAP
import KernelLab
import Testing

@Suite("Reports")
struct ReportTests {
    static let results = KTAPReport(tests: [
        KTAPTest(
            number: 1, name: "ownership", status: .fail, milliseconds: 1234.5,
            children: [
                KTAPTest(number: 1, name: "fd", status: .pass, milliseconds: 0.4),
                KTAPTest(
                    number: 2, name: "native", status: .fail,
                    diagnostics: ["expected 1 ]]> got <2> & \u{1B}[31mred\u{1B}[0m \u{0}"]),
                KTAPTest(number: 3, name: "native", status: .timeout, reason: "30 seconds"),
                KTAPTest(number: 4, name: "", status: .skip, reason: "no vgem"),
            ]),
        KTAPTest(number: 2, name: "rights \"quoted\" 'x'", status: .pass),
    ])

    static let context = RunContext(
        kernelRelease: "6.12.117", profile: "fast", command: "dmabuf-lab run --filter 'a<b'", hostname: "host",
        started: Date(timeIntervalSince1970: 1_700_000_000), duration: 3.5)

    static func report(splats: [SplatReport] = [], verdict: Verdict? = nil) -> RunReport {
        var evidence = GoodRun.evidence
        evidence.report = results
        evidence.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        evidence.splats = splats
        return RunReport(context: context, verdict: verdict ?? Verdict(evidence), results: results, splats: splats)
    }

    @Test("JUnit is well formed, and its counts equal its children")
    func junit() throws {
        let bytes = try JUnitDocument(Self.report(splats: [GoodRun.splat, GoodRun.splat])).xml()
        let text = String(decoding: bytes, as: UTF8.self)
        let root = try XMLTree.parse(bytes)
        #expect(root.name == "testsuites")
        let suites = root.children.filter { $0.name == "testsuite" }
        #expect(suites.map { $0.attributes["name"] } == ["ownership", "rights \"quoted\" 'x'", "dmabuf-lab"])
        var sums = ["tests": 0, "failures": 0, "errors": 0, "skipped": 0]
        var names: Set<[String]> = []
        for suite in suites {
            let cases = suite.children.filter { $0.name == "testcase" }
            let counted = [
                "tests": cases.count, "failures": cases.count { $0.has("failure") },
                "errors": cases.count { $0.has("error") },
                "skipped": cases.count { $0.has("skipped") },
            ]
            for (key, count) in counted {
                #expect(suite.attributes[key] == "\(count)")
                sums[key]? += count
            }
            #expect(suite.attributes["timestamp"] == "2023-11-14T22:13:20Z")
            for test in cases {
                #expect(names.insert([test.attributes["classname"] ?? "", test.attributes["name"] ?? ""]).inserted)
                #expect(test.attributes["time"]?.contains(".") == true)
                #expect(test.children.count { ["failure", "error", "skipped"].contains($0.name) } <= 1)
            }
        }
        for (key, sum) in sums { #expect(root.attributes[key] == "\(sum)") }
        #expect(sums == ["tests": 7, "failures": 1, "errors": 3, "skipped": 1])
        #expect(suites.first?.attributes["time"] == "1.235" || suites.first?.attributes["time"] == "1.234")
        #expect(text.contains("name=\"profile\" value=\"fast\""))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
        #expect(!text.contains("&#27") && !text.contains("[31m"))
        let failure = suites[0].children.first { $0.has("failure") }?.children.first { $0.name == "failure" }
        #expect(failure?.attributes["message"] == "expected 1 ]]> got <2> & red \u{FFFD}")
        #expect(failure?.attributes["type"] == "fail")
        #expect(failure?.text.contains("expected 1 ]]> got <2> & red") == true)
    }

    @Test("A run without results is not green for JUnit's readers")
    func junitOfABootFailure() throws {
        let verdict = Verdict(stepFailed: .boot, message: "no kernel")
        let report = RunReport(context: Self.context, verdict: verdict, results: nil)
        let root = try XMLTree.parse(try JUnitDocument(report).xml())
        #expect(root.attributes["tests"] == "1" && root.attributes["errors"] == "1")
    }

    @Test("A good run has a case that passed for the console")
    func junitOfAGoodRun() throws {
        let report = RunReport(context: Self.context, verdict: Verdict(GoodRun.evidence), results: GoodRun.report)
        let root = try XMLTree.parse(try JUnitDocument(report).xml())
        #expect(
            root.attributes["errors"] == "0" && root.attributes["failures"] == "0" && root.attributes["tests"] == "3")
    }

    @Test("JSON says what the verdict and the results say")
    func json() throws {
        let bytes = try JSONDocument(Self.report(splats: [GoodRun.splat])).encoded()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["exitCode"] as? Int == 3)
        #expect(object["kernel"] as? String == "6.12.117")
        #expect((object["splats"] as? [[String: Any]])?.first?["kind"] as? String == "warning")
        #expect((object["tests"] as? [[String: Any]])?.count == 2)
        #expect((object["totals"] as? [String: Any])?["failed"] as? Int == 1)
        #expect(
            try JSONDecoder().decode(JSONDocument.self, from: Data(bytes))
                == JSONDocument(Self.report(splats: [GoodRun.splat])))
    }

    @Test("The table has totals and the failed tests with their reasons")
    func table() {
        let text = ResultsTable(Self.results).render(colour: false)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("suite"))
        #expect(lines[1].hasPrefix("ownership") && lines[1].hasSuffix("1.23 s"))
        #expect(lines.contains { $0.hasPrefix("total") && $0.contains(" 2 ") })
        #expect(lines.contains("  timeout  ownership/native: 30 seconds"))
        #expect(Set(lines.prefix(5).map(\.count)).count == 1, "columns line up")
        #expect(!text.contains("\u{1B}"))
        #expect(ResultsTable(Self.results).render(colour: true).contains("\u{1B}[31m"))
    }

    @Test("Failed tests are stored and read back")
    func failedTests() {
        let failed = FailedTests(Self.results)
        #expect(failed.names == ["ownership/native"])
        #expect(FailedTests(parsing: failed.text) == failed)
        #expect(FailedTests(parsing: "# comment\n\n a/b \r\na/b\nc\n").names == ["a/b", "c"])
        #expect(FailedTests(GoodRun.report).text.isEmpty)
        let parent = KTAPReport(tests: [
            KTAPTest(name: "s", status: .fail, children: [KTAPTest(name: "t", status: .pass)])
        ])
        #expect(FailedTests(parent).names == ["s"])
    }

    @Test("An excerpt is bounded, and a decoded trace that was cut is not taken")
    func excerpt() {
        let splat = SplatReport(
            kind: .bug, title: "T", firstLine: 1, lastLine: 100, lines: (1...100).map { "line \($0)" })
        let plain = ConsoleExcerpt(splat: splat, limit: 10)
        #expect(plain.lines.count == 12 && plain.lines.last == "    … 90 more lines in the console log")
        #expect(ConsoleExcerpt(splat: splat, decoded: ["x"]).lines.contains("    line 1"))
        #expect(
            ConsoleExcerpt(splat: splat, decoded: splat.lines.map { $0 + " (f.c:1)" }).lines.contains(
                "    line 1 (f.c:1)"))
        #expect(ConsoleExcerpt(lastLines: []).text == "(the console is empty)\n")
    }
}

/// A document as a tree, read by Foundation's own parser: not by the library that wrote it.
final class XMLTree: NSObject, XMLParserDelegate {
    final class Node {
        let name: String
        let attributes: [String: String]
        var children: [Node] = []
        var text = ""
        /// Text and children in their order.
        var parts: [Part] = []

        init(name: String, attributes: [String: String]) {
            self.name = name
            self.attributes = attributes
        }

        func has(_ child: String) -> Bool { children.contains { $0.name == child } }
    }

    enum Part {
        case text(String)
        case node(Node)
    }

    private var stack = [Node(name: "", attributes: [:])]

    static func parse(_ bytes: [UInt8]) throws -> Node {
        let tree = XMLTree()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = tree
        let isWellFormed = parser.parse()
        try #require(isWellFormed, "\(String(describing: parser.parserError))")
        return try #require(tree.stack.first?.children.first)
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let node = Node(name: name, attributes: attributes)
        stack.last?.children.append(node)
        stack.last?.parts.append(.node(node))
        stack.append(node)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        stack.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        stack.last?.text += string
        stack.last?.parts.append(.text(string))
    }
}
