// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import Kmod

/// `dmabuf-selftest query` as it is typed: what is printed, what is said to be missing, and the exit code of each.
enum QueryCommandSuite {
    static let suite = Suite("query", answered + missing)

    private static let answered: [Test] = [
        test("table") { context in
            let subject = try Subject(.native, by: .native, in: context)
            let mapping = try subject.map()
            let result = try run(["--pid", "\(getpid())"], 0, context)
            let rows = result.output.split(separator: "\n").map { $0.split(separator: " ") }
            let address = String(mapping.address, radix: 16)
            let row = rows.first { $0.first.map { $0.drop { $0 == "0" } == address } ?? false }
            context.equal(
                (row ?? []).prefix(7).dropFirst().map(String.init),
                ["24K", "rw-s", "native", "\(subject.inode)", "0x0", "dmabuf_vma_test"], "the mapping's row")
            let sum = rows.dropFirst().first { $0.first == "\(subject.inode)" }
            context.equal(
                (sum ?? []).map(String.init),
                ["\(subject.inode)", "24K", "1", "1", "24K", "0", "24K", "dmabuf_vma_test", "-"],
                "the buffer's row")
            context.equal(result.errors, "", "standard error")
            context.check(!result.output.utf8.contains(0x1B), "escapes where there is no terminal")
        },
        test("json") { context in
            let subject = try Subject(.native, by: .descriptor, in: context)
            let mapping = try subject.map()
            let result = try run(["--pid", "\(getpid())", "--json"], 0, context)
            let start = "\"start\":\"0x\(String(mapping.address, radix: 16))\""
            for part in [
                "{\"schema\":1,\"scope\":\"process\",\"buffer\":null,\"missing\":null,\"refused\":0", start,
                "\"buffer\":\(subject.inode),\"offset\":0}", "{\"inode\":\(subject.inode),",
                "\"routes\":{\"fd/import\":{\"times\":1,\"vmas\":1,\"bytes\":\(subject.size)}",
            ] {
                context.check(result.output.contains(part), "no \(part) in \(result.output)")
            }
            context.equal(result.output.split(separator: "\n").count, 1, "lines")
        },
        test("buffer") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let result = try run(["--buffer", "\(subject.inode)"], 0, context)
            context.check(result.output.contains("\n\(pad(getpid()))"), "this process is no holder: \(result.output)")
            let none = try run(["--buffer", "\(UInt64(Int64.max))"], 1, context)
            context.check(none.output.hasPrefix("nobody "), "holders of no buffer: \(none.output)")
        },
        test("all") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let result = try run(["--all", "--json"], 0, context)
            context.check(result.output.contains("\"scope\":\"all\""), "scope")
            context.check(result.output.contains("{\"inode\":\(subject.inode),"), "the buffer is missing")
            context.check(result.output.contains("{\"pid\":\(getpid()),"), "the process is missing")
        },
    ]

    private static let missing: [Test] = [
        test("process-gone") { context in
            let child = try ForkedProcess()
            let identifier = child.identifier
            try child.end()
            let result = try run(["--pid", "\(identifier)"], 34, context)
            expectLine(result, "there is no process \(identifier)", context)
            context.equal(result.output, "", "standard output")
            let object = try run(["--pid", "\(identifier)", "--json"], 34, context)
            context.check(object.output.contains("{\"reason\":\"no-such-process\""), "JSON: \(object.output)")
        },
        test("process-not-permitted", needs: [.root]) { context in
            let (parent, nobody): (Int32, UInt32) = (getpid(), 65534)
            let result = try run(["--pid", "\(parent)"], 35, asUser: nobody, context)
            expectLine(result, "process \(parent) may not be looked into", context)
        },
        test("device-not-permitted", needs: [.root]) { context in
            let result = try ChildProgram.run(ChildProgram.runner, asUser: 65534) { ["query", "--pid", "\($0)"] }
            context.equal(result.status, .exited(31), "exit")
            expectLine(result, "the device is root's", context)
            context.check(result.output.contains("by /proc alone"), "no word on what is not shown")
        },
        test("usage") { context in
            for arguments in [[], ["--pid", "0"], ["--pid", "1", "--all"], ["--every-mapping", "--buffer", "1"]] {
                try run(arguments, 64, context)
            }
        },
        Test("kernel-without-series", needs: [.testModule]) { context in
            guard context.environment.getDMABufReason() != nil else {
                // The other half of the same check: with the series nothing is missing.
                try run(["--pid", "\(getpid())"], 0, context)
                return
            }
            let result = try run(["--pid", "\(getpid())"], 33, context)
            expectLine(result, "the running kernel cannot tell", context)
        },
        test("module-not-loaded", needs: [.root, .systemHeap]) { context in
            let module = try ModuleContext()
            try module.module(named: TestEnvironment.moduleName).unload()
            // Whatever the checks find, the next test needs the module.
            defer {
                do {
                    try module.module(named: TestEnvironment.moduleName).load()
                } catch {
                    context.fail("loading the module again: \(error)")
                }
            }
            let buffer = try HeapExporter().create(size: 4 * Page.size)
            let mapping = try buffer.map(length: 2 * Page.size)
            let result = try run(["--pid", "\(getpid())"], 30, context)
            expectLine(result, "load the module dmabuf_vma_test first", context)
            let rows = result.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            context.check(
                rows.contains(["\(buffer.inode)", "16K", "1", "1", "8K", "8K", "0", "system", "-"]),
                "the buffer's row: \(result.output)")
            context.check(
                rows.contains {
                    $0.dropFirst().starts(with: ["8K", "rw-s", "fd/import", "\(buffer.inode)", "-", "system"])
                },
                "the mapping's row: \(result.output)")
            context.check(result.output.contains("by /proc alone"), "no word on what is not shown")
            let object = try run(["--pid", "\(getpid())", "--json"], 30, context)
            context.check(
                object.output.contains("\"missing\":{\"reason\":\"module-not-loaded\""), "JSON: \(object.output)")
            try mapping.unmap()
        },
    ]

    private static func test(
        _ name: String, needs: [Requirement] = [], _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, .getDMABuf] + needs, body: body)
    }

    @discardableResult
    private static func run(
        _ arguments: [String], _ code: Int32, asUser user: UInt32? = nil, _ context: TestContext,
        file: String = #fileID, line: Int = #line
    ) throws -> ChildProgram {
        let result = try ChildProgram.run(ChildProgram.runner, asUser: user) { _ in ["query"] + arguments }
        context.equal(
            result.status, .exited(code), "query \(arguments.joined(separator: " ")), which said: \(result.errors)",
            file: file, line: line)
        return result
    }

    /// One line on standard error, with those words.
    private static func expectLine(_ result: ChildProgram, _ words: String, _ context: TestContext) {
        context.check(result.errors.contains(words), "no \"\(words)\" in: \(result.errors)")
        context.equal(result.errors.split(separator: "\n").count, 1, "lines of standard error")
    }

    /// As a table of small numbers has it: the title PID is three wide.
    private static func pad(_ process: Int32) -> String {
        String(repeating: " ", count: max(3 - "\(process)".count, 0)) + "\(process)"
    }
}
