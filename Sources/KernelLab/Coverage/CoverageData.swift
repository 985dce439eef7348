// SPDX-License-Identifier: GPL-2.0-only

/// The files of counters that a guest has sent: a line `BYTES PATH` before each, `0 end` after the last.
package struct CoverageData: Sendable, Equatable {
    package struct File: Sendable, Equatable {
        /// The folder of the build and below it, without the first slash.
        package let path: String
        package let bytes: [UInt8]
    }

    package let files: [File]

    /// - Throws: ``LabFailure`` with exit code 20 when the end is missing, or what is there is something else.
    package init(parsing bytes: [UInt8]) throws(LabFailure) {
        var files: [File] = []
        var rest = bytes[...]
        while let lineEnd = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let words = rest[..<lineEnd].split(separator: UInt8(ascii: " "), maxSplits: 1)
            guard words.count == 2, let size = Int(String(decoding: words[0], as: UTF8.self)), size >= 0 else {
                throw LabFailure(.boot, "what the guest sent at byte \(rest.startIndex) is no coverage")
            }
            let path = String(decoding: words[1], as: UTF8.self)
            rest = rest[(lineEnd + 1)...]
            if path == "end" {
                self.files = files
                return
            }
            guard rest.count >= size else { break }
            files.append(File(path: path, bytes: Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        throw LabFailure(
            .boot, "the guest's coverage is cut short after \(files.count) objects",
            advice: "see the end of the console: did it die while it wrote?")
    }
}
