// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Tells whether a folder is a kernel tree, and of which version.
package enum KernelTreeCheck {
    private static let landmarks = [
        "Makefile", "Kconfig", "mm/memory.c", "drivers/dma-buf/dma-buf.c", "scripts/Makefile.build",
    ]

    /// The version of the tree in a folder.
    package static func version(of folder: FilePath) throws(LabFailure) -> KernelVersion {
        guard FileTree.exists(folder) else {
            throw LabFailure(.source, "no kernel tree at \(folder): no such folder")
        }
        for landmark in landmarks where !FileTree.exists(folder.appending(landmark)) {
            throw LabFailure(
                .source, "\(folder) is not a kernel tree: it has no \(landmark)",
                advice: "give --tree the top folder of a complete Linux source tree")
        }
        let makefile = folder.appending("Makefile")
        do {
            let text = String(decoding: try AtomicFile.read(makefile), as: UTF8.self)
            guard let version = KernelVersion(makefile: text) else {
                throw LabFailure(
                    .source, "\(makefile) states no VERSION and PATCHLEVEL, so \(folder) is no kernel tree")
            }
            return version
        } catch {
            throw FileFailure.describe(error, doing: "reading", makefile)
        }
    }
}
