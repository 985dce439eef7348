// SPDX-License-Identifier: GPL-2.0-only

/// What GNU patch said when it could not apply a patch.
package struct PatchProblem: Sendable, Equatable {
    /// The file it was at, if it got that far.
    package let file: String?
    /// Such as "hunk 2 at line 120".
    package let hunk: String?
    package let lines: [String]

    /// Reads the output of `patch`, in English.
    package init(output: [String]) {
        var currentFile: String?
        var failedFile: String?
        var failedHunk: String?
        for line in output {
            let words = line.split(separator: " ").map(String.init)
            if words.count >= 3, words[0] == "patching" || words[0] == "checking", words[1] == "file" {
                currentFile = words[2...].joined(separator: " ")
            } else if words.count >= 3, words[0] == "Hunk", failedHunk == nil, line.contains("FAILED") {
                failedFile = currentFile
                let number = words[1].drop { $0 == "#" }
                failedHunk = "hunk \(number) at line \(words.last?.filter(\.isNumber) ?? "?")"
            } else if line.hasPrefix("can't find file to patch"), failedHunk == nil {
                // patch quotes the head of the change it cannot place, and gives no name otherwise.
                failedFile = nil
                failedHunk = "which the tree does not have"
            } else if line.hasPrefix("|--- a/"), failedHunk != nil, failedFile == nil {
                failedFile = String(line.dropFirst("|--- a/".count))
            } else if line.contains("malformed patch") || line.contains("Only garbage was found") {
                failedHunk = failedHunk ?? line
            }
        }
        file = failedFile ?? currentFile
        hunk = failedHunk
        lines = Array(output.filter { !$0.hasPrefix("|") }.prefix(10))
    }

    /// One line with the file and the hunk.
    package var summary: String {
        switch (file, hunk) {
        case (let file?, let hunk?): "\(file), \(hunk)"
        case (let file?, nil): file
        case (nil, let hunk?): hunk
        case (nil, nil): lines.last ?? "patch gave no reason"
        }
    }
}
