// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct JSONValueTests {
    @Test(arguments: [
        (#"a"b"#, #""a\"b""#), (#"a\b"#, #""a\\b""#), ("a\nb\r\tc", #""a\nb\r\tc""#), ("a\u{1}b", "\"a\\u0001b\""),
        ("\u{7F}", "\"\\u007f\""), ("\u{2028}", "\"\\u2028\""), ("größer 🙂", "\"größer 🙂\""), ("\r\n", #""\r\n""#),
        ("", "\"\""),
    ])
    func stringsAreEscapedOntoOneLine(text: String, expected: String) {
        #expect(JSONValue.string(text).line == expected)
    }

    @Test(arguments: [
        (0.0, "0.000"), (1.5, "1.500"), (12.3456, "12.346"), (-0.25, "-0.250"), (0.9996, "1.000"), (Double.nan, "null"),
        (.infinity, "null"),
    ])
    func timesHaveThreeDecimals(value: Double, expected: String) {
        #expect(JSONValue.decimal(value).line == expected)
    }

    @Test func membersKeepTheirOrder() {
        let value = JSONValue.object([("z", .integer(-1)), ("a", .array([.null, .bool(true)])), ("m", .object([]))])
        #expect(value.line == #"{"z":-1,"a":[null,true],"m":{}}"#)
    }
}
