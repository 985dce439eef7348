// SPDX-License-Identifier: GPL-2.0-only

/// What of a series there is to compile.
package struct CompilePlan: Sendable, Equatable {
    /// A file that no kernel is made of.
    package struct Exception: Sendable, Equatable {
        package let file: String
        package let reason: String
    }

    /// C files, each an object of its own or a part of others.
    package var sources: [String] = []
    /// Headers, compiled with what includes them.
    package var headers: [String] = []
    /// What the configuration step reads.
    package var rules: [String] = []
    package var exempt: [Exception] = []
    /// Files of which nobody here knows how to compile them.
    package var unknown: [String] = []

    /// The whole list of what need not be compiled. A file of the kernel proper does not belong here.
    private static let exceptions: [(path: String, reason: String)] = [
        ("Documentation/", "documentation"),
        ("MAINTAINERS", "documentation"),
        ("tools/", "programs of user space, which have builds of their own"),
    ]

    /// - Parameter files: paths from the tree's top; not those that the series removes.
    package init(files: [String]) {
        for file in Set(files).sorted() {
            let name = file.split(separator: "/").last.map(String.init) ?? ""
            if let exception = Self.exceptions.first(where: { Self.covers($0.path, file) }) {
                exempt.append(Exception(file: file, reason: exception.reason))
            } else if name.hasSuffix(".c") {
                sources.append(file)
            } else if name.hasSuffix(".h") {
                headers.append(file)
            } else if name.hasPrefix("Kconfig") || name == "Makefile" || name == "Kbuild" {
                rules.append(file)
            } else {
                unknown.append(file)
            }
        }
    }

    private static func covers(_ path: String, _ file: String) -> Bool {
        path.hasSuffix("/") ? file.hasPrefix(path) : file == path
    }
}
