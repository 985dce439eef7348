// SPDX-License-Identifier: GPL-2.0-only

/// What Sphinx has to say against a page, or kernel-doc on the way.
package struct PageRemark: Sendable, Equatable {
    /// From the tree's top.
    package let file: String
    /// From 1.
    package let line: Int?
    /// With its level.
    package let message: String

    /// Reads the output of `sphinx-build -q`.
    ///
    /// - Parameter roots: folders that stand for the tree's top, with a slash at their end.
    package static func all(in lines: [String], roots: [String]) -> [PageRemark] {
        var remarks: [PageRemark] = []
        for line in lines {
            var text = line
            // A remark on what a directive included names the page, its line, and then the file that was included.
            for root in roots {
                text = text.split(separator: root, omittingEmptySubsequences: false).joined()
            }
            guard
                let mark = ["WARNING: ", "ERROR: ", "SEVERE: ", "CRITICAL: ", "warning: ", "error: "]
                    .compactMap({ text.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
            else {
                continue
            }
            let places = text[..<mark.lowerBound].split(separator: " ").map { $0.split(separator: ":") }
            let place = places.last ?? []
            remarks.append(
                PageRemark(
                    file: place.first.map(String.init) ?? "", line: place.count > 1 ? Int(place[1]) : nil,
                    message: String(text[mark.lowerBound...])))
        }
        return remarks
    }

    /// The remarks that are there more often than before; lines move.
    package static func new(_ remarks: [PageRemark], since base: [PageRemark]) -> [PageRemark] {
        var known: [String: Int] = [:]
        for remark in base {
            known["\(remark.file):\(remark.message)", default: 0] += 1
        }
        return remarks.filter { remark in
            let key = "\(remark.file):\(remark.message)"
            known[key, default: 0] -= 1
            return known[key, default: 0] < 0
        }
    }

    /// The label that a reference looks for in vain: it may be on a page that was not made.
    package var missingLabel: String? {
        guard let mark = message.firstRange(of: "undefined label: ") else {
            return nil
        }
        return String(message[mark.upperBound...].filter { $0 != "'" && $0 != "\"" }.prefix { $0 != " " })
    }
}
