// SPDX-License-Identifier: GPL-2.0-only

/// One test's result, with its subtests.
public struct KTAPTest: Sendable, Equatable {
    /// The number on the result line; nil where the line has none (TAP allows that) or one that no Int can hold.
    public var number: Int?
    /// The description, unescaped; empty for kselftest's nameless lines (`ok 3 # SKIP why`).
    public var name: String
    /// The outcome. A parent whose line says `ok` over a failed subtest is ``KTAPStatus/fail`` here.
    public var status: KTAPStatus
    /// The text after the directive, or the diagnostic data where there is no directive; never empty.
    public var reason: String?
    /// The diagnostic and unknown lines before the result (and its YAML block), without the leading `# `.
    /// Bounded by ``KTAPLimits``; a line in square brackets says how many were left out.
    public var diagnostics: [String]
    /// The duration from `time=12.345ms` at the end of the diagnostic data, in milliseconds.
    public var milliseconds: Double?
    /// The subtests, in the order in which their results came.
    public var children: [KTAPTest]

    public init(
        number: Int? = nil, name: String, status: KTAPStatus, reason: String? = nil, diagnostics: [String] = [],
        milliseconds: Double? = nil, children: [KTAPTest] = []
    ) {
        self.number = number
        self.name = name
        self.status = status
        self.reason = reason
        self.diagnostics = diagnostics
        self.milliseconds = milliseconds
        self.children = children
    }
}
