// SPDX-License-Identifier: GPL-2.0-only

import Synchronization
import SystemPackage

/// Compiles single objects of a tree, with `W=1` and sparse if it is strict, and keeps what was said about each.
///
/// What was said is kept beside the object. So `make` decides what has to be compiled anew, an object that is up to date
/// still has its remarks, and an interrupted run goes on where it was.
struct ObjectBuilder: Sendable {
    /// What became of one object.
    struct Object: Sendable {
        let path: String
        /// Whether it is there and up to date.
        let isBuilt: Bool
        /// What was printed when it was compiled; where nothing was, and it is not there, why make gave up.
        let output: [String]
    }

    let tree: KernelTree
    let toolchain: Toolchain
    let runner: CommandRunner
    let progress: any ProgressReporter
    var isStrict = true
    var arguments: [String] = []

    /// Newer kernels use an operator that sparse 0.6.4 does not know, and then leave sparse out with no more than a line
    /// in the log. And each line such as MODULE_LICENSE() asserts the length of a constant, which sparse cannot tell.
    private static let checker =
        "CHECK=sparse -D__typeof_unqual__=__typeof__ '-D__builtin_strlen(s)=(sizeof(s)-1)'"

    /// -O keeps each object's lines together.
    private var options: [String] {
        (isStrict ? ["W=1", "C=1", Self.checker] : []) + ["--output-sync=target"] + arguments
    }

    /// Compiles what every object needs.
    func prepare() async throws {
        let log = tree.build.appending("prepare.log")
        let counter = BuildProgress(title: "preparing", expected: nil, reporter: progress)
        let result = try await runner.run(
            tree.make(options + ["prepare"], toolchain: toolchain), log: log, onLine: counter.consume)
        guard result.isSuccess else {
            throw failure(result, "make prepare for \(toolchain.architecture.rawValue) failed", log: log)
        }
    }

    /// Compiles objects that the configuration has.
    func build(_ objects: [String]) async throws -> [Object] {
        if objects.isEmpty {
            return []
        }
        for object in objects where !isComplete(object) {
            FileTree.unlink(tree.build.appending(object))
        }
        let log = tree.build.appending("objects.log")
        let listener = ObjectListener(Set(objects))
        // Two lines for each: compiled, and checked by sparse.
        let counter = BuildProgress(title: "compiling", expected: 2 * objects.count, reporter: progress)
        let result = try await runner.run(
            tree.make(options + ["--keep-going"] + objects, toolchain: toolchain), log: log
        ) { line in
            counter.consume(line)
            if let (object, lines) = listener.consume(line) {
                record(object, lines)
            }
        }
        if let (object, lines) = listener.finish() {
            record(object, lines)
        }
        if let line = result.diskFullLine {
            throw FileFailure.diskFull(at: tree.build, reason: line, needed: nil)
        }
        // The compiler leaves the object of an earlier state in place when it fails.
        for object in listener.failed {
            FileTree.unlink(record(of: object))
        }
        let built = objects.map { object in
            let isBuilt = isComplete(object)
            return Object(
                path: object, isBuilt: isBuilt,
                output: listener.output(of: object)
                    ?? (isBuilt ? said(about: object) : BuildErrors.extract(from: result.lastLines)))
        }
        // Killed, or failed although there is everything that was asked for.
        if !result.isSuccess, built.allSatisfy(\.isBuilt) || result.ending != .exited(2) {
            throw failure(result, "make for \(toolchain.architecture.rawValue) failed", log: log)
        }
        return built
    }

    /// The sources and headers that a built object was made of, as make was told them.
    func dependencies(of object: String) -> Set<String> {
        let path = FilePath(object)
        let name = path.lastComponent?.string ?? ""
        let file = tree.build.pushing(path.removingLastComponent()).appending(".\(name).cmd")
        let text = (try? AtomicFile.read(file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let prefix = tree.source.string + "/"
        return Set(text.split(whereSeparator: \.isWhitespace).compactMap { String($0).textAfter(prefix: prefix) })
    }

    /// Whether an object is there, and what was said about it is, too, and is the younger of both.
    private func isComplete(_ object: String) -> Bool {
        guard let made = FileTree.status(tree.build.appending(object)),
            let written = FileTree.status(record(of: object))
        else {
            return false
        }
        return written.modified >= made.modified
    }

    private func record(of object: String) -> FilePath {
        tree.build.appending(object + ".said")
    }

    private func record(_ object: String, _ lines: [String]) {
        // Without it the object counts as not compiled.
        guard FileTree.exists(tree.build.appending(object)) else {
            return
        }
        try? AtomicFile.write(lines.map { $0 + "\n" }.joined(), to: record(of: object))
    }

    private func said(about object: String) -> [String] {
        let text = (try? AtomicFile.read(record(of: object))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    private func failure(_ result: CommandResult, _ what: String, log: FilePath) -> LabFailure {
        let errors = BuildErrors.extract(from: result.lastLines)
        return LabFailure(
            .kernelBuild, "\(what): \(errors.first ?? result.endingText)", advice: "the whole log is \(log)",
            details: Array(errors.dropFirst()))
    }
}

/// Tells apart the lines about each object in the output of `make -O`.
final class ObjectListener: Sendable {
    private struct State {
        var current: String?
        var lines: [String] = []
        var finished: [String: [String]] = [:]
        var failed: Set<String> = []
    }

    private let objects: Set<String>
    private let state = Mutex(State())

    init(_ objects: Set<String>) {
        self.objects = objects
    }

    /// What was printed about an object; nil when it was not compiled.
    func output(of object: String) -> [String]? {
        state.withLock { $0.finished[object] }
    }

    /// The objects that make could not make.
    var failed: Set<String> { state.withLock { $0.failed } }

    /// Takes a line; gives the object that was finished by it, with what was printed about it.
    func consume(_ line: String) -> (object: String, lines: [String])? {
        state.withLock { state in
            guard let announcement = Self.announcement(line) else {
                if line.hasPrefix("make") {
                    if let object = Self.failure(line), objects.contains(object) {
                        state.failed.insert(object)
                    }
                    return Self.finish(&state)
                }
                state.lines.append(line)
                return nil
            }
            if announcement.verb == "CHECK" {
                return nil
            }
            let finished = Self.finish(&state)
            if announcement.verb == "CC", objects.contains(announcement.file) {
                state.current = announcement.file
            }
            return finished
        }
    }

    /// The last object, after the last line.
    func finish() -> (object: String, lines: [String])? {
        state.withLock { Self.finish(&$0) }
    }

    private static func finish(_ state: inout State) -> (object: String, lines: [String])? {
        defer {
            state.current = nil
            state.lines = []
        }
        guard let object = state.current else {
            return nil
        }
        state.finished[object] = state.lines
        return (object, state.lines)
    }

    /// `make[5]: *** [scripts/Makefile.build:234: drivers/a.o] Error 1`.
    private static func failure(_ line: String) -> String? {
        guard let mark = line.firstRange(of: ": *** ["), let end = line.firstRange(of: "] Error ") else {
            return nil
        }
        return line[mark.upperBound..<end.lowerBound].split(separator: " ").last.map(String.init)
    }

    /// `  CC [M]  drivers/a.o`.
    private static func announcement(_ line: String) -> (verb: String, file: String)? {
        guard line.hasPrefix("  "), let first = line.dropFirst(2).first, first.isASCII, first.isUppercase else {
            return nil
        }
        let words = line.split(separator: " ")
        guard let verb = words.first, let file = words.last, words.count > 1 else {
            return nil
        }
        return (String(verb), String(file))
    }
}
