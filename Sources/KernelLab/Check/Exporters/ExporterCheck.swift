// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Holds `EXPORTERS.md` of a version against a tree of it with the series laid over it.
struct ExporterCheck: Sendable {
    let repository: Repository
    let tree: FilePath
    let overlay: TreeOverlay
    let runner: CommandRunner

    /// - Parameter kernel: the tree's, such as `6.12`.
    func check(kernel: String) async throws -> CheckOutcome {
        let folder = repository.root.appending("kernel-patches").appending(kernel)
        guard FileTree.exists(folder) else {
            return .skipped(reason: "no \(ExporterDocument.name) is about Linux \(kernel)")
        }
        let path = folder.appending(ExporterDocument.name)
        guard FileTree.exists(path) else {
            return .failed([CheckFinding(ExporterDocument.name, message: "is not in kernel-patches/\(kernel)")])
        }
        let document = ExporterDocument(parsing: try Self.text(path))
        guard document.kernel == kernel else {
            let message = "in kernel-patches/\(kernel) it is to begin with `\(ExporterDocument.title)\(kernel)`"
            return .failed([CheckFinding(ExporterDocument.name, subjectLine: 1, message: message)])
        }
        let tables = try await tables()
        let tests = testNames()
        let policy = ExporterPolicy(
            document, tables: tables, isTested: tests.isEmpty ? nil : { tests.contains("\"\($0)\"") },
            isTouched: { overlay.files[$0] != nil },
            refuses: { table in Self.refuses(table, text(of: table.file) ?? "") })
        let counts = "\(document.exporters.count) exporters, \(document.mappings.count) kinds of mappings"
        return CheckOutcome(findings: policy.findings, notes: [counts])
    }

    /// Every definition in the patched tree.
    private func tables() async throws -> [OperationsTable] {
        let collector = LineCollector()
        let result = try await runner.run(
            Command(
                "grep",
                [
                    "-rlE", "--include=*.c", "struct (virtio_)?(dma_buf_ops|vm_operations_struct) [a-z_0-9]+ *(=|$)",
                    "drivers", "samples", "sound", "net", "mm", "fs", "kernel", "arch", "virt", "io_uring",
                ], directory: tree), onLine: collector.append)
        // 1: found nothing. 2: a folder is missing, as in a tree for tests; what is there was read.
        guard case .exited(0...2) = result.ending else {
            throw LabFailure(.source, "grep in \(tree) ended with \(result.endingText)")
        }
        let found = collector.lines.filter { $0.hasSuffix(".c") && !$0.hasPrefix("grep:") }
        return Set(found).union(overlay.files.keys.filter { $0.hasSuffix(".c") }).sorted()
            .flatMap { file in text(of: file).map { OperationsTable.all(in: $0, file: file) } ?? [] }
    }

    private func text(of file: String) -> String? {
        if let change = overlay.files[file] {
            return change.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        return (try? AtomicFile.read(tree.appending(file))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The runner's sources, where the names of the tests are.
    private func testNames() -> String {
        let folder = repository.root.appending("Sources/OwnershipTests")
        return FileTree.files(below: folder).filter { $0.contains("xporter") }
            .compactMap { try? Self.text(folder.appending($0)) }.joined(separator: "\n")
    }

    /// Whether the body of an exporter's mmap is one `return` of an error.
    static func refuses(_ table: OperationsTable, _ text: String) -> Bool {
        guard let function = table.members["mmap"], let head = text.firstRange(of: function + "(struct dma_buf ") else {
            return false
        }
        let rest = text[head.upperBound...]
        guard let opening = rest.firstIndex(of: "{"), let closing = rest.firstIndex(of: "}"), opening < closing else {
            return false
        }
        return rest[rest.index(after: opening)..<closing].trimmingWhitespace.hasPrefix("return -E")
    }

    private static func text(_ path: FilePath) throws(LabFailure) -> String {
        do {
            return String(decoding: try AtomicFile.read(path), as: UTF8.self)
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }
}

extension Substring {
    /// Without white space and new lines in front.
    fileprivate var trimmingWhitespace: Substring { drop(while: \.isWhitespace) }
}
