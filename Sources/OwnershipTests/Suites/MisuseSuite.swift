// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// Exporters that do what they should not, or what only few do: nothing breaks, and no wrong answer is given.
enum MisuseSuite {
    static let suite = Suite("misuse", refusing + declined + odd)

    private static let size = 4 * Page.size

    /// mmap() fails, and nothing is left of the attempt.
    private static let refusing: [Test] = [
        test("no-mmap", answering: false) { context in
            for access in [ExporterAccess.descriptor, .importer] {
                expectMapError(EINVAL, [.noMap], 0, access, context)
            }
        },
        test("fail-in-mmap", answering: false) { context in
            for error in [EPERM, ENOMEM, EAGAIN, EINVAL] {
                for access in [ExporterAccess.descriptor, .importer] {
                    expectMapError(error, [.failMap], UInt32(error), access, context)
                }
            }
        },
    ]

    /// The exporter's vm_ops stay, and nobody is named rather than somebody wrong.
    private static let declined: [Test] = [
        test("changes-vm-file") { context in
            for access in [ExporterAccess.descriptor, .importer] {
                let made = try Made([.changeFile], 0, access, context)
                let mapping = try made.map()
                made.expectContent(of: mapping, context)
                let inquirer = try Inquirer(context)
                try inquirer.expect(
                    .notADMABuf, at: mapping.address, length: mapping.length, "\(access): another vm_file")
                let answer = try inquirer.ask(at: mapping.address, length: 1)
                context.equal(answer.operations, Made.operations, "\(access): vm_ops of a VMA with another vm_file")
                context.check(!answer.vmaFlags.contains(.fileIsDMABuf), "\(access): vm_file is a dma-buf's")
                try TestModuleDevice().revoke(made.buffer.descriptor)
                context.equal(try isBusError(mapping), true, "\(access): SIGBUS after revoke")
            }
        },
        test("shifts-vm-pgoff") { context in
            for access in [ExporterAccess.descriptor, .importer] {
                let made = try Made([.shiftPageOffset], 16, access, context)
                let mapping = try made.map()
                made.expectContent(of: mapping, context)
                let answer = try Inquirer(context).ask(at: mapping.address, length: 1)
                context.check(
                    answer.owner == nil,
                    "\(access): a shifted vm_pgoff is answered: \(String(describing: answer.owner))")
                context.equal(answer.error, .noSuchFileOrDirectory, "\(access): a shifted vm_pgoff")
                context.equal(answer.pageOffset, 16, "\(access): vm_pgoff")
                context.equal(answer.operations, Made.operations, "\(access): vm_ops of a VMA with a shifted vm_pgoff")
                try TestModuleDevice().relocate(made.buffer.descriptor)
                made.expectContent(of: mapping, context)
            }
        },
        test("second-table") { context in
            let made = try Made([.secondTable], 0, .descriptor, context)
            let inquirer = try Inquirer(context)
            let first = try made.map()
            let second = try made.map()
            let third = try made.map()
            for (mapping, number) in [(first.range, 1), (second.range, 2), (third.range, 3)] {
                let answer = try inquirer.ask(at: mapping.lowerBound, length: 1)
                let isUniform = answer.operations.contains(.getDMABuf)
                // Made fills the buffer through a mapping of its own: the odd ones come second here.
                context.equal(isUniform, number == 2, "mapping \(number): uniform vm_ops")
                if isUniform {
                    context.equal(answer.owner?.inode, made.buffer.inode, "mapping \(number): owner")
                } else {
                    context.equal(answer.error, .noSuchFileOrDirectory, "mapping \(number): the exporter's other table")
                }
            }
            made.expectContent(of: first, context)
            made.expectContent(of: second, context)
            made.expectContent(of: third, context)
        },
    ]

