// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// Suites of the distribution's archive that are newer than the machine's release, for kernels that it does not have.
///
/// apt reads them through lists and caches of this project's own: nothing of the system's is read but where its
/// packages come from, and nothing of it is changed.
struct NewerSuites: Sendable {
    let cache: LabCache
    let runner: CommandRunner
    let progress: any ProgressReporter

    /// What is asked, nearest first: the backports of Debian 13, then what becomes the release after. By their names:
    /// mirrors may serve older contents under `stable-backports`.
    private static let suites = "trixie-backports unstable"

    /// Debian's keys, where apt's configuration does not name a file.
    private static let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"

    /// How old lists may be, in nanoseconds, before they are fetched anew: point releases come every few weeks.
    private static let listsLifetime: Int64 = 24 * 60 * 60 * 1_000_000_000

    /// Options that make apt look there, its lists being fetched first if need be; `nil` where it cannot.
    func options() async throws -> [String]? {
        guard let mirror = Self.mirror() else { return nil }
        let folder = cache.root.appending("archive")
        return try await FileLock.holding(
            cache.lockPath("archive"), onWait: { progress.note("waiting for another run to read the archive's lists") }
        ) {
            let wanted = Self.list(mirror)
            try prepare(folder, wanted)
            let options = Self.options(folder)
            let stamp = folder.appending("fetched")
            let isOurs = Self.text(stamp) == wanted
            let now = Int64(time(nil)) * 1_000_000_000
            if isOurs, let fetched = FileTree.status(stamp)?.modified, abs(now - fetched) < Self.listsLifetime {
                return options
            }
            progress.update(nil, "reading what \(mirror.address) has in \(Self.suites)")
            let result = try await runner.run(Command("apt-get", ["-q"] + options + ["update"]))
            guard result.isSuccess else {
                progress.note(
                    "the archive's newer suites cannot be read: \(result.lastLines.last ?? result.endingText)")
                return isOurs ? options : nil
            }
            try AtomicFile.write(wanted, to: stamp)
            return options
        }
    }

    private static func mirror() -> ArchiveMirror? {
        guard let release = text("/etc/os-release"),
            let codename = release.split(separator: "\n").first(where: { $0.hasPrefix("VERSION_CODENAME=") })
        else {
            return nil
        }
        let folder: FilePath = "/etc/apt/sources.list.d"
        let paths =
            ["/etc/apt/sources.list"]
            + FileTree.names(in: folder).sorted().filter { $0.hasSuffix(".list") || $0.hasSuffix(".sources") }
            .map { folder.appending($0) }
        let files = paths.compactMap { path in text(path).map { (name: path.string, text: $0) } }
        return ArchiveMirror(files: files, codename: String(codename.dropFirst("VERSION_CODENAME=".count)))
    }

    private static func text(_ path: FilePath) -> String? {
        (try? AtomicFile.read(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The sources, as sources.list(5) wants them.
    private static func list(_ mirror: ArchiveMirror) -> String {
        """
        Types: deb
        URIs: \(mirror.address)
        Suites: \(suites)
        Components: main
        Signed-By: \(mirror.keyring ?? keyring)

        """
    }

    private func prepare(_ folder: FilePath, _ list: String) throws {
        for name in ["state", "lists/partial", "cache/archives/partial"] {
            try FileTree.makeFolder(folder.appending(name))
        }
        let status = folder.appending("state/status")
        if !FileTree.exists(status) { try AtomicFile.write("", to: status) }
        try AtomicFile.write(list, to: folder.appending("archive.sources"))
    }

    private static func options(_ folder: FilePath) -> [String] {
        [
            "APT::Sandbox::User=", "APT::Get::List-Cleanup=0", "Acquire::Languages=none",
            "Dir::Etc::SourceList=\(folder.appending("archive.sources"))", "Dir::Etc::SourceParts=/dev/null",
            "Dir::State=\(folder.appending("state"))", "Dir::State::status=\(folder.appending("state/status"))",
            "Dir::State::Lists=\(folder.appending("lists"))", "Dir::Cache=\(folder.appending("cache"))",
        ].flatMap { ["-o", $0] }
    }
}
