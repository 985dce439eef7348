// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// The objects of the C files that the series touches, for what instruments nothing else.
///
/// kbuild looks for `TOOL_NAME.o` in every folder, so a namesake elsewhere is instrumented as well, which does no harm.
struct InstrumentedObjects: Sendable {
    private let tree: KernelTree
    /// From the tree's top.
    private let sources: [String]

    init(_ tree: KernelTree) {
        self.tree = tree
        sources = CompilePlan(files: tree.patched).sources
    }

    /// What `make` has to be told of a profile.
    func arguments(for profile: BuildProfile) -> [String] {
        switch profile {
        case .fast, .debug, .bench, .probe: []
        case .coverage: Self.each(sources, "GCOV_PROFILE_")
        // All of the kernel would be, else. Not mm's either: it reads what mprotect() changes, such as the flags of a VMA
        // that is zapped by way of its file, and does not say that it means to.
        case .kcsan:
            ["KCSAN_SANITIZE=n"] + Self.each(sources.filter { !$0.hasPrefix("mm/") }, "KCSAN_SANITIZE_")
        }
    }

    private static func each(_ sources: [String], _ prefix: String) -> [String] {
        Set(sources.map { "\(prefix)\(FilePath($0).stem ?? "").o=y" }).sorted()
    }

    /// Copies what the compiler noted for gcov about those that this kernel has.
    func publish(into folder: FilePath) throws {
        for source in sources {
            let name = String(source.dropLast()) + "gcno"
            let notes = tree.build.appending(name)
            guard FileTree.exists(notes) else { continue }
            let target = folder.appending(name)
            try FileTree.makeFolder(target.removingLastComponent())
            try FileTree.copy(notes, to: target)
        }
    }
}
