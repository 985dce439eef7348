// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// All that one `dmabuf-lab bench` found out, and of what: the JSON that the tables are made of.
package struct BenchDocument: Codable, Sendable, Equatable {
    /// Counts up when a key changes its meaning.
    package var format = 1
    /// `6.12.117`.
    package let kernel: String
    /// Where its source is from.
    package let source: String
    package let profile: String
    package let compiler: String
    package let qemu: String
    /// Of this project.
    package let commit: String
    package let command: String
    package let tables: [BenchTable]
    package let sizes: [BenchSize]
    /// What threads leave each other, as the two kernels' guests say it: not exact.
    package let contention: BenchContention?

    package init(
        kernel: String, source: String, profile: String, compiler: String, qemu: String, commit: String,
        command: String, tables: [BenchTable], sizes: [BenchSize] = [],
        contention: BenchContention? = nil
    ) {
        self.kernel = kernel
        self.source = source
        self.profile = profile
        self.compiler = compiler
        self.qemu = qemu
        self.commit = commit
        self.command = command
        self.tables = tables
        self.sizes = sizes
        self.contention = contention
    }

    /// `6.12`.
    package var series: String { kernel.split(separator: ".").prefix(2).joined(separator: ".") }

    package init(decoding bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    /// UTF-8, keys sorted, ended by a newline.
    package func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
