// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage

/// The git folder of a port.
struct PortFolder: Sendable {
    let path: FilePath
    let runner: CommandRunner

    private var statePath: FilePath { path.appending(".git/dmabuf-lab-port.json") }
    private var mailbox: FilePath { path.appending(".git/rebase-apply") }
    /// git names itself by these where it has nobody to name.
    private static let nobody = ["NAME": "dmabuf-lab", "EMAIL": "dmabuf-lab@localhost"]

    /// Runs git here, deaf to the caller's environment and hooks.
    func git(
        _ arguments: [String], environment: [String: String?] = [:], onLine: @Sendable (String) -> Void = { _ in }
    ) async throws -> CommandResult {
        var changes: [String: String?] = [
            "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_EDITOR": "true",
        ]
        changes.merge(environment) { _, new in new }
        let settings = [
            "safe.directory=*", "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.autocrlf=false",
            "core.looseCompression=1", "commit.gpgSign=false", "merge.conflictStyle=diff3", "rerere.enabled=false",
            "core.quotePath=off", "advice.detachedHead=false",
        ].flatMap { ["-c", $0] }
        return try await runner.run(
            Command("git", settings + ["-C", path.string] + arguments, environment: changes), onLine: onLine)
    }

    /// Runs git, which must succeed; gives all it printed.
    @discardableResult
    func output(
        _ arguments: [String], environment: [String: String?] = [:], orFail what: String
    ) async throws -> [String] {
        let lines = LineCollector()
        let result = try await git(arguments, environment: environment) { lines.append($0) }
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: path, reason: line, needed: nil)
            }
            throw LabFailure(.inputOutput, "\(what): git said: \(result.lastLines.last ?? result.endingText)")
        }
        return lines.lines
    }

    /// Commits a tree without a parent; the same tree gives the same commit.
    func commit(tree: String, _ message: String) async throws -> String {
        var environment: [String: String?] = [:]
        for role in ["AUTHOR", "COMMITTER"] {
            for (name, value) in Self.nobody {
                environment["GIT_\(role)_\(name)"] = value
            }
            environment["GIT_\(role)_DATE"] = "@0 +0000"
        }
        return try await output(
            ["commit-tree", "-m", message, tree], environment: environment, orFail: "cannot commit in \(path)"
        ).last ?? ""
    }

    /// What a commit is recorded as by, where the user has told git no name.
    func identity() async throws -> [String: String?] {
        if try await git(["var", "GIT_COMMITTER_IDENT"]).isSuccess {
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: Self.nobody.map { ("GIT_COMMITTER_\($0)", $1) })
    }

    func write(_ state: PortState) throws {
        try AtomicFile.write(Array(try JSONEncoder().encode(state)), to: statePath)
    }

    func readState() throws(LabFailure) -> PortState {
        do {
            return try JSONDecoder().decode(PortState.self, from: Data(try AtomicFile.read(statePath)))
        } catch {
            throw LabFailure(
                .usage, "\(path) is no port that was begun here", advice: "begin one: dmabuf-lab port FROM TO")
        }
    }

    /// The patch that git am is at, from 1; `nil` when it is not at work.
    var current: Int? {
        guard let bytes = try? AtomicFile.read(mailbox.appending("next")) else {
            return nil
        }
        return Int(String(decoding: bytes, as: UTF8.self).trimmingBlanks.filter(\.isNumber))
    }

    func unmerged() async throws -> [String] {
        try await output(["diff", "--name-only", "--diff-filter=U"], orFail: "cannot see what collides in \(path)")
    }
}
