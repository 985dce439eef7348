// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KTAP
import Testing

@testable import KernelLab

@Suite("The page of a run")
struct ReportPageTests {
    /// The page as a tree: that it is well formed XML as well shows that nothing broke out of its place.
    static func page(_ report: RunReport, named name: String? = nil) throws -> XMLTree.Node {
        let bytes = try ReportPage(report).html()
        // scripts/check-report looks at these in a browser.
        if let name, let folder = ProcessInfo.processInfo.environment["DMABUF_LAB_PAGES"] {
            try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).html"))
        }
        return try XMLTree.parse(bytes)
    }

    static let red = MatrixFixture.run(MatrixFixture.report(MatrixFixture.lines))
    static let green = MatrixFixture.run(MatrixFixture.report(MatrixFixture.lines.filter { $0.hasPrefix("ok ") }))

    @Test("The verdict, its cause and the run's facts come first")
    func head() throws {
        let page = try Self.page(Self.red)
        #expect(page.all("h1").first?.allText == "✗ Tests failed exit 1")
        #expect(page.all("p").first?.allText.hasPrefix("1 of 10 tests failed: exporters/qxl/fd/split") == true)
        let facts = page.find("run")?.all("tr").map(\.allText) ?? []
        #expect(facts.contains("kernel6.12.117") && facts.contains("profiledebug"))
        #expect(facts.contains("apply12 patches, 31 files (0.1 s)"))
        #expect(page.all("header").first?.attributes["class"] == "bad")
        #expect(try Self.page(Self.green).all("header").first?.attributes["class"] == "good")
    }

    @Test("The matrix is a table with headings for its rows and columns")
    func matrix() throws {
        let page = try Self.page(Self.red)
        let table = try #require(page.find("matrix")?.all("table").first)
        let columns = table.all("thead").first?.all("th") ?? []
        #expect(columns.allSatisfy { $0.attributes["scope"] == "col" })
        #expect(
            columns.map(\.allText) == ["exporter", "route", "whole", "moved", "split", "split-tail", "passed"])
        let groups = table.children.filter { $0.name == "tbody" }
        #expect(groups.count == 3)
        #expect(groups.map { $0.all("th").first?.allText } == ["udmabuf-memfd", "qxl", "vmwgfx"])
        #expect(groups.map { $0.all("th").first?.attributes["rowspan"] } == ["2", "1", "2"])
        #expect(groups.map { $0.all("th").first?.attributes["scope"] } == ["rowgroup", "rowgroup", "rowgroup"])
        let rows = table.all("tbody").flatMap { $0.all("tr") }
        #expect(rows.allSatisfy { $0.all("td").count == 5 })
        #expect(rows[2].all("td").map { $0.attributes["class"] ?? "" } == ["pass", "skip", "fail", "pass", "count"])
        #expect(rows[2].all("td").map(\.allText) == ["✓passed", "–skipped", "✗failed", "✓passed", "2/4"])
        #expect(rows[1].all("td").map(\.allText) == ["✓passed", "✓passed", "", "", "2/2"])
    }

    @Test("Each cell leads to what its test said")
    func anchors() throws {
        for report in [Self.red, Self.green] {
            let page = try Self.page(report)
            let places = page.places
            #expect(Set(places.keys).count == page.nodes.count { $0.attributes["id"] != nil }, "each place once")
            let cells = try #require(page.find("matrix")).all("td").flatMap { $0.all("a") }
            #expect(cells.count == ExporterMatrix(try #require(report.results))?.cells.count)
            for cell in cells {
                let target = try #require(cell.attributes["href"]?.dropFirst())
                #expect(places[String(target)]?.allText.contains(cell.title.exporterRouteAndProperty) == true)
            }
            for link in page.all("a") {
                let target = try #require(link.attributes["href"])
                #expect(!target.hasPrefix("#") || places[String(target.dropFirst())] != nil, "\(target)")
            }
        }
    }

    @Test("A red cell leads to its lines, the console's, and the command that repeats it")
    func redCell() throws {
        let page = try Self.page(Self.red)
        let place = try #require(page.places["exporters/qxl/fd/split"])
        #expect(place.name == "article")
        #expect(
            place.all("pre").first?.allText
                == "# offset: expected 0x1000, saw 0x0 (OwnershipTests/ExportersSuite.swift:1)\nnot ok 6 qxl/fd/split # time=12.000ms"
        )
        let console = place.all("pre").last?.all("span").map { "\($0.attributes["class"] ?? "") \($0.allText)" }
        #expect(
            console == [
                "around 3: [    0.910000][   T37] [drm] Initialized qxl 0.1.0",
                "during 4: [    0.920000][   T37] dmabuf-selftest: begin exporters/qxl/fd/split",
                "during 5: [    0.921000][   T37] qxl 0000:00:02.0: a message of the driver",
                "around 7: [    0.940000][    T9] late words",
            ])
        #expect(place.all("code").map(\.allText) == ["dmabuf-lab run --profile debug --filter exporters/qxl/fd/split"])
    }

    @Test("Where the kernel said nothing that is said, in place of its lines")
    func silence() throws {
        let console = ["x/y", "exporters/a/fd/whole", "exporters/a/fd/split"].map {
            "[    1.000000] dmabuf-selftest: begin \($0)\n"
        }
        let results = MatrixFixture.report(["not ok a/fd/whole", "ok a/fd/split"])
        let silent = try Self.page(MatrixFixture.run(results, console: console.joined()))
        #expect(silent.find("failures")?.all("pre").count == 1)
        #expect(silent.find("failures")?.allText.contains("The kernel said nothing while it ran.") == true)
        let unmarked = try Self.page(MatrixFixture.run(results, console: "[    0.9] x\n"))
        #expect(unmarked.find("failures")?.allText.contains("what came when is not known") == true)
    }

    @Test("Failures of other suites are shown likewise")
    func otherSuites() throws {
        let console = MatrixFixture.console.replacing("exporters/qxl/fd", with: "rights/x")
        let report = MatrixFixture.run(
            MatrixFixture.report(suite: "rights", ["ok x/whole", "why| not ok x/split"]), console: console)
        let page = try Self.page(report)
        #expect(page.find("matrix") == nil)
        let place = try #require(page.places["rights/x/split"])
        #expect(place.all("pre").count == 2)
        #expect(place.all("code").first?.allText.hasSuffix("--filter rights/x/split") == true)
        let link = page.find("suites")?.all("a").first
        #expect(link?.allText == "rights" && link?.attributes["href"] == "#rights/x/split")
    }

    @Test("Nothing is loaded from anywhere, and only the page's own script may run")
    func selfContained() throws {
        let page = try Self.page(Self.red)
        #expect(page.nodes.allSatisfy { $0.attributes["src"] == nil && $0.attributes["style"] == nil })
        #expect(page.nodes.allSatisfy { node in !node.attributes.keys.contains { $0.hasPrefix("on") } })
        let policy = page.all("meta").compactMap { $0.attributes["content"] }.first { $0.hasPrefix("default-src") }
        #expect(policy?.hasPrefix("default-src 'none'; img-src data:; style-src 'sha256-") == true)
        #expect(policy?.contains("unsafe") == false)
        let links = page.nodes.compactMap { $0.attributes["href"] }
        #expect(links.allSatisfy { !$0.contains(":") || $0 == "data:," })
        #expect(page.all("script").count == 1)
    }

    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "\"\u{301} onmouseover=alert(1) x=\"",
        "</pre></style><b>", "{{headline}}{{{script}}}", "]]>&amp;&lt;", "../../etc/passwd", "%22%3E", "a b\u{202E}c",
        "\u{1B}[31mred\u{7}", "javascript:alert(1)", "'; rm -rf ~ #", "\u{FFFE}\u{0}",
        String(repeating: "n", count: 5000), "matrix", "log-title",
    ]

    @Test("Whatever a guest calls its tests is text", arguments: ["exporters", "<i>", "failures"])
    func hostileNames(suite: String) throws {
        var children: [KTAPTest] = []
        for (index, name) in Self.hostile.enumerated() {
            let safe = name.replacing("/", with: "|")
            for status in [KTAPStatus.fail, .pass, .skip] {
                children.append(
                    KTAPTest(
                        number: children.count + 1, name: "\(safe)/\(index)\(status)/\(safe)", status: status,
                        reason: name, diagnostics: [name, "| \(name)"]))
            }
        }
        let results = KTAPReport(tests: [KTAPTest(name: suite, status: .fail, children: children)])
        let console = Self.hostile.map { "[    0.100000] dmabuf-selftest: begin \(suite)/\($0)\n[    0.2] \($0)" }
        var report = MatrixFixture.run(results, console: console.joined(separator: "\n"))
        report.context.command = Self.hostile.joined()
        report.context.hostname = Self.hostile[1]
        report.splats = Self.hostile.map {
            SplatReport(kind: .bug, title: $0, firstLine: 1, lastLine: 2, lines: [$0, $0])
        }
        let page = try Self.page(report, named: suite == "exporters" ? "hostile" : nil)
        let allowed: Set<String> = [
            "html", "head", "meta", "link", "title", "style", "body", "header", "h1", "h2", "h3", "h4", "small", "span",
            "p", "nav", "ul", "li", "a", "main", "div", "section", "table", "thead", "tbody", "tfoot", "tr", "th", "td",
            "code", "b", "article", "pre", "script",
        ]
        #expect(Set(page.nodes.map(\.name)).subtracting(allowed).isEmpty)
        #expect(page.all("script").count == 1 && page.all("style").count == 1)
        #expect(page.nodes.allSatisfy { node in !node.attributes.keys.contains { $0.hasPrefix("on") } })
        #expect(Set(page.places.keys).count == page.nodes.count { $0.attributes["id"] != nil })
        let places = page.places
        for link in page.all("a").compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") {
            #expect(places[String(link.dropFirst())] != nil, "\(link)")
        }
        let text = page.allText
        #expect(text.contains("<script>alert(1)<|script>") || suite != "exporters")
        #expect(!text.unicodeScalars.contains { ["\u{202E}", "\u{1B}", "\u{0}", "\u{7}"].contains($0) })
    }

    @Test("A run that came to no test says so, without a matrix")
    func noResults() throws {
        let verdict = Verdict(stepFailed: .inputOutput, message: "disk full at /x <&>")
        let page = try Self.page(MatrixFixture.run(nil, console: "", verdict: verdict), named: "no-results")
        #expect(page.all("h1").first?.allText == "✗ Input or output error exit 74")
        #expect(page.find("none")?.allText.contains("disk full at /x <&>") == true)
        #expect(page.find("matrix") == nil && page.find("suites") == nil && page.find("failures") == nil)
        let empty = try Self.page(MatrixFixture.run(KTAPReport(tests: [])))
        #expect(empty.find("none") != nil)
    }

    @Test("Where all was skipped the page is neither green nor red, and has the reasons")
    func allSkipped() throws {
        let lines = ["a/fd/whole", "a/fd/split", "b/fd/whole"].map { "ok \($0) # SKIP no <node>" }
        let page = try Self.page(MatrixFixture.run(MatrixFixture.report(lines)), named: "all-skipped")
        #expect(page.all("header").first?.attributes["class"] == "odd")
        let skips = try #require(page.find("skips"))
        #expect(
            skips.all("tbody").first?.all("tr").map(\.allText) == [
                "3no <node>exporters/a/fd/* (2), exporters/b/fd/whole"
            ])
        #expect(page.find("matrix")?.all("td").count { $0.attributes["class"] == "skip" } == 3)
    }

    @Test("Two results for a cell are said, and both places resolve")
    func duplicates() throws {
        let lines = ["ok q/fd/whole", "not ok q/fd/whole"]
        let page = try Self.page(MatrixFixture.run(MatrixFixture.report(lines)))
        #expect(page.find("matrix")?.allText.contains("exporters/q/fd/whole has 2 results") == true)
        #expect(page.find("matrix")?.all("td").first?.all("a").first?.attributes["href"] == "#exporters/q/fd/whole")
    }

    @Test("Of a guest that did not get through the end of its console is shown")
    func consoleEnd() throws {
        var report = MatrixFixture.run(nil, verdict: Verdict(stepFailed: .boot, message: "died"))
        report.lastConsoleLines = ["<a>", "Kernel panic"]
        #expect(try Self.page(report).find("end")?.all("pre").first?.allText == "<a>\nKernel panic")
        #expect(try Self.page(Self.red).find("end") == nil)
    }

    @Test("Where the guest died is said")
    func death() throws {
        let console = MatrixFixture.console.split(separator: "\n").prefix(5).joined(separator: "\n")
        let page = try Self.page(MatrixFixture.run(MatrixFixture.report(["not ok qxl/fd/split"]), console: console))
        #expect(page.find("run")?.allText.contains("exporters/qxl/fd/split: the guest ended while it ran") == true)
    }

    @Test("A kernel report says which test ran")
    func reports() throws {
        let splat = SplatReport(
            kind: .warning, title: "WARNING in qxl_f", firstLine: 5, lastLine: 5, lines: ["WARNING: a <b>", "trace"])
        let page = try Self.page(MatrixFixture.run(MatrixFixture.report(MatrixFixture.lines), splats: [splat]))
        let report = try #require(page.find("reports"))
        #expect(report.allText.contains("lines 5 to 5 of console.log, while exporters/qxl/fd/split ran"))
        #expect(report.all("pre").first?.allText == "WARNING: a <b>\ntrace")
        #expect(report.all("a").isEmpty, "there is no file of it")
    }

    @Test("A report that came again and again is shown once, with its file")
    func repeatedReports() throws {
        let splats = [5, 7, 9].map {
            SplatReport(kind: .warning, title: "WARNING in f", firstLine: $0, lastLine: $0, lines: ["line \($0)"])
        }
        var run = MatrixFixture.run(MatrixFixture.report(MatrixFixture.lines), splats: splats)
        run.files += ["splat-1.txt", "splat-2.txt", "splat-3.txt"]
        let page = try Self.page(run)
        let report = try #require(page.find("reports"))
        #expect(report.all("article").count == 1)
        #expect(report.all("a").map { $0.attributes["href"] } == ["splat-1.txt"])
        #expect(report.allText.contains("2 more of this title: console lines 7, 9"))
        #expect(page.find("run")?.allText.contains("splat") == false)
    }

    @Test("What never came is counted in one row")
    func missingSuites() throws {
        var parser = KTAPParser()
        _ = parser.consume(
            Array("KTAP version 1\n1..4\n  KTAP version 1\n  # Subtest: exporters\n  1..3\n  ok 1 a/fd/w\n".utf8))
        let page = try Self.page(MatrixFixture.run(parser.finish()))
        #expect(
            page.find("suites")?.all("tbody").first?.all("th").map(\.allText) == ["exporters", "(never came)"])
        #expect(page.find("matrix")?.allText.contains("2 results of the suite never came.") == true)
    }

    @Test("The page stays readable whatever a run prints")
    func bounds() throws {
        var tests: [KTAPTest] = []
        for number in 0..<1000 {
            tests.append(
                KTAPTest(
                    number: number + 1, name: "e\(number % 20)/r\(number % 3)/p\(number)", status: .fail,
                    reason: String(repeating: "r", count: 5000),
                    diagnostics: (0..<200).map { "\($0) " + String(repeating: "d", count: 1000) }))
        }
        let results = KTAPReport(tests: [KTAPTest(name: "exporters", status: .fail, children: tests)])
        let report = MatrixFixture.run(results)
        let bytes = try ReportPage(report).html()
        #expect(bytes.count < 4 << 20, "\(bytes.count) bytes")
        let page = try XMLTree.parse(bytes)
        #expect(page.find("failures")?.all("article").count == 100)
        #expect(page.find("failures")?.allText.contains("160 lines are left out here") == true)
        let failures = page.find("failures")?.allText ?? ""
        #expect(failures.contains("400 more failures are left out here"))
        let places = page.places
        for link in page.all("a").compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") {
            #expect(places[String(link.dropFirst())] != nil, "\(link)")
        }
    }

    @Test("Pages of a green and a red run for a browser")
    func pages() throws {
        _ = try Self.page(Self.red, named: "red")
        _ = try Self.page(Self.green, named: "green")
    }
}

extension String {
    /// `qxl fd split: failed: why` as the log's lines have it: `qxl/fd/split`.
    fileprivate var exporterRouteAndProperty: String {
        prefix { $0 != ":" }.split(separator: " ").joined(separator: "/")
    }
}

extension XMLTree.Node {
    /// This element and all in it.
    var nodes: [XMLTree.Node] { [self] + children.flatMap(\.nodes) }

    /// The text of this element and all in it, in order; without the blanks of the page's own source.
    var allText: String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .node(let node): node.allText
            }
        }.joined()
        return ["pre", "span", "p", "code"].contains(name) ? text : text.replacing("\n", with: "")
    }

    func all(_ name: String) -> [XMLTree.Node] { nodes.filter { $0.name == name } }

    /// The element of an id.
    func find(_ id: String) -> XMLTree.Node? { nodes.first { $0.attributes["id"] == id } }

    var places: [String: XMLTree.Node] {
        Dictionary(nodes.compactMap { node in node.attributes["id"].map { ($0, node) } }) { first, _ in first }
    }

    fileprivate var title: String { attributes["title"] ?? "" }
}
