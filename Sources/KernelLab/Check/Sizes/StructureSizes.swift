// SPDX-License-Identifier: GPL-2.0-only

/// What `pahole -s` printed: the bytes of each structure.
package struct StructureSizes: Sendable, Equatable {
    package private(set) var bytes: [String: Int] = [:]

    package init() {}

    /// - Parameter lines: name, bytes and holes, with tabs between them.
    package init(lines: [String]) {
        for line in lines {
            let fields = line.split(separator: "\t")
            guard fields.count == 3, let size = Int(fields[1]), Int(fields[2]) != nil else {
                continue
            }
            bytes[String(fields[0])] = size
        }
    }

    package mutating func merge(_ other: StructureSizes) {
        bytes.merge(other.bytes) { $1 }
    }

    /// `struct a: 8 -> 16 bytes` for each that is not as it was; one that was not there is none of them.
    package func changes(since earlier: StructureSizes) -> [String] {
        bytes.sorted { $0.key < $1.key }.compactMap { name, size in
            guard let before = earlier.bytes[name], before != size else {
                return nil
            }
            return "struct \(name): \(before) -> \(size) bytes"
        }
    }

    /// Whether a structure is as large as it was.
    package func outcome(of name: String, since earlier: StructureSizes) -> CheckOutcome {
        guard let now = bytes[name], let before = earlier.bytes[name] else {
            return .failed([CheckFinding("struct \(name)", message: "pahole finds no such structure")])
        }
        return now == before
            ? .passed(notes: ["\(now) bytes"])
            : .failed([CheckFinding("struct \(name)", message: "\(before) -> \(now) bytes: each VMA has one")])
    }
}
