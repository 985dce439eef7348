// SPDX-License-Identifier: GPL-2.0-only

/// A mail's headers: folded lines joined, RFC 2047's words decoded where they are UTF-8.
struct PatchHeaders {
    private let values: [String: String]

    init(_ lines: some Sequence<String>) {
        var values: [String: String] = [:]
        var current: String?
        for line in lines {
            if let key = current, line.first == " " || line.first == "\t" {
                values[key]? += " " + line.trimmingBlanks
            } else if let colon = line.firstIndex(of: ":"), !line.hasPrefix("From ") {
                let key = line[..<colon].lowercased()
                // The first one counts; a second From would be somebody's forgery or mistake.
                current = values[key] == nil ? key : nil
                if values[key] == nil { values[key] = line[line.index(after: colon)...].trimmingBlanks }
            } else {
                current = nil
            }
        }
        self.values = values
    }

    subscript(name: String) -> String? {
        values[name.lowercased()].map(Self.decoded)
    }

    /// `=?UTF-8?q?K=C3=B6nig?=`; git writes no other encoding in From and Subject.
    private static func decoded(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "=?UTF-8?q?"), let end = rest[start.upperBound...].firstRange(of: "?=") {
            result += rest[..<start.lowerBound]
            result += quotedPrintable(rest[start.upperBound..<end.lowerBound])
            rest = rest[end.upperBound...]
            // Blanks between two encoded words are none of the text.
            let after = rest.drop { $0 == " " }
            if after.hasPrefix("=?UTF-8?q?") { rest = after }
        }
        return result + rest
    }

    private static func quotedPrintable(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// `[PATCH v2 03/11] scope: Summary`.
struct PatchSubject {
    let text: String
    let number: Int
    let total: Int
    let version: Int
    let isRFC: Bool

    /// Nil when there is no `[… PATCH …]`. A single patch without numbers is 1 of 1.
    init?(_ subject: String) {
        guard subject.first == "[", let end = subject.firstIndex(of: "]") else { return nil }
        let words = subject[subject.index(after: subject.startIndex)..<end].split(separator: " ")
        guard words.contains("PATCH") else { return nil }
        isRFC = words.contains("RFC")
        version = words.compactMap { $0.first == "v" ? Int($0.dropFirst()) : nil }.first ?? 1
        let counts = words.compactMap { word -> (Int, Int)? in
            let parts = word.split(separator: "/")
            guard parts.count == 2, let number = Int(parts[0]), let total = Int(parts[1]) else { return nil }
            return (number, total)
        }
        (number, total) = counts.first ?? (1, 1)
        text = subject[subject.index(after: end)...].trimmingBlanks
    }
}

/// A commit message: its text and its trailers.
struct PatchMessage {
    let body: [String]
    let trailers: [PatchMail.Trailer]

    init(_ lines: some Sequence<String>) {
        var text = Array(lines)
        Self.dropBlankEnds(&text)
        var trailers: [PatchMail.Trailer] = []
        let start = text.lastIndex { $0.isEmpty }.map { $0 + 1 } ?? 0
        let last = text[start...]
        let parsed = last.compactMap(Self.trailer)
        let continuations = last.count { $0.hasPrefix(" ") }
        if !parsed.isEmpty, parsed.count + continuations == last.count {
            trailers = parsed
            text.removeSubrange(start...)
            Self.dropBlankEnds(&text)
        }
        body = text
        self.trailers = trailers
    }

    private static func dropBlankEnds(_ lines: inout [String]) {
        while lines.last?.trimmingBlanks.isEmpty == true { lines.removeLast() }
        while lines.first?.trimmingBlanks.isEmpty == true { lines.removeFirst() }
    }

    private static func trailer(_ line: String) -> PatchMail.Trailer? {
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
        let key = line[..<colon]
        let value = line[line.index(after: colon)...]
        guard key.first?.isUppercase == true, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }),
            value.hasPrefix(" ")
        else { return nil }
        return PatchMail.Trailer(key: String(key), value: value.trimmingBlanks)
    }
}

/// The hunks of a diff, as far as their stated lengths go.
enum PatchHunks {
    /// Index, in `lines`, of the first hunk that ends before its counts say so; nil when all are whole.
    static func firstTruncated(in lines: ArraySlice<String>) -> Int? {
        var index = lines.startIndex
        while index < lines.endIndex {
            guard let counts = counts(lines[index]) else {
                index += 1
                continue
            }
            let start = index
            var (old, new) = counts
            index += 1
            while old > 0 || new > 0 {
                guard index < lines.endIndex, take(lines[index], &old, &new), old >= 0, new >= 0 else { return start }
                index += 1
            }
        }
        return nil
    }

    private static func take(_ line: String, _ old: inout Int, _ new: inout Int) -> Bool {
        switch line.first {
        case " ", "\t", nil:
            // Mailers drop the blank of an empty context line.
            old -= 1
            new -= 1
        case "-": old -= 1
        case "+": new -= 1
        case "\\": break
        default: return false
        }
        return true
    }

    /// `@@ -1,5 +1,6 @@`; a missing count is 1.
    private static func counts(_ line: String) -> (old: Int, new: Int)? {
        let words = line.split(separator: " ")
        guard words.count >= 4, words[0] == "@@", words[3] == "@@", words[1].first == "-", words[2].first == "+",
            let old = count(words[1]), let new = count(words[2])
        else { return nil }
        return (old, new)
    }

    private static func count(_ range: Substring) -> Int? {
        let parts = range.dropFirst().split(separator: ",")
        guard let first = parts.first, Int(first) != nil else { return nil }
        return parts.count == 1 ? 1 : Int(parts[1])
    }
}
