// SPDX-License-Identifier: GPL-2.0-only

/// Compares what `EXPORTERS.md` says with the patched tree and with the tests there are, as far as text can tell.
package struct ExporterPolicy {
    /// Where every table of a mapping must have a row. Elsewhere mappings have nothing to do with dma-bufs.
    package static let scope = [
        "drivers/accel/", "drivers/dma-buf/", "drivers/gpu/", "drivers/media/", "samples/vfio-mdev/",
    ]

    let document: ExporterDocument
    let tables: [OperationsTable]
    /// Whether the tests know an exporter by this name; nil when nobody can tell.
    let isTested: ((String) -> Bool)?
    /// Whether the series touches a file, so that it is compiled.
    let isTouched: (String) -> Bool
    /// Whether an exporter's ->mmap does nothing but refuse.
    let refuses: (OperationsTable) -> Bool

    /// - Parameters:
    ///   - tables: every definition in the patched tree.
    ///   - isTested: whether the suite `exporters` has an exporter of this name.
    ///   - isTouched: whether the series touches a file.
    ///   - refuses: whether the `mmap` of an exporter only returns an error.
    package init(
        _ document: ExporterDocument, tables: [OperationsTable], isTested: ((String) -> Bool)?,
        isTouched: @escaping (String) -> Bool, refuses: @escaping (OperationsTable) -> Bool
    ) {
        self.document = document
        self.tables = tables
        self.isTested = isTested
        self.isTouched = isTouched
        self.refuses = refuses
    }

    /// The findings in the order of the rows, then those about what has none.
    package var findings: [CheckFinding] {
        document.defects.map { finding($0.line, $0.message) }
            + identity(document.exporters, column: "dma_buf_ops", of: .exporter)
            + identity(document.mappings, column: "vm_operations_struct", of: .mapping)
            + document.exporters.flatMap(exporter) + document.mappings.flatMap(mapping)
    }

    // MARK: - Each definition has a row, and each row a definition

    private func identity(
        _ rows: [ExporterDocument.Row], column: String, of kind: OperationsTable.Kind
    ) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        var seen: Set<[String]> = []
        for row in rows {
            let names = row.names(in: column)
            guard names.count == 2 else {
                findings.append(finding(row.line, "\(column) is to name a file and a table, in backticks"))
                continue
            }
            if !seen.insert(names).inserted {
                findings.append(finding(row.line, "\(names[1]) of \(names[0]) has two rows"))
            }
            if table(names, kind) == nil {
                let others = tables.filter { $0.kind == kind && $0.name == names[1] }.map(\.file)
                let hint = others.isEmpty ? "" : ", but \(others.joined(separator: " and ")) does"
                findings.append(finding(row.line, "stale: \(names[0]) does not define \(names[1])\(hint)"))
            }
        }
        for table in tables where table.kind == kind && isDue(table) && !seen.contains([table.file, table.name]) {
            findings.append(
                CheckFinding(
                    ExporterDocument.name, file: table.file, line: table.line,
                    message: "\(table.name) has no row: say who answers for it, or why nobody does"))
        }
        return findings
    }

    private func isDue(_ table: OperationsTable) -> Bool {
        table.kind == .exporter || Self.scope.contains(where: table.file.hasPrefix)
    }

    private func table(_ names: [String], _ kind: OperationsTable.Kind) -> OperationsTable? {
        names.count == 2 ? tables.first { $0.kind == kind && $0.file == names[0] && $0.name == names[1] } : nil
    }

    // MARK: - What a row says

    private func exporter(_ row: ExporterDocument.Row) -> [CheckFinding] {
        guard let table = table(row.names(in: "dma_buf_ops"), .exporter) else {
            return []
        }
        var findings: [CheckFinding] = []
        let isMappable = table.members["mmap"] != nil && !refuses(table)
        let saysNot = row["answered"] == "not mappable"
        if isMappable, saysNot {
            findings.append(finding(row.line, "\(table.name) is said not to be mappable, but has an mmap"))
        } else if !isMappable, !saysNot {
            findings.append(finding(row.line, "\(table.name) cannot be mapped: answered is to say `not mappable`"))
        }
        let used = row.names(in: "vm_ops").map { name in (name, tables.first { $0.kind == .mapping && $0.name == name })
        }
        for (name, mapping) in used where mapping == nil {
            findings.append(finding(row.line, "stale: no file defines the vm_ops \(name)"))
        }
        // `FOC `name``: the members are in front of the name.
        let before = row["vm_ops"].split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { $0.element.split(separator: " ").last.map(String.init) ?? "" }
        for ((name, mapping), members) in zip(used, before) {
            if let mapping, members != mapping.presence {
                findings.append(finding(row.line, "\(name) has the members \(mapping.presence), not \(members)"))
            }
        }
        return findings + answered(row, used.compactMap(\.1))
            + tested(row, [table] + used.compactMap(\.1), isMappable: isMappable)
    }

    /// `yes: core`, by the dma-buf core alone; `yes: …`, by the exporter's own; `partly: why`; `no: why`.
    private func answered(_ row: ExporterDocument.Row, _ used: [OperationsTable]) -> [CheckFinding] {
        let text = row["answered"]
        if text == "not mappable" {
            return []
        }
        let parts = text.split(separator: ":", maxSplits: 1).map(\.trimmingBlanks)
        guard parts.count == 2, ["yes", "partly", "no"].contains(parts[0]) else {
            return [finding(row.line, "answered is to be `yes: by whom`, `partly: why`, `no: why` or `not mappable`")]
        }
        let answering = used.filter { $0.members["get_dmabuf"] != nil }
        if parts[0] == "no" || parts[1] == "core" {
            return answering.map { finding(row.line, "\(text), but \($0.name) has \($0.members["get_dmabuf"] ?? "")") }
        }
        var findings: [CheckFinding] = []
        if parts[0] == "yes" {
            findings += used.filter { $0.members["get_dmabuf"] == nil }
                .map { finding(row.line, "\(text), but \($0.name) of \($0.file) has no get_dmabuf") }
        }
        for name in row.names(in: "answered") where !tables.contains(where: { $0.members["get_dmabuf"] == name }) {
            findings.append(finding(row.line, "stale: no vm_operations_struct has \(name) as its get_dmabuf"))
        }
        return findings
    }

    private func mapping(_ row: ExporterDocument.Row) -> [CheckFinding] {
        guard let table = table(row.names(in: "vm_operations_struct"), .mapping) else {
            return []
        }
        var findings: [CheckFinding] = []
        if row["members"] != table.presence {
            findings.append(finding(row.line, "\(table.name) has the members \(table.presence), not \(row["members"])"))
        }
        let said = row.names(in: "get_dmabuf").first
        switch (said, table.members["get_dmabuf"]) {
        case (let said?, let actual?) where said != actual:
            findings.append(finding(row.line, "\(table.name) is answered for by \(actual), not by \(said)"))
        case (let said?, nil):
            findings.append(finding(row.line, "\(table.name) has no get_dmabuf, \(said) or other"))
        case (nil, let actual?):
            findings.append(finding(row.line, "\(table.name) is answered for by \(actual), which the row does not say"))
        case (nil, nil) where row["get_dmabuf"].textAfter(prefix: "no: ")?.isEmpty != false:
            findings.append(finding(row.line, "say `no: why` for \(table.name)"))
        default:
            break
        }
        return findings + tested(row, [table], isMappable: true)
    }

    /// `exporters/NAME` in backticks for what runs; `compile-tested`; `no: why`.
    private func tested(
        _ row: ExporterDocument.Row, _ tables: [OperationsTable], isMappable: Bool
    ) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        let names = row.names(in: "tested").compactMap { $0.textAfter(prefix: "exporters/") }
        if let isTested {
            findings += names.filter { !isTested($0) }
                .map { finding(row.line, "no test is named exporters/\($0)") }
        }
        let text = row["tested"]
        // By this series: whatever else the tree has is compiled by its maintainers.
        if text.hasPrefix("compile-tested"), !tables.contains(where: { isTouched($0.file) }) {
            let files = Set(tables.map(\.file)).sorted().joined(separator: ", ")
            findings.append(finding(row.line, "not compile-tested: the series does not touch \(files)"))
        }
        if isMappable, names.isEmpty, !text.hasPrefix("compile-tested"), text.textAfter(prefix: "no: ") == nil,
            row.names(in: "tested").isEmpty
        {
            findings.append(
                finding(row.line, "tested is to name `exporters/…`, another suite, `compile-tested` or `no: why`"))
        }
        return findings
    }

    private func finding(_ line: Int, _ message: String) -> CheckFinding {
        CheckFinding(ExporterDocument.name, subjectLine: line, message: message)
    }
}
