// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

extension RequiredTool {
    /// For making pages.
    static let forPages: [RequiredTool] = [
        .init(program: "sphinx-build", package: "python3-sphinx"), .init(program: "python3", package: "python3"),
    ]
    /// The theme that the kernel's pages ask for; they are made without it, but with a warning.
    static let pageTheme = (
        file: "/usr/lib/python3/dist-packages/sphinx_rtd_theme/__init__.py", package: "python3-sphinx-rtd-theme"
    )
}

/// Makes the pages that a series touches, or whose kernel-doc it does, as `make htmldocs` would, and no others: all of
/// them take half an hour.
struct PageCheck: Sendable {
    let kernels: KernelPipeline

    private static let folder = "Documentation/"

    func check(_ trees: CheckTrees) async throws -> CheckReport.Group {
        let version = try await kernels.runner.output(
            of: Command("sphinx-build", ["--version"]), orFail: .toolMissing, "cannot ask sphinx-build for its version")
        var fingerprint = Fingerprint("pages 1")
        fingerprint.add("patched", trees.patched.identity)
        fingerprint.add("plain", trees.plain.identity)
        fingerprint.add("sphinx", version.first ?? "")
        return try await KeptChecks.group("docs", fingerprint, kernels: kernels) {
            let pages = Self.pages(of: trees)
            if pages.isEmpty {
                return [.init("pages", .skipped(reason: "the series touches no page"))]
            }
            let patched = try await make(pages, of: trees.patched.source, version: trees.source.version)
            let old = pages.filter { FileTree.exists(trees.plain.source.appending($0)) }
            let plain = try await make(old, of: trees.plain.source, version: trees.source.version)
            let labels = Set(patched.compactMap(\.missingLabel)).filter { Self.has($0, trees.patched.source) }
            let new = PageRemark.new(patched, since: plain).filter { remark in
                remark.missingLabel.map { !labels.contains($0) } ?? true
            }
            let others = "\(patched.count - new.count) remarks that the unpatched tree has, too, or of labels elsewhere"
            return [
                .init(
                    "pages",
                    CheckOutcome(
                        findings: new.map {
                            CheckFinding($0.file.isEmpty ? "pages" : $0.file, subjectLine: $0.line, message: $0.message)
                        }, notes: pages + [others]))
            ]
        }
    }

    /// The pages that are touched, and those that take kernel-doc out of a file that is.
    private static func pages(of trees: CheckTrees) -> [String] {
        let files = trees.files
        let places = Set(files.filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") })
        var pages = Set(files.filter { $0.hasPrefix(folder) && $0.hasSuffix(".rst") })
        for name in FileTree.files(below: trees.patched.source.appending(folder)) where name.hasSuffix(".rst") {
            // Translations have what the original has.
            guard !name.hasPrefix("translations/"),
                let bytes = try? AtomicFile.read(trees.patched.source.appending(folder + name))
            else {
                continue
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let sources = text.split(separator: "\n").compactMap { String($0).textAfter(prefix: ".. kernel-doc:: ") }
            if sources.contains(where: { places.contains($0.trimmingBlanks) }) {
                pages.insert(folder + name)
            }
        }
        return pages.sorted()
    }

    /// Whether some page of the tree has a label.
    private static func has(_ label: String, _ tree: FilePath) -> Bool {
        let wanted = ".. _\(label.lowercased()):"
        return FileTree.files(below: tree.appending(folder)).contains { name in
            guard name.hasSuffix(".rst"), let bytes = try? AtomicFile.read(tree.appending(folder + name)) else {
                return false
            }
            return String(decoding: bytes, as: UTF8.self).lowercased().contains(wanted)
        }
    }

    /// Makes pages in a project of their own, with the tree's configuration and extensions.
    private func make(_ pages: [String], of tree: FilePath, version: KernelVersion) async throws -> [PageRemark] {
        let scratch = try kernels.cache.makeTemporaryFolder(for: "pages")
        defer { try? FileTree.remove(scratch) }
        // Some extensions look for a folder of this name, and for MAINTAINERS beside it.
        let sources = scratch.appending(Self.folder)
        try FileTree.makeFolder(sources)
        try FileTree.link(scratch.appending("MAINTAINERS"), to: tree.appending("MAINTAINERS").string)
        for page in pages {
            let copy = scratch.appending(page)
            try FileTree.makeFolder(copy.removingLastComponent())
            try FileTree.copy(tree.appending(page), to: copy)
        }
        let names = pages.map { String($0.dropFirst(Self.folder.count).dropLast(".rst".count)) }
        try AtomicFile.write(
            "index\n=====\n\n.. toctree::\n\n" + names.map { "   \($0)\n" }.joined(),
            to: sources.appending("index.rst"))
        let kernelDoc = tree.appending("scripts/kernel-doc").string
        let output = scratch.appending("output")
        let command = Command(
            "sphinx-build",
            [
                "-q", "-b", "html", "-c", tree.appending(Self.folder).string, "-d",
                scratch.appending("doctrees").string,
                "-D", "version=\(version)", "-D", "release=\(version)", "-D", "kerneldoc_srctree=\(tree)",
                "-D", "kerneldoc_bin=\(kernelDoc)", sources.string, output.string,
            ], directory: scratch,
            environment: [
                "srctree": tree.string, "BUILDDIR": output.string, "KERNELDOC": kernelDoc, "SPHINX_CONF": nil,
                "SPHINXDIRS": nil, "DOCS_THEME": nil, "KERNELVERSION": version.description,
                "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8",
            ])
        return try await kernels.recorder.run("docs") {
            let lines = LineCollector()
            let result = try await kernels.runner.run(command, onLine: lines.append)
            guard result.isSuccess else {
                throw LabFailure(
                    .source, "sphinx-build failed on \(pages.count) pages: \(result.endingText)",
                    details: Array(result.lastLines.suffix(8)))
            }
            let remarks = PageRemark.all(in: lines.lines, roots: [tree.string + "/", scratch.string + "/"])
            return (remarks, "\(pages.count) pages, \(remarks.count) remarks")
        }
    }
}
