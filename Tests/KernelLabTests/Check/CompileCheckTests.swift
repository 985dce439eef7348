// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage
import Testing

@testable import KernelLab

/// A kernel tree of a few lines, with a `make` of its own that calls the real compiler as kbuild would.
@Suite("Compiling what a series touches")
struct CompileCheckTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        let makefile = """
            S := $(CURDIR)
            prepare:
            \t@mkdir -p $(O)/mm
            mm/%.o: prepare
            \t@if [ $(O)/$@ -nt $(S)/mm/$*.c ]; then exit 0; fi; echo "  CC      $@"; \\
            gcc -Wall -c -MMD -MF $(O)/mm/.$*.d -o $(O)/$@ $(S)/mm/$*.c && \\
            sed 's/^/deps /' $(O)/mm/.$*.d >$(O)/mm/.$*.o.cmd && echo "  CHECK   $(S)/mm/$*.c"

            """
        for tree in ["patched", "plain"] {
            try scratch.write("\(tree)/Makefile", makefile)
            try scratch.write("\(tree)/mm/old.c", "#include \"a.h\"\nint old(void) { int known; return N; }\n")
            try scratch.write("\(tree)/mm/a.h", "#define N 1\n")
        }
    }

    private func builder(_ tree: String) async throws -> ObjectBuilder {
        let build = scratch.path.appending("build-" + tree)
        try FileTree.makeFolder(build)
        let kernel = KernelTree(source: scratch.path.appending(tree), build: build, identity: tree, rules: "")
        let runner = CommandRunner()
        return ObjectBuilder(
            tree: kernel, toolchain: try await Toolchain(runner: runner), runner: runner,
            progress: ConsoleOutput(environment: ["CI": "1"]))
    }

    private func check(_ plan: CompilePlan, patched: [String], base: [String]) async throws -> [CompiledFile] {
        let new = try await builder("patched")
        let old = try await builder("plain")
        let target = CompileTarget(toolchain: new.toolchain, fragment: "none")
        var result = CompileCheck.Result(target: target)
        result.objects = try await new.build(patched)
        for object in result.objects where object.isBuilt {
            result.dependencies.formUnion(new.dependencies(of: object.path))
        }
        var before: [String: [CompileRemark]] = [:]
        for object in try await old.build(base) {
            before[object.path] = CompileRemark.all(in: object.output, source: old.tree.source.string)
        }
        let check = CompileCheck(
            plan: plan, targets: [target], recorder: StepRecorder(output: ConsoleOutput(environment: ["CI": "1"])))
        return check.judge([result], patched: new.tree, base: ["x86_64": before])
    }

    @Test func aKnownRemarkIsNoFindingAndANewOneIs() async throws {
        let plan = CompilePlan(files: ["mm/old.c", "mm/a.h"])
        let same = try await check(plan, patched: ["mm/old.o"], base: ["mm/old.o"])
        #expect(same.flatMap(\.findings) == [])
        #expect(
            same.map(\.notes) == [
                ["with what includes it: x86_64"], ["x86_64: 1 remarks, all on the unpatched file, too"],
            ])
        try scratch.write(
            "patched/mm/old.c", "#include \"a.h\"\n\nint old(void) { int known; int added; return N; }\n")
        let changed = try await check(plan, patched: ["mm/old.o"], base: ["mm/old.o"])
        #expect(
            changed.flatMap(\.outcome.findings).map(\.description) == [
                "mm/old.c:3: x86_64: warning: unused variable 'added' [-Wunused-variable]"
            ])
    }

    @Test func anObjectThatIsUpToDateKeepsItsRemarks() async throws {
        let builder = try await builder("patched")
        let first = try await builder.build(["mm/old.o"])
        let again = try await builder.build(["mm/old.o"])
        #expect(first.map(\.output) == again.map(\.output))
        #expect(first.first?.output.isEmpty == false)
        let log = try AtomicFile.read(builder.tree.build.appending("objects.log"))
        #expect(!String(decoding: log, as: UTF8.self).contains("CC "))
    }

    @Test func anObjectWithoutARecordIsCompiledAnew() async throws {
        let builder = try await builder("patched")
        _ = try await builder.build(["mm/old.o"])
        FileTree.unlink(builder.tree.build.appending("mm/old.o.said"))
        #expect(try await builder.build(["mm/old.o"]).first?.output.isEmpty == false)
    }

    @Test func whatDoesNotCompileIsNamedWithTheFirstError() async throws {
        try scratch.write("patched/mm/new.c", "int f(void)\n{\n\treturn missing;\n}\n")
        let files = try await check(CompilePlan(files: ["mm/new.c"]), patched: ["mm/new.o"], base: [])
        let findings = files.flatMap(\.outcome.findings).map(\.description)
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("mm/new.c:3: x86_64: does not compile: error: 'missing' undeclared") == true)
    }

    @Test func whatCompiledBeforeDoesNotStandForWhatNoLongerDoes() async throws {
        let plan = CompilePlan(files: ["mm/old.c"])
        _ = try await check(plan, patched: ["mm/old.o"], base: ["mm/old.o"])
        try scratch.write("patched/mm/old.c", "int old(void)\n{\n\treturn missing;\n}\n")
        let files = try await check(plan, patched: ["mm/old.o"], base: ["mm/old.o"])
        let findings = files.flatMap(\.outcome.findings).map(\.description)
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("mm/old.c:3: x86_64: does not compile: error: 'missing' undeclared") == true)
    }

    @Test func whatNothingReachesIsAFinding() async throws {
        let files = try await check(
            CompilePlan(files: ["mm/unreached.c", "mm/b.h", "mm/x.S"]), patched: ["mm/old.o"], base: [])
        #expect(
            files.flatMap(\.outcome.findings).map(\.description) == [
                "mm/b.h: not compiled: no C file of the series that was built includes it",
                "mm/unreached.c: not compiled: not compiled (x86_64)",
                "mm/x.S: not compiled: neither C nor on the list of exceptions",
            ])
    }

    @Test func whatIsKeptReadsBackTheSame() throws {
        var file = CompiledFile("mm/a.c")
        file.notes = ["x86_64"]
        file.findings = [CompiledFile.Finding(place: "include/a.h", line: 3, message: "warning: x")]
        let path = scratch.path.appending("compiled.json")
        try KeptChecks.write([file], to: path)
        let read: [CompiledFile] = try KeptChecks.read(path)
        #expect(read == [file])
    }
}
