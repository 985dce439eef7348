// SPDX-License-Identifier: GPL-2.0-only

/// What a compiler, sparse, objtool or kernel-doc has to say against a file.
package struct CompileRemark: Sendable, Hashable, Codable {
    /// From the tree's top, if it is in the tree.
    package let file: String
    /// From 1.
    package let line: Int?
    /// With its level: `warning: unused variable 'x' [-Wunused-variable]`.
    package let message: String

    /// Reads the output of one object's compilation.
    ///
    /// - Parameter source: the tree, as the compiler was told it.
    package static func all(in lines: [String], source: String) -> [CompileRemark] {
        var remarks: [CompileRemark] = []
        var lastPlace: Substring = ""
        for line in lines {
            if let (place, message) = split(line) {
                let parts = place.split(separator: ":")
                let path = parts.first.map(String.init) ?? ""
                remarks.append(
                    CompileRemark(
                        file: path.textAfter(prefix: source + "/") ?? path,
                        line: parts.count > 1 ? Int(parts[1]) : nil, message: message))
                lastPlace = place
            } else if let last = remarks.last, let text = line.textAfter(prefix: lastPlace + ":   ") {
                // sparse says what it expected and what it got in lines of their own.
                remarks[remarks.count - 1] = CompileRemark(
                    file: last.file, line: last.line, message: last.message + " | " + text.trimmingBlanks)
            }
        }
        return remarks
    }

    /// `PATH[:LINE[:COLUMN]]` and the message with its level.
    private static func split(_ line: String) -> (place: Substring, message: String)? {
        for level in ["warning: ", "error: ", "fatal error: "] {
            guard let mark = line.firstRange(of: ": " + level) else {
                continue
            }
            let place = line[..<mark.lowerBound]
            let numbers = place.split(separator: ":").dropFirst()
            guard !place.contains(" "), numbers.count <= 2, numbers.allSatisfy({ Int($0) != nil }) else {
                continue
            }
            return (place, level + line[mark.upperBound...])
        }
        return nil
    }
}

/// Which remarks on an object the unpatched tree has, too. Lines move, so remarks are told by file and text alone.
package struct CompileLedger: Sendable {
    private struct Key: Hashable {
        let file: String
        let message: String
    }

    private var known: [Key: Int] = [:]

    /// - Parameter base: the remarks on the same object of the unpatched tree.
    package init(base: [CompileRemark]) {
        for remark in base {
            known[Key(file: remark.file, message: remark.message), default: 0] += 1
        }
    }

    /// The remarks that are there more often than they were.
    package func new(in remarks: [CompileRemark]) -> [CompileRemark] {
        var left = known
        return remarks.filter { remark in
            let key = Key(file: remark.file, message: remark.message)
            left[key, default: 0] -= 1
            return left[key, default: 0] < 0
        }
    }
}
