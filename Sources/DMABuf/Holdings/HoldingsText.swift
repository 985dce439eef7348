// SPDX-License-Identifier: GPL-2.0-only

/// A ``HoldingsReport`` as text in tables.
public struct HoldingsText {
    private let report: HoldingsReport
    private let style: TextStyle
    private let hasEveryMapping: Bool

    /// Prepares the text of a report.
    /// - Parameter everyMapping: With those too that are no dma-buf's, as pmap prints them.
    public init(_ report: HoldingsReport, style: TextStyle = TextStyle(), everyMapping: Bool = false) {
        self.report = report
        self.style = style
        hasEveryMapping = everyMapping
    }

    /// The lines, without newlines.
    public var lines: [String] {
        let sections = [([title] + notes).flatMap(style.wrapping), processes, mappings, buffers, exporters]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    // MARK: Sums

    private var title: String {
        let totals = report.totals
        let mapped = totals.amount.mapped
        let unknown = totals.buffersOfUnknownSize
        if report.isEmpty, let inode = report.buffer { return "nobody that was looked at holds dma-buf \(inode)" }
        let whose: String
        switch report.scope {
        case .process:
            whose = report.processes.first.map { "\($0.process) \(PrintableText.of($0.command))" } ?? "no process"
        case .all:
            whose = Self.count(report.processes.count, "process", "processes")
        }
        if report.isEmpty { return "\(whose): no dma-bufs" }
        let what = report.buffer.map { "dma-buf \($0)" } ?? Self.count(totals.buffers.count, "dma-buf", "dma-bufs")
        return "\(whose): \(what) of \(HumanSize.text(totals.size))"
            + (unknown == 0 ? "" : " and \(unknown) of unknown size")
            + ", \(Self.count(totals.amount.descriptors, "descriptor", "descriptors"))"
            + ", mapped \(Self.count(mapped.times, "time", "times")): \(HumanSize.text(mapped.bytes))"
            + " in \(Self.count(mapped.regions, "VMA", "VMAs"))"
    }

    private var notes: [String] {
        var notes: [String] = []
        if report.totals.unattributed.regions > 0 {
            let amount = report.totals.unattributed
            notes.append(
                "not counted: \(Self.count(amount.regions, "copy-on-write VMA", "copy-on-write VMAs")) "
                    + "(\(HumanSize.text(amount.bytes))) of a device, whose dma-buf cannot be told")
        }
        if report.limitation != nil {
            notes.append("by /proc alone: buffers mapped through their exporter's device, and offsets, are not shown")
            let devices = report.processes.flatMap(\.mappings).filter(\.isOfDevice)
            if !devices.isEmpty {
                let size = devices.reduce(0) { $0 + $1.region.length }
                notes.append(
                    "may be of dma-bufs: \(Self.count(devices.count, "VMA", "VMAs")) (\(HumanSize.text(size))) of "
                        + Set(devices.compactMap(\.region.name)).sorted().map(PrintableText.of).joined(separator: ", "))
            }
        }
        if report.refused > 0 {
            notes.append(
                "not looked at, for want of rights: \(Self.count(report.refused, "process", "processes"))")
        }
        return notes
    }

    private static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    // MARK: Tables

    private var processes: [String] {
        guard report.scope == .all, !report.processes.isEmpty else { return [] }
        var table = TextTable(
            [.init(title: "PID", isNumber: true)] + Self.amountColumns(buffers: true) + [.init(title: "COMMAND")])
        for holdings in report.processes {
            let totals = HoldingsTotals([holdings])
            table.add(
                ["\(holdings.process)", "\(totals.buffers.count)", HumanSize.text(totals.size)]
                    + Self.cells(totals.amount) + [PrintableText.of(holdings.command)])
        }
        return table.lines(style)
    }

    /// Of one process, or of one buffer: more would be too much.
    private var mappings: [String] {
        guard report.scope == .process || report.buffer != nil else { return [] }
        let hasProcess = report.scope == .all
        var table = TextTable(
            (hasProcess ? [.init(title: "PID", isNumber: true)] : []) + [
                .init(title: "ADDRESS"), .init(title: "SIZE", isNumber: true), .init(title: "MODE"),
                .init(title: "ROUTE"), .init(title: "BUFFER", isNumber: true), .init(title: "OFFSET", isNumber: true),
                .init(title: "EXPORTER"), .init(title: "NAME"),
            ])
        let known = Dictionary(uniqueKeysWithValues: report.totals.buffers.map { ($0.buffer.inode, $0.buffer) })
        var isEmpty = true
        for holdings in report.processes {
            for mapping in hasEveryMapping ? holdings.mappings : holdings.bufferMappings {
                table.add((hasProcess ? ["\(holdings.process)"] : []) + Self.cells(mapping, known))
                isEmpty = false
            }
        }
        return isEmpty ? [] : table.lines(style)
    }

    private static func cells(_ mapping: HeldMapping, _ known: [UInt64: HeldBuffer]) -> [String] {
        let region = mapping.region
        let buffer = mapping.buffer.flatMap { known[$0.inode] }
        let digits = String(region.range.lowerBound, radix: 16)
        let name = buffer?.name ?? (mapping.route == .file ? nil : region.name ?? "[ anon ]")
        return [
            String(repeating: "0", count: max(12 - digits.count, 0)) + digits, HumanSize.text(region.length),
            region.mode, mapping.route?.rawValue ?? "-", buffer.map { "\($0.inode)" } ?? "-",
            mapping.offset.map { "\(hexadecimal: $0)" } ?? "-", exporter(buffer?.exporter, if: mapping.route != nil),
            (mapping.isCopyOnWrite ? "(copy-on-write) " : "") + PrintableText.of(name ?? "-"),
        ]
    }

    private static func exporter(_ name: String?, if isOwned: Bool = true) -> String {
        name.map(PrintableText.of) ?? (isOwned ? "?" : "-")
    }

    private var buffers: [String] {
        guard !report.totals.buffers.isEmpty else { return [] }
        let hasProcesses = report.scope == .all
        var table = TextTable(
            [.init(title: "BUFFER", isNumber: true)] + (hasProcesses ? [.init(title: "PIDS", isNumber: true)] : [])
                + Self.amountColumns(buffers: false) + [.init(title: "EXPORTER"), .init(title: "NAME")])
        for totals in report.totals.buffers {
            let buffer = totals.buffer
            table.add(
                ["\(buffer.inode)"] + (hasProcesses ? ["\(totals.amount.processes.count)"] : [])
                    + [buffer.size.map(HumanSize.text) ?? "?"] + Self.cells(totals.amount)
                    + [Self.exporter(buffer.exporter), PrintableText.of(buffer.name ?? "-")])
        }
        return table.lines(style)
    }

    private var exporters: [String] {
        guard !report.totals.exporters.isEmpty else { return [] }
        var table = TextTable(Self.amountColumns(buffers: true) + [.init(title: "EXPORTER")])
        for totals in report.totals.exporters {
            table.add(
                ["\(totals.buffers)", HumanSize.text(totals.size)] + Self.cells(totals.amount)
                    + [Self.exporter(totals.exporter)])
        }
        return table.lines(style)
    }

    /// As many as fit into 80 characters beside the names; how many VMAs there are is said in the title and in JSON.
    private static func amountColumns(buffers: Bool) -> [TextTable.Column] {
        let routes = MappingRoute.allCases.map { $0.rawValue.uppercased() }
        return ((buffers ? ["BUFFERS"] : []) + ["SIZE", "FDS", "TIMES", "MAPPED"] + routes).map {
            .init(title: $0, isNumber: true)
        }
    }

    private static func cells(_ amount: HeldAmount) -> [String] {
        let mapped = amount.mapped
        return ["\(amount.descriptors)", "\(mapped.times)", HumanSize.text(mapped.bytes)]
            + MappingRoute.allCases.map { HumanSize.text(amount[$0].bytes) }
    }
}
