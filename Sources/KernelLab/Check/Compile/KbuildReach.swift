// SPDX-License-Identifier: GPL-2.0-only

/// Finds out what must be configured for kbuild to compile a file, from the tree's makefiles.
///
/// `make file.o` compiles any file whose folder is entered at all, even one that no makefile names, so that kbuild itself
/// cannot be asked.
package final class KbuildReach {
    /// Sets of conditions, any of which is enough.
    package typealias Ways = [[KbuildCondition]]

    private let read: (String) -> String?
    private var makefiles: [String: KbuildMakefile?] = [:]

    /// - Parameter read: gives a file's text by its path in the tree, or nil when there is none.
    package init(read: @escaping (String) -> String?) {
        self.read = read
    }

    /// - Parameter file: a C file's path from the tree's top.
    /// - Returns: nil when no makefile names its object; such a file is compiled only as a part of others, if at all.
    package func ways(to file: String) -> Ways? {
        guard file.hasSuffix(".c") else {
            return nil
        }
        let parts = file.split(separator: "/").map(String.init)
        // The makefile that names an object need not be in its own folder: `gem/a.o` is in the folder above.
        for depth in stride(from: parts.count - 1, through: 0, by: -1) {
            let folder = parts[..<depth].joined(separator: "/")
            let object = parts[depth...].joined(separator: "/").dropLast() + "o"
            if let ways = ways(to: String(object), in: folder) {
                return combine(ways, enter(folder))
            }
        }
        return nil
    }

    /// What must be configured for a folder to be entered.
    private func enter(_ folder: String) -> Ways {
        let parts = folder.split(separator: "/").map(String.init)
        for depth in stride(from: parts.count - 1, through: 0, by: -1) {
            let parent = parts[..<depth].joined(separator: "/")
            if let ways = ways(to: parts[depth...].joined(separator: "/") + "/", in: parent) {
                return combine(ways, enter(parent))
            }
        }
        return [[]]
    }

    /// What must be configured for a makefile to name an object or a folder; nil when it never does.
    private func ways(to word: String, in folder: String) -> Ways? {
        guard let makefile = makefile(of: folder) else {
            return nil
        }
        var seen: Set<String> = []
        let ways = makefile.assignments.filter { $0.words.contains(word) }
            .flatMap { self.ways(of: $0, in: makefile, seen: &seen) }
        return ways.isEmpty ? nil : unique(ways)
    }

    /// What must be configured for what an assignment gives its variable to be compiled.
    private func ways(
        of assignment: KbuildMakefile.Assignment, in makefile: KbuildMakefile, seen: inout Set<String>
    ) -> Ways {
        let variable = assignment.variable
        let own = assignment.conditions + (Self.symbol(in: variable).map { [KbuildCondition.isSet($0)] } ?? [])
        if ["obj-", "lib-", "subdir-", "core-"].contains(where: variable.hasPrefix) {
            return [own]
        }
        guard seen.insert(variable).inserted else {
            return []
        }
        defer { seen.remove(variable) }
        // A part of foo.o is in foo-y, foo-objs or foo-$(CONFIG_X); other variables are only referred to, and
        // foo-$(CONFIG_X) by what it comes to.
        let composite = Self.composite(variable)
        let names =
            Self.symbol(in: variable) == nil
            ? [variable]
            : ["y", "m"].compactMap { value in
                composite.map { "\($0)-\(value)" }
            }
        let users = makefile.assignments.filter { user in
            names.contains(where: user.references.contains) || composite.map { user.words.contains($0 + ".o") } == true
        }
        return users.flatMap { ways(of: $0, in: makefile, seen: &seen) }.map { own + $0 }
    }

    private func makefile(of folder: String) -> KbuildMakefile? {
        if let known = makefiles[folder] {
            return known
        }
        let prefix = folder.isEmpty ? "" : folder + "/"
        let text = read(prefix + "Kbuild") ?? read(prefix + "Makefile")
        let makefile = text.map { KbuildMakefile(parsing: $0, folder: folder, read: read) }
        makefiles[folder] = .some(makefile)
        return makefile
    }

    /// `X` of `obj-$(CONFIG_X)` or `obj-$(subst m,y,$(CONFIG_X))`.
    private static func symbol(in variable: String) -> String? {
        variable.firstRange(of: "$(CONFIG_").map { mark in String(variable[mark.upperBound...].prefix { $0 != ")" }) }
    }

    /// `foo` of `foo-y`, `foo-m`, `foo-objs` and `foo-$(CONFIG_X)`.
    private static func composite(_ variable: String) -> String? {
        for suffix in ["-y", "-m", "-objs"] where variable.hasSuffix(suffix) {
            return String(variable.dropLast(suffix.count))
        }
        return variable.firstRange(of: "-$(").map { String(variable[..<$0.lowerBound]) }
    }

    private func combine(_ first: Ways, _ second: Ways) -> Ways {
        unique(first.flatMap { one in second.map { one + $0 } })
    }

    private func unique(_ ways: Ways) -> Ways {
        var seen: Set<Set<KbuildCondition>> = []
        return ways.filter { seen.insert(Set($0)).inserted }
    }
}
