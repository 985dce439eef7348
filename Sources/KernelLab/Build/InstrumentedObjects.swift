// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// The objects that GCOV counts in: those of the C files that the series touches.
struct ProfiledObjects: Sendable {
    private let tree: KernelTree
    /// From the tree's top.
    private let sources: [String]

    init(_ tree: KernelTree) {
        self.tree = tree
        sources = CompilePlan(files: tree.patched).sources
    }

    /// What `make` has to be told: kbuild asks for `GCOV_PROFILE_NAME.o` in every folder, so a namesake elsewhere is
    /// counted in as well, which does no harm.
    var arguments: [String] {
        Set(sources.map { "GCOV_PROFILE_\(FilePath($0).stem ?? "").o=y" }).sorted()
    }

    /// Copies what the compiler noted about those that this kernel has.
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
