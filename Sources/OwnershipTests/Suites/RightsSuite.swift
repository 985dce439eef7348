// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// What a mapping does not allow, its owner's buffer is not given for.
enum RightsSuite {
    static let suite = Suite("rights", mappings + copyOnWrite + processes)

    private static let mappings: [Test] = [
        test("read-only-fd/test-module") {
            try checkReadOnly(
                TestExporter().create(TestBufferDescription(size: 4 * Page.size, access: .readOnly)), $0)
        },
        test("read-only-fd/system-heap", needs: [.systemHeap]) {
            try checkReadOnly(HeapExporter(name: "system").create(size: 4 * Page.size, mode: .readOnly), $0)
        },
        test("prot-read") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map(.read)
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
            try subject.expectRefusal(.noRight, at: mapping.address, length: 1, write: true, "PROT_READ")
        },
        test("prot-write") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map(.write)
            let inquirer = try Inquirer(context)
            try inquirer.expectOwned(at: mapping.address, length: mapping.length, asking: [.write], "PROT_WRITE alone")
            try inquirer.expect(.noRight, at: mapping.address, length: 1, "PROT_WRITE alone, to read")
        },
        test("prot-none") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map(.none)
            try expect(subject, mapping, read: false, write: false, "PROT_NONE", context)
        },
        test("mprotect-down-and-up") { context in
            let subject = try Subject(.faulted, by: .importer, in: context)
            var mapping = try subject.map()
            try expect(subject, mapping, read: true, write: true, "as mapped", context)
            try mapping.protect(.read)
            try expect(subject, mapping, read: true, write: false, "down to PROT_READ", context)
            try mapping.protect(.none)
            try expect(subject, mapping, read: false, write: false, "down to PROT_NONE", context)
            try mapping.protect(.readWrite)
            try expect(subject, mapping, read: true, write: true, "up again", context)
        },
        test("one-page-of-many") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var mapping = try subject.map()
            try mapping.protect(.none, offset: 5 * Page.size, length: Page.size)
            try subject.expectRefusal(
                .noRight, at: mapping.address, length: mapping.length, "the last page is PROT_NONE")
            try subject.expectOwner(at: mapping.address, length: 5 * Page.size, offset: 0, write: true)
        },
        test("native/prot-read") { context in
            let subject = try Subject(.native, by: .native, in: context)
            let mapping = try subject.map(.read)
            try expect(subject, mapping, read: true, write: false, "PROT_READ, native", context)
        },
        test("vgem-native/prot-read", needs: [.vgem]) { context in
            let subject = try Subject(.vgem, by: .native, in: context)
            let mapping = try subject.map(.read)
            try expect(subject, mapping, read: true, write: false, "PROT_READ, vgem", context)
        },
        test("pkeys", needs: [.protectionKeys]) { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var mapping = try subject.map()
            let key = try ProtectionKey(restricting: .none)
            try mapping.protect(.readWrite, key: key)
            try expect(subject, mapping, read: true, write: true, "a key that denies nothing", context)
            try key.restrict(.write)
            try expect(subject, mapping, read: true, write: false, "a key that denies writing", context)
            try key.restrict(.access)
            try expect(subject, mapping, read: false, write: false, "a key that denies access", context)
            try key.restrict(.none)
            try expect(subject, mapping, read: true, write: true, "the same key, denying nothing again", context)
        },
    ]

    private static let copyOnWrite: [Test] = [
        test("private/refused") { context in
            for exporter in [ExporterCase.faulted, .remapped, .native] {
                let subject = try Subject(exporter, by: .descriptor, in: context)
                expectPrivateRefused(subject, context)
            }
        },
        test("private/accepted") { context in
            for exporter in [ExporterCase.faultedPages, .inserted] {
                try checkPrivate(Subject(exporter, by: .descriptor, in: context), pages: 2, context)
                try checkPrivate(Subject(exporter, by: .importer, in: context), pages: 2, context)
            }
        },
        test("private/accepted/native") { context in
            try checkPrivate(Subject(.nativePages, by: .native, in: context), pages: 2, context)
        },
    ]

    private static let processes: [Test] = [
        test("own-pid") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0, of: getpid())
        },
        test("other-process") { context in
            let subject = try Subject(.faulted, by: .importer, in: context)
            let mapping = try subject.map(fromPage: 1)
            let child = try ForkedProcess()
            let (address, length) = (mapping.address, mapping.length)
            // While the other is still there, or it would get its address.
            let memory = try Mapping(anonymous: Page.size)
            try mapping.unmap()
            try subject.expectOwner(at: address, length: length, offset: Page.size, of: child.identifier)
            let inquirer = try Inquirer(context)
            try inquirer.expect(.noSuchMapping, at: address, length: length, "unmapped here, mapped in the child")
            try inquirer.expect(
                .noSuchMapping, at: memory.address, length: Page.size, of: child.identifier,
                "mapped here since, not in the child")
            try child.end()
        },
        test("no-such-process") { context in
            let child = try ForkedProcess()
            let identifier = child.identifier
            try child.end()
            try expectError(.noSuchProcess, "a process that has ended", context) {
                _ = try Inquirer(context).ask(at: 0x1000, length: 1, of: identifier)
            }
        },
        test("no-permission", needs: [.root]) { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let (parent, address) = (getpid(), mapping.address)
            let inquirer = try Inquirer(context)
            try context.inChild("as user 65534") { child in
                let error = cdmabuf_become_user(65534)
                child.equal(error, 0, "giving up all rights")
                // Asking about one's own memory takes no right but the open device.
                child.check(
                    try inquirer.ask(at: address, length: Page.size).owner?.inode == subject.inode,
                    "its own copy of the mapping is answered")
                try expectError(.notPermitted, "root's process", child) {
                    _ = try inquirer.ask(at: address, length: Page.size, of: parent)
                }
            }
        },
    ]

    private static func test(
        _ name: String, needs: [Requirement] = [], _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, .getDMABuf] + needs, body: body)
    }

    private static func checkReadOnly(_ buffer: borrowing Buffer, _ context: TestContext) throws {
        let mapping = try buffer.map(protection: .read)
        let inquirer = try Inquirer(context)
        let owner = try inquirer.expectOwned(at: mapping.address, length: mapping.length, "a read-only buffer, to read")
        context.equal(owner?.inode, buffer.inode, "inode of the read-only buffer")
        try inquirer.expect(.noRight, at: mapping.address, length: 1, asking: [.write], "a read-only buffer")
        do {
            _ = try buffer.map()
            context.fail("a read-only buffer could be mapped for writing")
        } catch {
            context.equal(error.errno, .permissionDenied, "mapping a read-only buffer for writing")
        }
    }

    /// Both polarities of both rights, and that none is asked for just to tell who it is.
    private static func expect(
        _ subject: Subject, _ mapping: borrowing Mapping, read: Bool, write: Bool, _ what: String,
        _ context: TestContext
    ) throws {
        let inquirer = try Inquirer(context)
        let questions: [(Bool, OwnershipQuery.Options)] = [(read, []), (write, [.write])]
        for (allowed, options) in questions {
            if allowed {
                let owner = try inquirer.expectOwned(at: mapping.address, length: mapping.length, asking: options, what)
                context.equal(owner?.inode, subject.inode, "\(what): the owner's inode")
            } else {
                try inquirer.expect(.noRight, at: mapping.address, length: mapping.length, asking: options, what)
            }
        }
        let identity = try inquirer.expectOwned(
            at: mapping.address, length: 1, asking: [.identify], "\(what), identity only")
        context.equal(identity?.inode, subject.inode, "\(what): the identity's inode")
    }

    private static func expectPrivateRefused(_ subject: Subject, _ context: TestContext) {
        do {
            _ = try subject.map(flags: .copyOnWrite)
            context.fail("\(subject.exporter.name): MAP_PRIVATE was accepted")
        } catch let error as SystemCallError {
            context.equal(error.errno, .invalidArgument, "\(subject.exporter.name): MAP_PRIVATE")
        } catch {
            context.fail("\(error)")
        }
    }

    private static func checkPrivate(_ subject: Subject, pages: Int, _ context: TestContext) throws {
        let mapping = try subject.map(pages: pages, flags: .copyOnWrite)
        let inquirer = try Inquirer(context)
        for what in ["MAP_PRIVATE of \(subject.exporter.name)", "the same, written to"] {
            for options: OwnershipQuery.Options in [[], [.write], [.identify]] {
                try inquirer.expect(.invalid, at: mapping.address, length: mapping.length, asking: options, what)
            }
            mapping.withMutableBytes { $0[0] ^= 0xFF }
        }
        let shared = try subject.map(pages: pages)
        try subject.expectOwner(at: shared.address, length: shared.length, offset: 0)
    }

    private static func expectError(
        _ expected: Errno, _ what: String, _ context: TestContext, _ body: () throws -> Void
    ) throws {
        do {
            try body()
            context.fail("\(what): expected \(ErrnoName.of(expected)), saw no error")
        } catch let error as SystemCallError {
            context.check(
                error.errno == expected,
                "\(what): expected \(ErrnoName.of(expected)), saw \(ErrnoName.of(error.errno)) from \(error.call)")
        }
    }
}
