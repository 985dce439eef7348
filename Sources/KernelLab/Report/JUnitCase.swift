// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP
internal import XMLCoder

/// `<testcase>`, with at most one of failure, error and skipped.
struct JUnitCase: Encodable, Sendable, DynamicNodeEncoding {
    /// `<failure>` and `<error>`.
    struct Problem: Encodable, Sendable, DynamicNodeEncoding {
        enum CodingKeys: String, CodingKey {
            case message, type
            case text = ""
        }

        let message: String
        let type: String
        let text: String

        static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding {
            key.stringValue.isEmpty ? .element : .attribute
        }
    }

    /// `<skipped>`.
    struct Skip: Encodable, Sendable, DynamicNodeEncoding {
        let message: String

        static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding { .attribute }
    }

    enum CodingKeys: String, CodingKey {
        case classname, name, time, failure, error, skipped
        case systemOut = "system-out"
    }

    let classname: String
    var name: String
    let time: String
    let failure: Problem?
    let error: Problem?
    let skipped: Skip?
    let systemOut: String?
    let milliseconds: Double

    private init(
        classname: String, name: String, milliseconds: Double = 0, failure: Problem? = nil, error: Problem? = nil,
        skipped: Skip? = nil, output: [String] = []
    ) {
        self.classname = XMLText.clean(classname)
        self.name = XMLText.clean(name)
        self.milliseconds = milliseconds
        time = JUnitTime.text(milliseconds)
        self.failure = failure
        self.error = error
        self.skipped = skipped
        systemOut = output.isEmpty ? nil : XMLText.clean(output.joined(separator: "\n"))
    }

    /// A test. Its class is the path to it, joined by dots.
    init(_ leaf: TestLeaf, suite: String, index: Int) {
        let test = leaf.test
        var problem: Problem?
        if test.status.isFailure {
            let message = test.reason ?? test.diagnostics.last ?? test.status.rawValue
            problem = Problem(
                message: XMLText.clean(message), type: test.status.rawValue,
                text: XMLText.clean(test.diagnostics.joined(separator: "\n")))
        }
        var skip: Skip?
        if test.status == .skip { skip = Skip(message: XMLText.clean(test.reason ?? "no reason given")) }
        if test.status == .expectedFailure {
            skip = Skip(message: XMLText.clean("expected failure: \(test.reason ?? "")"))
        }
        self.init(
            classname: leaf.path.isEmpty ? suite : leaf.path.joined(separator: "."),
            name: test.name.isEmpty ? "test \(index + 1)" : test.name, milliseconds: test.milliseconds ?? 0,
            failure: test.status == .fail ? problem : nil, error: test.status == .fail ? nil : problem, skipped: skip,
            output: test.diagnostics)
    }

    init(splat: SplatReport) {
        let problem = Problem(
            message: XMLText.clean(splat.title), type: splat.kind.rawValue,
            text: XMLText.clean(splat.lines.joined(separator: "\n")))
        self.init(classname: "kernel.console", name: splat.title, error: problem)
    }

    init(cause: VerdictCause) {
        let problem = Problem(message: XMLText.clean(cause.message), type: cause.kind.rawValue, text: "")
        self.init(classname: "run", name: cause.kind.rawValue, error: problem)
    }

    init(passing name: String) {
        self.init(classname: "run", name: name)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(classname, forKey: .classname)
        try container.encode(name, forKey: .name)
        try container.encode(time, forKey: .time)
        try container.encodeIfPresent(failure, forKey: .failure)
        try container.encodeIfPresent(error, forKey: .error)
        try container.encodeIfPresent(skipped, forKey: .skipped)
        try container.encodeIfPresent(systemOut, forKey: .systemOut)
    }

    static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding {
        ["classname", "name", "time"].contains(key.stringValue) ? .attribute : .element
    }
}

/// Readers keep a test's history by class and name, so the pair must be unique in a document.
enum JUnitNames {
    private struct Key: Hashable {
        let classname: String
        let name: String
    }

    /// Repeated names get a number, in order of appearance: stable as long as the tests are.
    static func unique(_ suites: [JUnitSuite]) -> [JUnitSuite] {
        var seen: Set<Key> = []
        var result = suites
        for suite in result.indices {
            for index in result[suite].testcase.indices {
                let original = result[suite].testcase[index]
                var name = original.name
                var count = 1
                while !seen.insert(Key(classname: original.classname, name: name)).inserted {
                    count += 1
                    name = "\(original.name) (\(count))"
                }
                result[suite].testcase[index].name = name
            }
        }
        return result
    }
}
