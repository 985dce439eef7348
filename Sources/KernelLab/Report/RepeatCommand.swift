// SPDX-License-Identifier: GPL-2.0-only

/// The command line of a run, made over to repeat one test of it on the same kernel.
package struct RepeatCommand: Sendable, Equatable {
    private let program: String
    private let arguments: [String]

    /// - Parameter commandLine: the program as it was called, and all its arguments.
    package init(_ commandLine: [String]) {
        program = commandLine.first ?? "dmabuf-lab"
        var arguments: [String] = []
        var isValue = false
        for argument in commandLine.dropFirst() {
            // What selected tests then does not now.
            if isValue {
                isValue = false
            } else if argument == "--filter" {
                isValue = true
            } else if argument != "--only-failed", !argument.hasPrefix("--filter=") {
                arguments.append(argument)
            }
        }
        self.arguments = arguments
    }

    /// A line for a POSIX shell that runs just the test of this full name; nil when its name cannot be passed on
    /// through a kernel's command line, which knows no way to quote a quote.
    package func line(test: String) -> String? {
        // A word that begins with a dash is an option.
        guard !test.isEmpty, !test.hasPrefix("-"),
            test.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") })
        else { return nil }
        return Command(program, arguments + ["--filter", test]).shellLine
    }
}
