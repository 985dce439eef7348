// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

struct RepositoryTests {
    private let scratch: Scratch
    private let repository: Repository

    init() throws {
        scratch = try Scratch()
        try scratch.write("Package.swift", "")
        try scratch.write("configs/base.config", "")
        for version in ["6.1", "6.12", "7.3"] {
            try scratch.write("kernel-patches/\(version)/series", "")
        }
        // Begun, but without a series.
        try scratch.write("kernel-patches/7.4/notes", "")
        try scratch.write("kernel-patches/README.md", "")
        repository = try Repository(at: scratch.path)
    }

    @Test func theVersionsAreThoseFoldersThatHaveASeriesOldestFirst() {
        #expect(repository.seriesVersions == ["6.1", "6.12", "7.3"])
    }

    @Test func aKernelWithoutASeriesIsToldWhichOnesThereAre() {
        let failure = #expect(throws: LabFailure.self) { try repository.series(for: "5.10") }
        #expect(failure?.exitCode == .apply)
        #expect(failure?.description.contains("there are series for 6.1, 6.12, 7.3;") == true)
    }

    @Test(arguments: ["", ".", "..", "../kernel-patches/6.12", "README.md"])
    func whatIsNoVersionHasNoSeries(_ name: String) {
        #expect(throws: LabFailure.self) { try repository.series(for: name) }
    }
}
