// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A program to run, with everything that decides what it does.
package struct Command: Sendable, Equatable {
    /// The program's name, looked up in `PATH`, or its path.
    package var program: String
    package var arguments: [String]
    package var directory: FilePath?
    /// Changes to the inherited environment; `nil` removes a variable.
    package var environment: [String: String?]

    package init(
        _ program: String, _ arguments: [String], directory: FilePath? = nil, environment: [String: String?] = [:]
    ) {
        self.program = program
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
    }

    /// The command as a line that a POSIX shell runs as it is meant.
    package var shellLine: String {
        ([program] + arguments).map(Self.shellQuoted).joined(separator: " ")
    }

    /// One word, quoted for a POSIX shell if it needs to be.
    package static func shellQuoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./=:,+@%".utf8.contains(byte)
            }
        }
        if plain, !word.isEmpty {
            return word
        }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
