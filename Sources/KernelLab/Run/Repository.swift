// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// This project's checkout: where the series, the configurations and the test module are.
package struct Repository: Sendable {
    package let root: FilePath

    /// Looks for the checkout from a folder upward.
    package init(around folder: FilePath) throws(LabFailure) {
        var place = folder
        while true {
            if Self.isRoot(place) {
                root = place
                return
            }
            guard place.removeLastComponent() else {
                throw LabFailure(
                    .usage, "\(folder) is not in a checkout of dmabuf-vma",
                    advice: "run from inside the checkout, or name it with --repository")
            }
        }
    }

    /// Takes a folder that must be the checkout.
    package init(at folder: FilePath) throws(LabFailure) {
        guard Self.isRoot(folder) else {
            throw LabFailure(.usage, "\(folder) is not a checkout of dmabuf-vma: it has no Package.swift and configs/")
        }
        root = folder
    }

    private static func isRoot(_ folder: FilePath) -> Bool {
        FileTree.exists(folder.appending("Package.swift")) && FileTree.exists(folder.appending("configs/base.config"))
    }

    package var moduleSources: FilePath { root.appending("kselftest") }

    /// The configuration of a kernel, such as "6.12": later fragments win. The last one is there for those versions
    /// only that are to have something else than all others.
    package func fragments(of profile: BuildProfile, kernel: String) -> [FilePath] {
        let folder = root.appending("configs")
        let version = folder.appending(kernel + ".config")
        return profile.fragments.map { folder.appending($0) } + (FileTree.exists(version) ? [version] : [])
    }

    /// The series for a kernel, such as "6.12".
    package func series(for kernel: String) throws(LabFailure) -> FilePath {
        let folder = root.appending("kernel-patches").appending(kernel)
        guard FileTree.exists(folder) else {
            let known = FileTree.names(in: root.appending("kernel-patches"))
                .filter { FileTree.status(root.appending("kernel-patches").appending($0))?.isFolder == true }
            throw LabFailure(
                .apply, "no series for Linux \(kernel): there is no \(folder)",
                advice: "there are series for \(known.joined(separator: ", ")); name another folder with --series")
        }
        return folder
    }
}
