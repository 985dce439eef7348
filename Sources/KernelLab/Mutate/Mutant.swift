// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// One small wrong change to what the series adds, and the checks that have to see it.
///
/// A file of Tests/Mutants: a mail whose message has a `Killed-by:` line for each pattern of tests. `console` stands for
/// whatever the kernel says or does not live to say.
package struct Mutant: Sendable, Equatable {
    /// How the file of the tree is changed.
    package enum Change: Sendable, Equatable {
        case patch(FilePath)
        /// Another text for a line, from 1, of the patched file.
        case line(Int, String)
    }

    /// The pattern that stands for the console.
    static let console = "console"

    /// The file without `.patch`, or where and how a generated one differs.
    package let name: String
    package let change: Change
    /// What is wrong.
    package let title: String
    package let touched: [String]
    /// Globs of full test names, or ``console``.
    package let killers: [String]
    let text: String

    /// - Throws: ``LabFailure`` with exit code 11 for a file that is none.
    package init(parsing text: String, path: FilePath) throws(LabFailure) {
        let mail: PatchMail
        do {
            mail = try PatchMail(parsing: text, file: path.string)
        } catch {
            throw LabFailure(.apply, "\(error)")
        }
        killers = text.split(separator: "\n").compactMap { String($0).textAfter(prefix: "Killed-by: ")?.trimmingBlanks }
        guard !mail.touchedFiles.isEmpty, !killers.isEmpty else {
            throw LabFailure(
                .apply, "\(path) is no mutant: it changes no file, or has no Killed-by: line",
                advice: "see the others in its folder")
        }
        name = path.stem ?? path.string
        change = .patch(path)
        let prefix = "mutant: "
        title = mail.subject.hasPrefix(prefix) ? String(mail.subject.dropFirst(prefix.count)) : mail.subject
        touched = mail.touchedFiles
        self.text = text
    }

    /// One that no hand wrote: whatever fails kills it.
    package init(generated name: String, title: String, file: String, line: Int, text: String) {
        self.name = name
        self.title = title
        change = .line(line, text)
        touched = [file]
        killers = ["*"]
        self.text = "\(file):\(line):\(text)"
    }

    /// Whether nobody wrote it: it may be as good as the original.
    package var isGenerated: Bool {
        if case .line = change { true } else { false }
    }

    /// All mutants of a folder, by name.
    package static func all(in folder: FilePath) throws(LabFailure) -> [Mutant] {
        var mutants: [Mutant] = []
        for name in FileTree.names(in: folder).sorted() where name.hasSuffix(".patch") {
            let path = folder.appending(name)
            let bytes: [UInt8]
            do {
                bytes = try AtomicFile.read(path)
            } catch {
                throw FileFailure.describe(error, doing: "reading", path)
            }
            mutants.append(try Mutant(parsing: String(decoding: bytes, as: UTF8.self), path: path))
        }
        guard !mutants.isEmpty else {
            throw LabFailure(.apply, "\(folder) has no mutants", advice: "name a folder of patches with --mutants")
        }
        return mutants
    }

    /// What the guest's runner is to run: the checks meant for it, or everything.
    var filters: [String] {
        let patterns = killers.filter { $0 != Self.console }
        return patterns.contains("*") ? [] : patterns
    }

    /// Whether a failing test is one that is meant to see it.
    package func isMeantToFail(_ test: String) -> Bool {
        filters.isEmpty || filters.contains { fnmatch($0, test, 0) == 0 }
    }

    /// Whether it may show on the console instead.
    package var mayShowOnConsole: Bool { killers.contains(Self.console) || killers.contains("*") }
}
