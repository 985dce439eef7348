// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Kernel sources from the distribution's own archive, without root: `apt-get download`, `dpkg-deb`, `tar`.
///
/// A kernel that the machine's release does not have may be in ``NewerSuites`` of the archive.
package struct DistributionSource: Sendable {
    private let cache: LabCache
    private let runner: CommandRunner
    private let progress: any ProgressReporter

    /// Bytes that the unpacked tree and, for a moment, the package beside it take.
    private static let unpackedSize: Int64 = 1_800_000_000

    package init(cache: LabCache, runner: CommandRunner, progress: any ProgressReporter) {
        self.cache = cache
        self.runner = runner
        self.progress = progress
    }

    /// The tree of a series such as "6.12", downloaded and unpacked if it is not there yet.
    package func prepare(series: String) async throws -> (source: KernelSource, wasCached: Bool) {
        let package = "linux-source-\(series)"
        var options: [String] = []
        var candidate = try await candidate(of: package, options)
        if candidate == nil,
            let newer = try await NewerSuites(cache: cache, runner: runner, progress: progress).options()
        {
            options = newer
            candidate = try await self.candidate(of: package, options)
        }
        guard let candidate else {
            return (try await offline(package: package, series: series), true)
        }
        let key = "\(package)_\(Self.fileSafe(candidate))"
        let entry = try await cache.entry(
            .sources, key, onWait: { progress.note("waiting for another run to unpack \(package)") }
        ) {
            folder in
            try DiskSpace.require(Self.unpackedSize, at: folder)
            let archive = try await download(package: package, version: candidate, options)
            try await unpack(archive, package: package, into: folder)
            FileTree.unlink(archive)
        }
        return (try source(at: entry.path, title: "\(package) \(candidate)", series: series), entry.wasCached)
    }

    private func source(at entry: FilePath, title: String, series: String) throws(LabFailure) -> KernelSource {
        let tree = entry.appending("tree")
        let version = try KernelTreeCheck.version(of: tree)
        guard version.series == series else {
            throw LabFailure(.source, "\(title) holds Linux \(version), not \(series)")
        }
        return KernelSource(
            origin: .distribution, folder: tree, version: version, title: title, slot: "debian-\(series)",
            identity: entry.lastComponent?.string ?? title)
    }

    /// The version apt would download; `nil` when apt knows none.
    private func candidate(of package: String, _ options: [String]) async throws -> String? {
        let result = try await runner.run(Command("apt-cache", options + ["policy", package]))
        for line in result.lastLines {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "Candidate:", words[1] != "(none)" {
                return String(words[1])
            }
        }
        return nil
    }

    /// The newest tree already unpacked, for a machine whose package lists are empty or that is off line.
    private func offline(package: String, series: String) async throws -> KernelSource {
        let folder = cache.root.appending(LabCache.Kind.sources.rawValue)
        let newest = FileTree.names(in: folder).filter { $0.hasPrefix(package + "_") }
            .max { left, right in
                let times = [left, right].map { FileTree.status(folder.appending($0))?.modified ?? 0 }
                return times[0] < times[1]
            }
        guard let newest, let entry = cache.find(.sources, newest) else {
            throw LabFailure(
                .source, "neither this machine's release nor the archive's newer suites have a package \(package)",
                advice: "run `sudo apt-get update`, or give a kernel tree of your own with --tree")
        }
        progress.note("apt knows no \(package) now: using the one unpacked before, \(newest)")
        return try source(at: entry, title: newest, series: series)
    }

    /// Downloads the package into the cache. A package whose unpacking was interrupted is there already.
    private func download(package: String, version: String, _ options: [String]) async throws -> FilePath {
        let final = cache.root.appending("downloads").appending("\(package)_\(Self.fileSafe(version)).deb")
        if FileTree.exists(final) {
            return final
        }
        let folder = try cache.makeTemporaryFolder(for: "download")
        progress.update(nil, "downloading \(package) \(version)")
        let result = try await runner.run(
            Command(
                "apt-get", ["-q", "-o", "APT::Sandbox::User="] + options + ["download", "\(package)=\(version)"],
                directory: folder))
        guard result.isSuccess, let name = FileTree.names(in: folder).first(where: { $0.hasSuffix(".deb") }) else {
            let errors = result.lastLines.filter { $0.hasPrefix("E:") || $0.hasPrefix("Err:") }
            try FileTree.remove(folder)
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: folder, reason: line, needed: 160_000_000)
            }
            throw LabFailure(
                .source, "apt-get could not download \(package) \(version): \(errors.last ?? result.endingText)",
                advice:
                    "check the network and run `sudo apt-get update`, or give a kernel tree of your own with --tree",
                details: errors)
        }
        do {
            try FileTree.rename(folder.appending(name), to: final)
        } catch {
            throw FileFailure.describe(error, doing: "writing", final)
        }
        try FileTree.remove(folder)
        return final
    }

    private func unpack(_ archive: FilePath, package: String, into folder: FilePath) async throws {
        progress.update(nil, "unpacking \(package)")
        let parts = folder.appending("parts")
        try await run(Command("dpkg-deb", ["-x", archive.string, parts.string]), at: folder, archive)
        let sources = parts.appending("usr/src")
        guard let tarball = FileTree.names(in: sources).first(where: { $0.hasPrefix(package + ".tar.") }) else {
            FileTree.unlink(archive)
            throw LabFailure(
                .source, "\(package) holds no usr/src/\(package).tar.*", advice: "run again to download it anew")
        }
        let tree = folder.appending("tree")
        try FileTree.makeFolder(tree)
        try await run(
            Command("tar", ["-xf", sources.appending(tarball).string, "-C", tree.string, "--strip-components=1"]),
            at: folder, archive)
        try FileTree.remove(parts)
    }

    private func run(_ command: Command, at folder: FilePath, _ archive: FilePath) async throws {
        let result = try await runner.run(command)
        if result.isSuccess {
            return
        }
        if let line = result.diskFullLine {
            throw FileFailure.diskFull(at: folder, reason: line, needed: Self.unpackedSize)
        }
        // A damaged package would fail again and again: the next run has to fetch it anew.
        FileTree.unlink(archive)
        throw LabFailure(
            .source,
            "\(command.program) could not unpack \(archive.lastComponent?.string ?? archive.string): "
                + (result.lastLines.last ?? result.endingText), advice: "run again to download it anew")
    }

    private static func fileSafe(_ version: String) -> String {
        String(version.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-~+".contains($0)) ? $0 : "_" })
    }
}
