// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KTAP
internal import XMLCoder

/// `<testsuites>`.
struct JUnitSuites: Encodable, Sendable, DynamicNodeEncoding {
    let name: String
    let tests: Int
    let failures: Int
    let errors: Int
    let skipped: Int
    let time: String
    let testsuite: [JUnitSuite]

    init(name: String, suites: [JUnitSuite]) {
        self.name = name
        testsuite = suites
        tests = suites.reduce(0) { $0 + $1.tests }
        failures = suites.reduce(0) { $0 + $1.failures }
        errors = suites.reduce(0) { $0 + $1.errors }
        skipped = suites.reduce(0) { $0 + $1.skipped }
        time = JUnitTime.text(suites.reduce(0) { $0 + $1.milliseconds })
    }

    static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding {
        key.stringValue == "testsuite" ? .element : .attribute
    }
}

/// `<testsuite>`.
struct JUnitSuite: Encodable, Sendable, DynamicNodeEncoding {
    enum CodingKeys: String, CodingKey {
        case name, timestamp, hostname, tests, failures, errors, skipped, time, properties, testcase
    }

    let name: String
    let timestamp: String
    let hostname: String
    let properties: JUnitProperties
    let milliseconds: Double
    var testcase: [JUnitCase]
    let time: String

    var tests: Int { testcase.count }
    var failures: Int { testcase.count { $0.failure != nil } }
    var errors: Int { testcase.count { $0.error != nil } }
    var skipped: Int { testcase.count { $0.skipped != nil } }

    /// A top-level test with everything below it, flat.
    init(_ test: KTAPTest, index: Int, context: RunContext) {
        let name = XMLText.clean(test.name.isEmpty ? "suite \(index + 1)" : test.name)
        let leaves = TestLeaf.leaves(of: KTAPReport(tests: [test]))
        let cases = leaves.enumerated().map { JUnitCase($0.element, suite: name, index: $0.offset) }
        self.init(name: name, cases: cases, milliseconds: test.milliseconds, context: context)
    }

    /// What is no test: the kernel's reports, and the verdict where no test can carry it.
    init(verdict: Verdict, splats: [SplatReport], context: RunContext) {
        var cases = splats.map { JUnitCase(splat: $0) }
        let causes = [verdict.cause].compactMap { $0 } + verdict.others
        // Failed tests and reports have cases of their own.
        for cause in causes where ![.testsFailed, .splat, .allSkipped].contains(cause.kind) {
            cases.append(JUnitCase(cause: cause))
        }
        if cases.isEmpty { cases = [JUnitCase(passing: "console is clean and results are complete")] }
        self.init(name: "dmabuf-lab", cases: cases, milliseconds: nil, context: context)
    }

    private init(name: String, cases: [JUnitCase], milliseconds: Double?, context: RunContext) {
        self.name = name
        testcase = cases
        self.milliseconds = milliseconds ?? cases.reduce(0) { $0 + $1.milliseconds }
        time = JUnitTime.text(self.milliseconds)
        timestamp = JUnitTime.timestamp(context.started)
        hostname = XMLText.clean(context.hostname)
        properties = JUnitProperties(context)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(timestamp, forKey: .timestamp)
        try container.encode(hostname, forKey: .hostname)
        try container.encode(tests, forKey: .tests)
        try container.encode(failures, forKey: .failures)
        try container.encode(errors, forKey: .errors)
        try container.encode(skipped, forKey: .skipped)
        try container.encode(time, forKey: .time)
        try container.encode(properties, forKey: .properties)
        try container.encode(testcase, forKey: .testcase)
    }

    static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding {
        ["properties", "testcase"].contains(key.stringValue) ? .element : .attribute
    }
}

/// `<properties>`: what one needs to make the run again.
struct JUnitProperties: Encodable, Sendable {
    struct Property: Encodable, Sendable, DynamicNodeEncoding {
        let name: String
        let value: String

        static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding { .attribute }
    }

    let property: [Property]

    init(_ context: RunContext) {
        let all: [(String, String?)] = [
            ("kernel", context.kernelRelease), ("profile", context.profile), ("command", context.command),
            ("machine", context.machineCommand),
        ]
        property = all.compactMap { name, value in value.map { Property(name: name, value: XMLText.clean($0)) } }
    }
}

/// Times as JUnit's readers take them.
enum JUnitTime {
    /// Seconds with three decimals, no exponent, no separator of thousands.
    static func text(_ milliseconds: Double) -> String {
        guard milliseconds.isFinite, milliseconds > 0, milliseconds < 1e15 else { return "0.000" }
        let whole = Int(milliseconds.rounded())
        let fraction = String(whole % 1000)
        return "\(whole / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// ISO 8601 in UTC, without fractions.
    static func timestamp(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}
