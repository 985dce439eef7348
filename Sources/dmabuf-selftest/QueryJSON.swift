// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import OwnershipTests
import SystemPackage

/// What `query ADDRESS --json` prints: one object on one line. Addresses are strings as `0x…`: no double holds them.
enum QueryJSON {
    static func text(_ report: AddressReport) -> String {
        let query = report.query
        let value: JSONValue = .object([
            ("pid", query.process.map { .integer(Int64($0)) } ?? .null),
            ("address", hexadecimal(UInt64(query.address))),
            ("length", .integer(Int64(clamping: query.length))),
            ("dmabuf", report.answer.owner.map(owner) ?? .null),
            ("error", report.answer.error.map { .integer(Int64($0.rawValue)) } ?? .null),
        ])
        return value.line
    }

    private static func owner(_ owner: Ownership) -> JSONValue {
        .object([
            ("inode", .integer(Int64(clamping: owner.inode))),
            ("offset", .integer(Int64(clamping: owner.offset))),
            ("size", .integer(Int64(clamping: owner.size))),
            ("exporter", .string(owner.exporter)),
            ("name", .string(owner.name)),
        ])
    }

    private static func hexadecimal(_ value: UInt64) -> JSONValue {
        .string("0x" + String(value, radix: 16))
    }
}
