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

    /// The configuration of a kernel, such as "6.12": later fragments win. The last two are there for those versions
    /// only that are to have something else than all others, in every profile or in that one.
    package func fragments(of profile: BuildProfile, kernel: String) -> [FilePath] {
        let folder = root.appending("configs")
        let versions = [kernel + ".config", "\(profile.rawValue)-\(kernel).config"].map { folder.appending($0) }
        return profile.fragments.map { folder.appending($0) } + versions.filter { FileTree.exists($0) }
    }

    /// What `check` compiles for an architecture: of a kernel, such as "6.12", and with what only that version has.
    func fragments(compiling architecture: Architecture, kernel: String) -> [FilePath] {
        let folder = root.appending("configs")
        let version = folder.appending("compile-\(architecture.rawValue)-\(kernel).config")
        return [folder.appending("compile-\(architecture.rawValue).config")]
            + (FileTree.exists(version) ? [version] : [])
    }

    /// The kernel that is taken when nobody names one.
    package static let defaultKernel = "6.12"

    /// The kernels that have a series, such as "6.12", oldest first.
    package var seriesVersions: [String] {
        let folder = root.appending("kernel-patches")
        return FileTree.names(in: folder)
            .filter { FileTree.exists(folder.appending($0).appending("series")) }
            .sorted { Self.numbers($0).lexicographicallyPrecedes(Self.numbers($1)) }
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".").map { Int($0) ?? 0 }
    }

    /// The series for a kernel, such as "6.12".
    package func series(for kernel: String) throws(LabFailure) -> FilePath {
        guard seriesVersions.contains(kernel) else {
            throw LabFailure(
                .apply, "no series for Linux \(kernel): there is no \(root)/kernel-patches/\(kernel)/series",
                advice: "there are series for \(seriesVersions.joined(separator: ", ")); "
                    + "name another folder with --series, or start a port of one: dmabuf-lab port")
        }
        return root.appending("kernel-patches").appending(kernel)
    }
}
