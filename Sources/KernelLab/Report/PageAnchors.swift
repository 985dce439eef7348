// SPDX-License-Identifier: GPL-2.0-only

/// Names for the places of a page, each once: a test's own name where a link can hold it.
struct PageAnchors {
    private var taken: Set<String> = [
        "run", "suites", "none", "end", "matrix", "reports", "failures", "problems", "skips", "log",
    ]

    init() {
        // Titles of sections are places as well.
        taken.formUnion(taken.map { $0 + "-title" })
    }

    /// A place for `name`.
    mutating func place(for name: String) -> String {
        let isPlain =
            !name.isEmpty && name.utf8.count <= 120
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./".utf8.contains(byte)
                }
            }
        let base = isPlain ? name : "test"
        var place = base
        var number = 2
        while !taken.insert(place).inserted {
            place = "\(base)~\(number)"
            number += 1
        }
        return place
    }
}
