// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KernelLab
import Testing

/// The series of this repository, as its reviewers will see them.
@Suite("The repository's own series")
struct RepositorySeriesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "kernel-patches")

    static let versions: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { FileManager.default.fileExists(atPath: folder.appending(path: $0).appending(path: "series").path) }
        .sorted()

    @Test("Every series is complete and keeps the house rules", arguments: versions)
    func hygiene(version: String) throws {
        let place = Self.folder.appending(path: version)
        let files = try FileManager.default.contentsOfDirectory(atPath: place.path)
        let series = try PatchSeries(
            parsing: try String(contentsOf: place.appending(path: "series"), encoding: .utf8), folder: files)
        let mails = try files.filter { $0.hasSuffix(".patch") }.map { file in
            try PatchMail(parsing: try String(contentsOf: place.appending(path: file), encoding: .utf8), file: file)
        }
        let order = try SeriesOrder(
            parsing: try String(contentsOf: Self.folder.appending(path: SeriesOrder.fileName), encoding: .utf8))
        #expect(PatchHygiene.findings(series: series, mails: mails, order: order).map(\.description) == [])
    }
}
