// SPDX-License-Identifier: GPL-2.0-only

package import DMABuf

/// A `HoldingsReport` as one JSON object on one line.
///
/// Schema 1. Members stay; new ones may come. Sizes and offsets are in bytes, addresses strings as `0x…` (they do not
/// fit a double), what is unknown is null.
///
///     {"schema":1, "scope":"process"|"all", "buffer":INODE|null,
///      "missing":{"reason":WORD,"text":…}|null, "refused":N,
///      "processes":[{"pid","command",
///        "mappings":[{"start","end","mode","file","route":"fd/import"|"native"|null,"copyOnWrite","buffer","offset"}],
///        "descriptors":[{"fd","buffer","references"}], "totals":AMOUNT}],
///      "buffers":[{"inode","exporter","name","size","references","processes":[PID…]} + AMOUNT],
///      "exporters":[{"exporter","buffers","size"} + AMOUNT],
///      "totals":{"buffers","size","buffersOfUnknownSize"} + AMOUNT, "unattributed":MAPPED}
///
///     AMOUNT: "descriptors":N, "mapped":MAPPED, "routes":{"fd/import":MAPPED,"native":MAPPED}
///     MAPPED: {"times","vmas","bytes"}
package enum HoldingsJSON {
    /// - Parameter everyMapping: With the VMAs too that are no dma-buf's.
    package static func line(_ report: HoldingsReport, everyMapping: Bool = false) -> String {
        let totals = report.totals
        let value: JSONValue = .object([
            ("schema", .integer(1)),
            ("scope", .string(report.scope == .all ? "all" : "process")),
            ("buffer", number(report.buffer)),
            ("missing", report.limitation.map(missing) ?? .null),
            ("refused", .integer(Int64(report.refused))),
            ("processes", .array(report.processes.map { process($0, everyMapping) })),
            ("buffers", .array(totals.buffers.map(buffer))),
            ("exporters", .array(totals.exporters.map(exporter))),
            ("totals", sum(totals)),
            ("unattributed", mapped(totals.unattributed)),
        ])
        return value.line
    }

    /// What is printed where there is no report.
    package static func line(_ failure: QueryFailure) -> String {
        JSONValue.object([("schema", .integer(1)), ("error", missing(failure))]).line
    }

    private static func missing(_ failure: QueryFailure) -> JSONValue {
        .object([("reason", .string(failure.reason)), ("text", .string("\(failure)"))])
    }

    private static func process(_ holdings: ProcessHoldings, _ everyMapping: Bool) -> JSONValue {
        .object([
            ("pid", .integer(Int64(holdings.process))),
            ("command", .string(holdings.command)),
            ("mappings", .array((everyMapping ? holdings.mappings : holdings.bufferMappings).map(mapping))),
            ("descriptors", .array(holdings.descriptors.map(descriptor))),
            ("totals", sum(HoldingsTotals([holdings]))),
        ])
    }

    private static func mapping(_ mapping: HeldMapping) -> JSONValue {
        let region = mapping.region
        return .object([
            ("start", hexadecimal(UInt64(region.range.lowerBound))),
            ("end", hexadecimal(UInt64(region.range.upperBound))),
            ("mode", .string(region.mode)),
            ("file", text(region.name)),
            ("route", text(mapping.route?.rawValue)),
            ("copyOnWrite", .bool(mapping.isCopyOnWrite)),
            ("buffer", number(mapping.buffer?.inode)),
            ("offset", number(mapping.offset)),
        ])
    }

    private static func descriptor(_ descriptor: HeldDescriptor) -> JSONValue {
        .object([
            ("fd", .integer(Int64(descriptor.number))), ("buffer", number(descriptor.buffer.inode)),
            ("references", number(descriptor.references)),
        ])
    }

    private static func buffer(_ totals: BufferTotals) -> JSONValue {
        let buffer = totals.buffer
        return .object(
            [
                ("inode", number(buffer.inode)), ("exporter", text(buffer.exporter)), ("name", text(buffer.name)),
                ("size", number(buffer.size)), ("references", number(totals.references)),
                ("processes", .array(totals.amount.processes.sorted().map { .integer(Int64($0)) })),
            ] + members(totals.amount))
    }

    private static func exporter(_ totals: ExporterTotals) -> JSONValue {
        .object(
            [
                ("exporter", text(totals.exporter)), ("buffers", .integer(Int64(totals.buffers))),
                ("size", number(totals.size)),
            ] + members(totals.amount))
    }

    private static func sum(_ totals: HoldingsTotals) -> JSONValue {
        .object(
            [
                ("buffers", .integer(Int64(totals.buffers.count))), ("size", number(totals.size)),
                ("buffersOfUnknownSize", .integer(Int64(totals.buffersOfUnknownSize))),
            ] + members(totals.amount))
    }

    private static func members(_ amount: HeldAmount) -> [(name: String, value: JSONValue)] {
        [
            ("descriptors", .integer(Int64(amount.descriptors))), ("mapped", mapped(amount.mapped)),
            ("routes", .object(MappingRoute.allCases.map { ($0.rawValue, mapped(amount[$0])) })),
        ]
    }

    private static func mapped(_ amount: MappedAmount) -> JSONValue {
        .object([
            ("times", .integer(Int64(amount.times))), ("vmas", .integer(Int64(amount.regions))),
            ("bytes", number(amount.bytes)),
        ])
    }

    private static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    private static func number(_ value: UInt64?) -> JSONValue {
        value.map { .integer(Int64(clamping: $0)) } ?? .null
    }

    private static func hexadecimal(_ value: UInt64) -> JSONValue {
        .string("0x" + String(value, radix: 16))
    }
}
