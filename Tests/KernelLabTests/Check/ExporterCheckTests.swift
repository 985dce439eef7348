// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("The EXPORTERS.md of a version")
struct ExporterCheckTests {
    private let tables = """

        | exporter | dma_buf_ops | routes | vm_ops | vm_file | offset | answered | tested |
        |---|---|---|---|---|---|---|---|

        | mapping | vm_operations_struct | members | vm_pgoff | get_dmabuf | tested |
        |---|---|---|---|---|---|

        """

    /// What is said of a tree of `kernel` that has nothing in it, with these files in `kernel-patches`.
    private func check(_ kernel: String, _ files: [String: String]) async throws -> CheckOutcome {
        let scratch = try Scratch()
        try scratch.write("Package.swift", "")
        try scratch.write("configs/base.config", "")
        for (name, text) in files {
            try scratch.write("kernel-patches/" + name, text)
        }
        try FileTree.makeFolder(scratch.path.appending("tree"))
        let check = ExporterCheck(
            repository: try Repository(at: scratch.path), tree: scratch.path.appending("tree"), overlay: .empty,
            runner: CommandRunner())
        return try await check.check(kernel: kernel)
    }

    @Test func eachVersionIsHeldAgainstItsOwn() async throws {
        let files = [
            "6.12/EXPORTERS.md": "# Exporters of Linux 6.12\n" + tables,
            "7.3/EXPORTERS.md": "# Exporters of Linux 7.3\nno tables\n",
        ]
        #expect(try await check("6.12", files) == .passed(notes: ["0 exporters, 0 kinds of mappings"]))
        #expect(try await check("7.3", files).findings.count == 2)
    }

    @Test func aVersionWithoutOneIsFound() async throws {
        let outcome = try await check("7.3", ["7.3/series": "", "EXPORTERS.md": "# Exporters of Linux 7.3\n" + tables])
        #expect(outcome.findings.map(\.description) == ["EXPORTERS.md: is not in kernel-patches/7.3"])
    }

    @Test func oneOfAnotherVersionIsFound() async throws {
        let message = "EXPORTERS.md:1: in kernel-patches/7.3 it is to begin with `# Exporters of Linux 7.3`"
        for text in ["# Exporters of Linux 6.12\n", "# Exporters\n"] {
            #expect(
                try await check("7.3", ["7.3/EXPORTERS.md": text + tables]).findings.map(\.description) == [message])
        }
    }

    @Test func aVersionThatHasNoSeriesIsSkipped() async throws {
        #expect(
            try await check("6.6", ["6.12/EXPORTERS.md": "# Exporters of Linux 6.12\n" + tables])
                == .skipped(reason: "no EXPORTERS.md is about Linux 6.6"))
    }
}
