// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Configures a build folder from fragments and checks that nothing asked for was dropped.
package struct KernelConfigurator: Sendable {
    private let runner: CommandRunner
    package let merged: MergedConfig

    /// Reads the fragments.
    package init(fragments: [FilePath], runner: CommandRunner) throws(LabFailure) {
        self.runner = runner
        var parsed: [ConfigFragment] = []
        for path in fragments {
            let name = path.lastComponent?.string ?? path.string
            do {
                let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
                parsed.append(try ConfigFragment(parsing: text, name: "configs/" + name))
            } catch let error as Errno {
                throw LabFailure(.config, "cannot read \(path): \(error)")
            } catch {
                throw LabFailure(.config, "\(error)")
            }
        }
        merged = MergedConfig(merging: parsed)
    }

    /// Writes `.config`, unless it is there for the same fragments, rules and compiler, and checks it.
    ///
    /// - Parameter acceptsDropped: whether a symbol may come out otherwise than it was asked for.
    package func configure(
        _ tree: KernelTree, toolchain: Toolchain, log: FilePath, acceptsDropped: Bool = false
    ) async throws {
        var fingerprint = Fingerprint("configuration 1")
        fingerprint.add("requested", merged.text)
        fingerprint.add("rules", tree.rules)
        fingerprint.add("toolchain", toolchain.identity)
        let key = fingerprint.key()
        let stamp = tree.build.appending("configured-key")
        if let bytes = try? AtomicFile.read(stamp), bytes == Array(key.utf8),
            try acceptsDropped || check(tree, toolchain).isEmpty
        {
            return
        }
        FileTree.unlink(stamp)
        let request = tree.build.appending("requested.config")
        try AtomicFile.write(merged.text, to: request)
        let result = try await runner.run(
            tree.make(["KCONFIG_ALLCONFIG=\(request)", "allnoconfig"], toolchain: toolchain), log: log)
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: tree.build, reason: line, needed: nil)
            }
            throw LabFailure(
                .config, "make allnoconfig failed with \(result.endingText)",
                details: BuildErrors.extract(from: result.lastLines))
        }
        let dropped = acceptsDropped ? [] : try check(tree, toolchain)
        if let first = dropped.first {
            throw LabFailure(
                .config, first,
                advice: "change configs/ or the tree's Kconfig so that every symbol asked for can be had",
                details: Array(dropped.dropFirst()))
        }
        try AtomicFile.write(key, to: stamp)
    }

    private func check(_ tree: KernelTree, _ toolchain: Toolchain) throws(LabFailure) -> [String] {
        let path = tree.build.appending(".config")
        let final: FinalConfig
        do {
            final = try FinalConfig(
                parsing: String(decoding: try AtomicFile.read(path), as: UTF8.self), name: path.string)
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading", path)
        } catch {
            throw LabFailure(.config, "\(error)")
        }
        return ConfigCheck.dropped(from: merged, in: final) {
            Kconfig(variables: ["SRCARCH": toolchain.architecture.sourceName]) { name in
                (try? AtomicFile.read(tree.source.appending(name))).map { String(decoding: $0, as: UTF8.self) }
            }
        }.map(\.description)
    }
}
