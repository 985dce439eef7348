// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Testing

@testable import KernelLab

struct MatrixReportTests {
    private static func result(
        _ kernel: String, _ profile: String, exit: Int32 = 0, passed: Int = 10, failed: Int = 0, cached: Bool = false
    ) -> MatrixResult {
        MatrixResult(
            kernel: kernel, profile: profile, key: "key", exitCode: exit, headline: "what happened", passed: passed,
            failed: failed, skipped: 1, seconds: 61.5, results: "/here/results/matrix/\(kernel)-\(profile)/1",
            isCached: cached)
    }

    @Test func theTableHasARowForEachCellAndSumsUp() {
        let report = MatrixReport([
            Self.result("7.3", "fast", passed: 1596), Self.result("6.12", "debug", exit: 1, failed: 2),
            Self.result("6.1", "fast", cached: true),
        ])
        #expect(
            report.text(relativeTo: "/here") == """
                kernel  profile  verdict         passed  failed  skipped        time  results
                7.3     fast     passed            1596       0        1  1 min 01 s  results/matrix/7.3-fast/1
                6.12    debug    tests failed        10       2        1  1 min 01 s  results/matrix/6.12-debug/1
                6.1     fast     passed, cached      10       0        1  1 min 01 s  results/matrix/6.1-fast/1
                6.12 debug: what happened
                matrix: 1616 passed, 2 failed, 3 skipped [exit 1]
                """)
    }

    private static let worst: [(codes: [Int32], worst: Int32)] = [
        ([0, 0], 0), ([0, 1], 1), ([1, 3], 3), ([3, 21, 1], 21), ([20, 13], 13), ([13, 12, 11, 10], 10), ([4, 0], 4),
        ([130, 10], 130), ([], 0),
    ]

    @Test(arguments: worst)
    func theExitCodeIsThatOfTheMostBasicCause(_ codes: [Int32], _ worst: Int32) {
        let report = MatrixReport(codes.map { Self.result("6.12", "fast", exit: $0) })
        #expect(report.exitCode.rawValue == worst)
    }

    @Test func aCellThatFailedWithoutAFailedTestCountsAsOne() {
        let report = MatrixReport([Self.result("6.12", "fast", exit: 20, passed: 0)])
        #expect(report.text(relativeTo: "/").hasSuffix("matrix: 0 passed, 1 failed, 1 skipped [exit 20]"))
    }

    @Test func programsGetAllOfIt() throws {
        let bytes = try MatrixReport([Self.result("6.12", "fast", exit: 3)]).encoded()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["format"] as? Int == 1)
        #expect(object["exitCode"] as? Int == 3)
        let cells = try #require(object["cells"] as? [[String: Any]])
        #expect(cells.first?["kernel"] as? String == "6.12")
        #expect(cells.first?["failed"] as? Int == 0)
    }

    @Test func aCellIsAVersionAndAProfile() {
        #expect(MatrixCell("6.12:fast") == MatrixCell(kernel: "6.12", profile: .fast))
        #expect(MatrixCell("7.3:debug") == MatrixCell(kernel: "7.3", profile: .debug))
    }

    @Test(arguments: ["6.12", "6.12:quick", "6:fast", "../x.y:fast", "6.12:fast:debug", ":fast", ""])
    func nothingElseIsACell(_ text: String) {
        #expect(MatrixCell(text) == nil)
    }

    @Test func theQuickProfileComesFirst() {
        let cells = MatrixCell.product(["7.3", "6.12"], [.fast, .debug])
        #expect(cells.map(\.name) == ["7.3 fast", "6.12 fast", "7.3 debug", "6.12 debug"])
    }
}
