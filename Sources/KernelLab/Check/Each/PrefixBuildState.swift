// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// What the kernel in a build folder was made of.
///
/// Most patches of the series are about drivers that the kernel to boot does not have, and make takes longer to find
/// that out than their objects take to compile.
package struct PrefixBuildState: Sendable, Codable {
    static let file = "each-built.json"

    /// All that decides the kernel apart from what the series changes.
    let setting: String
    /// Of what the series has changed so far, by path.
    let digests: [String: String]

    package init(setting: String, digests: [String: String]) {
        self.setting = setting
        self.digests = digests
    }

    /// Whether the kernel made of this is the one that another state asks for: no file that differs went into it.
    ///
    /// - Parameters:
    ///   - touched: what the patch touches that leads to the other state.
    ///   - build: the folder it was built in.
    package func gives(theKernelOf other: PrefixBuildState, touched: [String], build: FilePath) -> Bool {
        let paths = Set(digests.keys).union(other.digests.keys)
        return setting == other.setting
            && paths.filter { digests[$0] != other.digests[$0] }.union(touched).allSatisfy { !isPart($0, of: build) }
    }

    /// Whether a file decides anything about the kernel in a folder: each C file has an object of its own there.
    private func isPart(_ path: String, of build: FilePath) -> Bool {
        let plan = CompilePlan(files: [path])
        return !(plan.headers + plan.rules + plan.unknown).isEmpty
            || plan.sources.contains { FileTree.exists(build.appending($0.dropLast() + "o")) }
    }
}