    private static let odd: [Test] = [
        test("null-vm-ops") { context in
            for access in [ExporterAccess.descriptor, .importer] {
                let made = try Made([.noOperations], 0, access, context)
                let mapping = try made.map()
                made.expectContent(of: mapping, context)
                let inquirer = try Inquirer(context)
                let owner = try inquirer.expectOwned(
                    at: mapping.address, length: mapping.length, "\(access): no vm_ops")
                context.equal(owner?.inode, made.buffer.inode, "\(access): owner of a VMA whose exporter set no vm_ops")
                try TestModuleDevice().revoke(made.buffer.descriptor)
                // Taken for anonymous memory, it would show zeros instead.
                context.equal(try isBusError(mapping), true, "\(access): SIGBUS after revoke")
            }
        },
        test("forwards-to-another") { context in
            let inner = try Subject(.faulted, by: .descriptor, in: context)
            for depth in 1...3 {
                var outer = try TestExporter().create(forwarding(to: inner.descriptor))
                for _ in 1..<depth { outer = try TestExporter().create(forwarding(to: outer.descriptor)) }
                let mapping = try outer.map(length: inner.size)
                try inner.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
                let part = try outer.map(offset: 2 * Page.size, length: Page.size)
                try inner.expectOwner(at: part.address, length: part.length, offset: 2 * Page.size)
                // The outer one by an importer: forwarded twice.
                let imported = try ModuleImport(outer.descriptor, device: try TestModuleDevice())
                let far = try imported.map(length: inner.size)
                try inner.expectOwner(at: far.address, length: far.length, offset: 0)
            }
        },
        test("forwards-in-a-circle-of-none", answering: false) { context in
            // Each level is one more recursion of ->mmap: the module has to stop at some depth.
            let inner = try Subject(.faulted, by: .descriptor, in: context)
            var outer = try TestExporter().create(forwarding(to: inner.descriptor))
            do {
                for _ in 0..<16 { outer = try TestExporter().create(forwarding(to: outer.descriptor)) }
                context.fail("17 buffers that forward to each other were made")
            } catch let error as SystemCallError {
                context.equal(error.errno, .tooManySymbolicLinkLevels, "one forward too many")
            }
        },
        test("slow-fault", answering: false) { context in
            let made = try Made([.slowFault], 2000, .importer, context)
            let mapping = try made.map()
            let start = MonotonicClock.now
            made.expectContent(of: mapping, context)
            let took = MonotonicClock.now - start
            context.check(took >= 0.008, "four faults of 2 ms each took \(took) s")
        },
        test("retried-fault", answering: false) { context in
            for access in [ExporterAccess.descriptor, .importer] {
                let made = try Made([.retryFault], 0, access, context)
                let mapping = try made.map()
                let before = try TestModuleDevice().statistics(of: made.buffer.descriptor).faults
                made.expectContent(of: mapping, context)
                let faults = try TestModuleDevice().statistics(of: made.buffer.descriptor).faults - before
                context.equal(faults, 8, "\(access): faults of four pages, each retried once")
            }
        },
    ]

    private static func test(
        _ name: String, answering: Bool = true, _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: answering ? [.testModule, .getDMABuf] : [.testModule], body: body)
    }

    private static func forwarding(to buffer: FileDescriptor) -> TestBufferDescription {
        TestBufferDescription(
            size: Subject.standardPages * Page.size, misbehaviour: [.forward], forwardTo: buffer)
    }

    private static func expectMapError(
        _ error: Int32, _ misbehaviour: TestBufferDescription.Misbehaviour, _ argument: UInt32,
        _ access: ExporterAccess, _ context: TestContext
    ) {
        do {
            let made = try Made(misbehaviour, argument, access, context, isFilled: false)
            _ = try made.map()
            context.fail("\(access): mmap() succeeded, expected \(ErrnoName.of(Errno(rawValue: error)))")
        } catch let seen as SystemCallError {
            context.check(
                seen.call == "mmap" && seen.errno.rawValue == error,
                "\(access): expected \(ErrnoName.of(Errno(rawValue: error))) of mmap, saw \(seen)")
        } catch {
            context.fail("\(error)")
        }
    }

    private static func isBusError(_ mapping: borrowing Mapping) throws -> Bool {
        if case .busError = try mapping.probeRead() { true } else { false }
    }

    private enum ExporterAccess { case descriptor, importer }

    /// A misbehaving buffer and its route.
    private struct Made: ~Copyable {
        static let operations: VMOperations = [.fault, .open, .close]

        let buffer: Buffer
        private let imported: ModuleImport?
        private let pattern: PagePattern

        init(
            _ misbehaviour: TestBufferDescription.Misbehaviour, _ argument: UInt32, _ access: ExporterAccess,
            _ context: TestContext, isFilled: Bool = true
        ) throws {
            let isWithoutOperations = misbehaviour.contains(.noOperations)
            let made = try TestExporter().create(
                TestBufferDescription(
                    size: size, operations: isWithoutOperations ? [] : Self.operations,
                    population: isWithoutOperations ? .remap : .faultPFN, misbehaviour: misbehaviour,
                    argument: argument))
            let route =
                switch access {
                case .descriptor: ModuleImport?.none
                case .importer: try ModuleImport(made.descriptor, device: try TestModuleDevice())
                }
            let content = context.environment.nextPattern()
            if isFilled { try made.map().fill(with: content) }
            buffer = made
            imported = route
            pattern = content
        }

        func map() throws -> Mapping {
            switch imported {
            case .some(let imported): try imported.map()
            case .none: try buffer.map()
            }
        }

        func expectContent(of mapping: borrowing Mapping, _ context: TestContext) {
            if let mismatch = mapping.mismatch(with: pattern) { context.fail("content: \(mismatch)") }
        }
    }
}
