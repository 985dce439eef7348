// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// The kernel tree's own checkers.
package struct TreeScripts: Sendable {
    private static let checkpatch = "scripts/checkpatch.pl"
    private static let kernelDoc = "scripts/kernel-doc"
    private static let maintainers = "scripts/get_maintainer.pl"
    /// Who is responsible by MAINTAINERS alone: history is not here to be asked, and names nobody who has to be asked.
    private static let maintainersOptions = [
        "--no-tree", "--no-rolestats", "--no-git", "--no-git-fallback", "--no-fixes",
    ]

    /// For `checkpatch.pl` on mails and files alike. Only a human may sign off.
    /// Not `--terse`: that leaves out the count of a clean file, and silence could be a script that never ran.
    private static let checkpatchOptions = ["--strict", "--no-signoff", "--emacs", "--show-types", "--color=never"]
    /// There is no history here to look commits up in, and MAINTAINERS has drivers/dma-buf/ as a whole.
    private static let mailOptions = ["--ignore", "FILE_PATH_CHANGES,UNKNOWN_COMMIT_ID"]
    /// What would make the scripts judge differently on another desk, or write into the tree.
    private static let environment: [String: String?] = [
        "HOME": "/nonexistent", "KBUILD_BUILD_TIMESTAMP": nil, "KBUILD_VERBOSE": nil, "KCFLAGS": nil,
        "KDOC_WERROR": nil, "SRCTREE": nil, "srctree": nil, "PYTHONDONTWRITEBYTECODE": "1",
    ]

    private let tree: FilePath
    private let runner: CommandRunner

    /// - Throws: ``LabFailure`` with exit code 10 when the tree lacks one of the scripts.
    package init(tree: FilePath, runner: CommandRunner) throws(LabFailure) {
        self.tree = tree
        self.runner = runner
        for script in [Self.checkpatch, Self.kernelDoc, Self.maintainers]
        where !FileTree.exists(tree.appending(script)) {
            throw LabFailure(.source, "\(tree) has no \(script)", advice: "a complete Linux source tree has it")
        }
    }

    /// Runs `checkpatch.pl` on a mail.
    package func checkpatch(mail: FilePath) async throws -> CheckpatchOutput {
        try await checkpatch(Self.mailOptions, mail)
    }

    /// Runs `checkpatch.pl` on a source file.
    package func checkpatch(file: FilePath) async throws -> CheckpatchOutput {
        try await checkpatch(["-f"], file)
    }

    private func checkpatch(_ options: [String], _ path: FilePath) async throws -> CheckpatchOutput {
        let arguments = [Self.checkpatch] + Self.checkpatchOptions + options + [path.string]
        let (lines, isSuccess) = try await run("perl", arguments, in: tree)
        return CheckpatchOutput(lines: lines, path: path.string, isSuccess: isSuccess)
    }

    /// Runs `kernel-doc` on files.
    ///
    /// - Parameter folder: what the files' paths are relative to.
    package func kernelDoc(_ files: [String], in folder: FilePath) async throws -> [KernelDocOutput.Warning] {
        if files.isEmpty {
            return []
        }
        // Newer trees have it in another language, so its first line decides what runs it.
        let script = tree.appending(Self.kernelDoc).string
        let (lines, isSuccess) = try await run(script, ["-none", "-Wall"] + files, in: folder)
        let warnings = KernelDocOutput(lines: lines).warnings
        guard isSuccess || !warnings.isEmpty else {
            throw LabFailure(.source, "\(script) failed and gave no reason")
        }
        return warnings
    }

    /// Asks `get_maintainer.pl` to whom mails have to go.
    ///
    /// - Parameter list: a MAINTAINERS other than the tree's.
    package func recipients(of mails: [FilePath], list: FilePath?) async throws -> RecipientCheck {
        let place = list.map { ["--maintainer-path=\($0)"] } ?? []
        var found: [MailRecipients] = []
        for kinds in [["--nol", "--nor", "--m"], ["--nom", "--r", "--l"]] {
            let arguments = [Self.maintainers] + Self.maintainersOptions + place + kinds + mails.map(\.string)
            let (lines, isSuccess) = try await run("perl", arguments, in: tree)
            guard isSuccess else {
                throw LabFailure(.source, "\(Self.maintainers) failed: \(lines.last ?? "it gave no reason")")
            }
            found.append(MailRecipients(lines: lines))
        }
        return RecipientCheck(to: found[0], cc: found[1])
    }

    private func run(
        _ program: String, _ arguments: [String], in folder: FilePath
    ) async throws -> (lines: [String], isSuccess: Bool) {
        let output = LineCollector()
        let result = try await runner.run(
            Command(program, arguments, directory: folder, environment: Self.environment), onLine: output.append)
        // As a shell has it: 126 cannot be run, 127 not found.
        if result.ending == .exited(126) || result.ending == .exited(127) {
            throw LabFailure(
                .toolMissing, "\(program) cannot be run: \(result.lastLines.last ?? result.endingText)",
                advice: "sudo apt-get install perl")
        }
        return (output.lines, result.isSuccess)
    }

    /// Removes what `checkpatch.pl --strict` leaves in the tree it runs in.
    package func cleanUp() {
        for name in FileTree.names(in: tree) where name.hasPrefix(".checkpatch-camelcase.") {
            FileTree.unlink(tree.appending(name))
        }
    }
}
