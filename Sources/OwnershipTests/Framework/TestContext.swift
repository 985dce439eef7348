// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// What a running test works with: where it is, and where its checks go.
///
/// A failed check is noted and the test goes on, so that one run shows all that is wrong.
final class TestContext {
    let environment: TestEnvironment
    let options: RunOptions
    private(set) var failures: [String] = []
    private(set) var notes: [String] = []
    private var labels: [String] = []

    init(environment: TestEnvironment, options: RunOptions) {
        self.environment = environment
        self.options = options
    }

    /// A failure that is not a comparison.
    func fail(_ message: String) {
        failures.append((labels + [message]).joined(separator: ": "))
    }

    /// Something that helps to read a failure or to replay the test.
    func note(_ text: String) {
        notes.append((labels + [text]).joined(separator: ": "))
    }

    /// What is failed or noted inside `body` gets `label` in front.
    func labelled<R>(_ label: String, _ body: () throws -> R) rethrows -> R {
        labels.append(label)
        defer { labels.removeLast() }
        return try body()
    }

    @discardableResult
    func check(
        _ holds: Bool, _ claim: @autoclosure () -> String, file: String = #fileID, line: Int = #line
    ) -> Bool {
        if !holds { fail("\(claim()) (\(file):\(line))") }
        return holds
    }

    @discardableResult
    func equal<Value: Equatable>(
        _ seen: Value, _ expected: Value, _ what: @autoclosure () -> String, file: String = #fileID, line: Int = #line
    ) -> Bool {
        check(seen == expected, "\(what()): expected \(expected), saw \(seen)", file: file, line: line)
    }

    /// For addresses, offsets, digests and flags.
    @discardableResult
    func equalHex<Value: BinaryInteger>(
        _ seen: Value, _ expected: Value, _ what: @autoclosure () -> String, file: String = #fileID, line: Int = #line
    ) -> Bool {
        check(
            seen == expected, "\(what()): expected 0x\(String(expected, radix: 16)), saw 0x\(String(seen, radix: 16))",
            file: file, line: line)
    }

    /// Adds what a child process had to say.
    func adopt(failures: [String]) {
        for failure in failures { fail(failure) }
    }
}
