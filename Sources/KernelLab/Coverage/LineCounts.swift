// SPDX-License-Identifier: GPL-2.0-only

/// How often the lines of a kernel's files were run.
package struct LineCounts: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package var count: Int
        package var function: String?
        /// How often each way out of the line was taken, of the object that took most.
        package var branches: [Int]

        package init(count: Int, function: String? = nil, branches: [Int] = []) {
            self.count = count
            self.function = function
            self.branches = branches
        }
    }

    private var files: [String: [Int: Line]] = [:]

    package init() {}

    /// Adds what an object ran of a line; one of a header is in many.
    ///
    /// - Parameter number: from 1.
    package mutating func add(_ line: Line, number: Int, of file: String) {
        guard var known = files[file]?[number] else {
            files[file, default: [:]][number] = line
            return
        }
        known.count += line.count
        // Two objects can have compiled the same line to different jumps: only counts of the same shape add up.
        if known.branches.count == line.branches.count {
            known.branches = zip(known.branches, line.branches).map { $0 + $1 }
        } else if known.branches.count(where: { $0 > 0 }) < line.branches.count(where: { $0 > 0 }) {
            known.branches = line.branches
        }
        files[file]?[number] = known
    }

    /// Adds an object's lines.
    ///
    /// - Parameter source: the folder of the tree, which the paths then are relative to.
    mutating func add(_ document: GcovDocument, source: String) {
        let prefix = source.hasSuffix("/") ? source : source + "/"
        for file in document.files where file.file.hasPrefix(prefix) {
            let path = String(file.file.dropFirst(prefix.count))
            for line in file.lines {
                add(
                    Line(count: line.count, function: line.function, branches: line.branches.map(\.count)),
                    number: line.number, of: path)
            }
        }
    }

    /// Whether this kernel has any code of a file.
    package func has(_ file: String) -> Bool { files[file] != nil }

    /// What is known of a line; nil where there is no code.
    package func line(_ number: Int, of file: String) -> Line? { files[file]?[number] }
}
