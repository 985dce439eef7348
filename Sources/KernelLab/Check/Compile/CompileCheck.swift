// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Compiles every file that a series touches, on every architecture whose configuration has it, and compares what is
/// said about it with what is said about the unpatched one.
struct CompileCheck: Sendable {
    let plan: CompilePlan
    let targets: [CompileTarget]
    let recorder: StepRecorder

    /// What one architecture made of the patched files.
    struct Result: Sendable {
        let target: CompileTarget
        /// Why a file is not compiled here.
        var unreached: [String: String] = [:]
        var objects: [ObjectBuilder.Object] = []
        /// Files that went into objects which were built.
        var dependencies: Set<String> = []
    }

    /// Compiles the patched files.
    func compile(_ side: CompileSide) async throws -> [Result] {
        var results: [Result] = []
        for target in targets {
            let (tree, config) = try await recorder.run("configure") {
                (try await side.configure(target), target.place)
            }
            var result = Result(target: target)
            let reach = KbuildReach { name in
                (try? AtomicFile.read(tree.source.appending(name))).map { String(decoding: $0, as: UTF8.self) }
            }
            var objects: [String] = []
            for file in plan.sources {
                if let why = Self.obstacle(reach.ways(to: file), config) {
                    result.unreached[file] = why
                } else {
                    objects.append(Self.object(of: file))
                }
            }
            let builder = side.builder(target)
            result.objects = try await recorder.run("compile") {
                if !objects.isEmpty {
                    try await builder.prepare()
                }
                let built = try await builder.build(objects)
                return (built, "\(target.place), \(built.count) objects")
            }
            for object in result.objects where object.isBuilt {
                result.dependencies.formUnion(builder.dependencies(of: object.path))
            }
            results.append(result)
        }
        return results
    }

    /// Compiles the unpatched files about which something was said when they were patched.
    func compileBase(_ side: CompileSide, for results: [Result]) async throws -> [String: [String: [CompileRemark]]] {
        var remarks: [String: [String: [CompileRemark]]] = [:]
        for result in results {
            let objects = result.objects.filter { !Self.remarks(on: $0, in: nil).isEmpty }.map(\.path)
                .filter { FileTree.exists(side.tree.source.appending(Self.source(of: $0))) }
            if objects.isEmpty {
                continue
            }
            let builder = side.builder(result.target)
            let built = try await recorder.run("compare") {
                _ = try await side.configure(result.target)
                try await builder.prepare()
                let built = try await builder.build(objects)
                return (built, "\(result.target.name), \(built.count) unpatched objects")
            }
            for object in built {
                remarks[result.target.place, default: [:]][object.path] = Self.remarks(on: object, in: side.tree)
            }
        }
        return remarks
    }

    /// Puts together what there is to say about each file.
    ///
    /// - Parameter requiresAll: whether a file that is not compiled is a finding.
    func judge(
        _ results: [Result], patched: KernelTree, base: [String: [String: [CompileRemark]]], requiresAll: Bool = true
    ) -> [CompiledFile] {
        var files: [CompiledFile] = []
        let included = Set(results.flatMap(\.dependencies))
        for source in plan.sources {
            var file = CompiledFile(source)
            var obstacles: [(String, String)] = []
            for result in results {
                let place = result.target.place
                guard let object = result.objects.first(where: { $0.path == Self.object(of: source) }) else {
                    obstacles.append((place, result.unreached[source] ?? "not compiled"))
                    continue
                }
                let before = base[place]?[object.path] ?? []
                file.add(object, on: place, patched: Self.remarks(on: object, in: patched), before: before)
            }
            if requiresAll, obstacles.count == results.count {
                if included.contains(source) {
                    file.notes.append("compiled with what includes it")
                } else {
                    file.findings.append(CompiledFile.Finding(message: "not compiled: " + Self.text(obstacles)))
                }
            }
            files.append(file)
        }
        if !requiresAll {
            return files
        }
        for header in plan.headers {
            var file = CompiledFile(header)
            let places = results.filter { $0.dependencies.contains(header) }.map(\.target.name)
            if places.isEmpty {
                file.findings.append(
                    CompiledFile.Finding(message: "not compiled: no C file of the series that was built includes it"))
            } else {
                file.notes.append("with what includes it: " + places.joined(separator: ", "))
            }
            files.append(file)
        }
        files += plan.unknown.map { name in
            var file = CompiledFile(name)
            file.findings.append(CompiledFile.Finding(message: "not compiled: neither C nor on the list of exceptions"))
            return file
        }
        return files.sorted { $0.file < $1.file }
    }

    /// Why a configuration does not have a file compiled; nil when it does.
    static func obstacle(_ ways: KbuildReach.Ways?, _ config: FinalConfig) -> String? {
        guard let ways else {
            return "no makefile names its object"
        }
        let unmet = ways.map { way in way.filter { !$0.holds(in: config) } }
        guard let nearest = unmet.min(by: { $0.count < $1.count }), !nearest.isEmpty else {
            return nil
        }
        var texts: [String] = []
        for condition in nearest where !texts.contains(condition.unmetText) {
            texts.append(condition.unmetText)
        }
        return texts.joined(separator: ", ")
    }

    /// `CONFIG_X is not set (x86_64, arm)`: architectures with the same reason together.
    private static func text(_ obstacles: [(String, String)]) -> String {
        var reasons: [String] = []
        for (_, reason) in obstacles where !reasons.contains(reason) {
            reasons.append(reason)
        }
        return reasons.map { reason in
            let places = obstacles.filter { $0.1 == reason }.map(\.0)
            return "\(reason) (\(places.joined(separator: ", ")))"
        }.joined(separator: "; ")
    }

    private static func remarks(on object: ObjectBuilder.Object, in tree: KernelTree?) -> [CompileRemark] {
        CompileRemark.all(in: object.output, source: tree?.source.string ?? "")
    }

    private static func object(of source: String) -> String { source.dropLast() + "o" }

    private static func source(of object: String) -> String { object.dropLast() + "c" }
}

extension CompiledFile {
    /// Adds what one architecture's compiler had to say.
    fileprivate mutating func add(
        _ object: ObjectBuilder.Object, on place: String, patched: [CompileRemark], before: [CompileRemark]
    ) {
        guard object.isBuilt else {
            let error = patched.first { !$0.message.hasPrefix("warning: ") }
            let other = error.map { $0.file == file ? nil : $0.file } ?? nil
            let message = error?.message ?? object.output.first ?? "make gave no reason"
            findings.append(
                Finding(
                    place: other, line: error?.line, message: "\(place): does not compile: \(message)"))
            return
        }
        let new = CompileLedger(base: before).new(in: patched)
        findings += new.map { remark in
            Finding(
                place: remark.file == file ? nil : remark.file, line: remark.line,
                message: "\(place): \(remark.message)")
        }
        let known = patched.count - new.count
        notes.append(place + (known > 0 ? ": \(known) remarks, all on the unpatched file, too" : ""))
    }
}
