// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Kmod
import SystemPackage

/// What keeps a buffer and its exporter's module, and for how long.
enum LifetimeSuite {
    static let suite = Suite("lifetime", answers + gem + modules)

    private static let answers: [Test] = [
        owning("answer-outlives-mapping-and-fd", .counted, .descriptor),
        owning("answer-outlives-importer", .counted, .importer),
        owning("answer-outlives-native-route", .native, .native),
        owning("answer-outlives-udmabuf", .udmabuf, .descriptor),
        owning("answer-outlives-gem-import", .systemHeap, .gemImporter),
        Test("answer-is-close-on-exec", needs: [.testModule, .getDMABuf]) { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            var answer = try TestModuleDevice().queryWithDescriptor(OwnershipQuery(mapping.range))
            guard let descriptor = answer.descriptor.take() else {
                context.fail("no descriptor with the answer")
                return
            }
            let flags = TextFile.lines("/proc/self/fdinfo/\(descriptor.descriptor.rawValue)")
                .first { $0.hasPrefix("flags:") }?.split(whereSeparator: \.isWhitespace).last
            context.equal(
                (flags.flatMap { Int($0, radix: 8) } ?? 0) & 0o2000000, 0o2000000, "O_CLOEXEC of the descriptor")
        },
        Test("refusal-installs-nothing", needs: [.testModule, .getDMABuf]) { context in
            let memory = try Mapping(anonymous: Page.size)
            let before = ResourceProbe.snapshot()
            let answer = try TestModuleDevice().queryWithDescriptor(OwnershipQuery(memory.range))
            context.check(answer.answer.owner == nil, "anonymous memory has an owner")
            for difference in ResourceProbe.snapshot().differences(from: before) { context.fail(difference) }
        },
    ]

    private static let gem: [Test] = [
        Test("gem/not-exported", needs: [.testModule, .getDMABuf, .vgem]) { context in
            let object = try GEMExporter().create(size: 2 * Page.size)
            let mapping = try object.map()
            let inquirer = try Inquirer(context)
            let before = ResourceProbe.snapshot()
            try inquirer.expect(
                .notADMABuf, at: mapping.address, length: mapping.length, "an object that was never exported")
            for difference in ResourceProbe.snapshot().differences(from: before) {
                context.fail("the question itself exported something: \(difference)")
            }
            let buffer = try object.export()
            let owner = try inquirer.expectOwned(at: mapping.address, length: mapping.length, "the same, exported")
            context.equal(owner?.inode, buffer.inode, "the owner's inode")
        },
        Test("gem/fd-closed-handle-open", needs: [.testModule, .getDMABuf, .vgem]) { context in
            let subject = try Subject(.vgem, by: .native, in: context)
            let mapping = try subject.map()
            try subject.closeDescriptor()
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        },
        Test("gem/handle-closed-fd-open", needs: [.testModule, .getDMABuf, .vgem]) { context in
            let subject = try Subject(.vgem, by: .native, in: context)
            let mapping = try subject.map()
            try subject.closeHandles()
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        },
        Test("gem/both-closed", needs: [.testModule, .getDMABuf, .vgem]) { context in
            let subject = try Subject(.vgem, by: .native, in: context)
            let mapping = try subject.map()
            try subject.closeHandles()
            try subject.closeDescriptor()
            // One of these takes its place in memory: whoever still points there gives the wrong answer.
            let others = try (0..<8).map { _ in try Subject(.vgem, by: .native, in: context) }
            try subject.expectRefusal(
                .notADMABuf, at: mapping.address, length: mapping.length, "an object whose dma-buf is gone")
            withExtendedLifetime(others) {}
            subject.expectContent(of: mapping, offset: 0, "of which the mapping is all that is left")
        },
        Test("gem/both-closed-dentry-kept", needs: [.testModule, .getDMABuf, .vgem, .udmabuf]) { context in
            let subject = try Subject(.vgem, by: .native, in: context)
            let mapping = try subject.map()
            // A dma-buf is released with its dentry, which outlives its file here: a pointer to the file would dangle.
            let path = try FileDescriptor.open(
                "/proc/self/fd/\(try subject.descriptor.rawValue)", .readOnly,
                options: FileDescriptor.OpenOptions(rawValue: cdmabuf_open_path))
            try path.closeAfter {
                try subject.closeHandles()
                try subject.closeDescriptor()
                // One of these takes the file's place in memory, or KASAN takes it once a grace period is over.
                MonotonicClock.pause(milliseconds: 100)
                let others = try (0..<8).map { _ in try Subject(.udmabuf, by: .descriptor, in: context) }
                try subject.expectRefusal(
                    .notADMABuf, at: mapping.address, length: mapping.length, "an object whose dma-buf has no file")
                withExtendedLifetime(others) {}
            }
        },
        Test("gem/exported-again", needs: [.testModule, .getDMABuf, .vgem]) { context in
            let object = try GEMExporter().create(size: 2 * Page.size)
            let mapping = try object.map()
            let inquirer = try Inquirer(context)
            for _ in 0..<3 {
                let buffer = try object.export()
                let owner = try inquirer.expectOwned(at: mapping.address, length: mapping.length, "exported")
                context.equal(owner?.inode, buffer.inode, "the owner's inode")
                try buffer.close()
            }
        },
    ]

    private static let modules: [Test] = [
        pinning("unload/mapped-by-fd", .faulted, .descriptor, mapped: true),
        pinning("unload/mapped-by-importer", .faulted, .importer, mapped: true),
        pinning("unload/mapped-natively", .native, .native, mapped: true),
        pinning("unload/fd-open", .faulted, .descriptor, mapped: false),
        Test("buffer-list", needs: [.testModule, .bufferList]) { context in
            let before = ResourceProbe.snapshot()
            let device = try TestModuleDevice()
            let counts = try device.statistics()
            do {
                let first = try Subject(.faulted, by: .descriptor, in: context)
                let second = try Subject(.native, by: .native, in: context)
                let mapping = try second.map()
                let alive = try device.statistics()
                context.equal(alive.buffers, counts.buffers + 2, "the module's buffers")
                context.equal(alive.cookies, counts.cookies + 1, "the module's mmap offsets")
                context.equal(alive.vmas, counts.vmas + 1, "the module's mappings")
                context.equal(alive.references, 0, "references between commands")
                // Both polarities: a counter that never moves would hide every leak.
                context.check(
                    ResourceProbe.snapshot().differences(from: before).count >= 6,
                    "the counters of leaks do not see two buffers: "
                        + ResourceProbe.snapshot().differences(from: before).joined(separator: "; "))
                withExtendedLifetime((first, second)) { _ = mapping.length }
            }
        },
    ]

    /// The descriptor that comes with an answer keeps the buffer when everything else that did is gone.
    private static func owning(_ name: String, _ exporter: ExporterCase, _ route: Route) -> Test {
        Test(name, needs: [.testModule, .getDMABuf] + exporter.needs(by: route)) { context in
            let subject = try Subject(exporter, by: route, in: context)
            let mapping = try subject.map()
            var answer = try TestModuleDevice().queryWithDescriptor(OwnershipQuery(mapping.range))
            guard let descriptor = answer.descriptor.take() else {
                let error = ErrnoName.of(answer.answer.error)
                context.fail("no descriptor with the answer (\(error))")
                return
            }
            try mapping.unmap()
            try subject.closeHandles()
            try subject.closeDescriptor()
            let buffer = try Buffer(owning: descriptor, exporter: exporter.exporterName)
            context.equal(buffer.inode, subject.inode, "inode behind the descriptor")
            context.equal(buffer.size, subject.size, "size behind the descriptor")
            let again = try buffer.map()
            subject.expectContent(of: again, offset: 0, "mapped by the answer's descriptor")
        }
    }

    /// The module stays as long as there is any way left to a buffer of it, and no longer.
    private static func pinning(
        _ name: String, _ exporter: ExporterCase, _ route: Route, mapped: Bool
    ) -> Test {
        Test(name, needs: [.testModule, .root]) { context in
            let modules = try ModuleContext()
            do {
                let subject = try Subject(exporter, by: route, in: context)
                if mapped {
                    let mapping = try subject.map()
                    try subject.closeHandles()
                    try subject.closeDescriptor()
                    expectInUse(modules, "while a mapping is all that is left", context)
                    subject.expectContent(of: mapping, offset: 0, "after the module was to be unloaded")
                    try mapping.unmap()
                } else {
                    expectInUse(modules, "while a descriptor is open", context)
                }
            }
            do {
                try modules.module(named: TestEnvironment.moduleName).unload()
            } catch {
                context.fail("unloading with nothing left: \(error)")
                return
            }
            do {
                _ = try TestModuleDevice()
                context.fail("the device is still there after unloading")
            } catch let error as SystemCallError {
                context.equal(error.errno, .noSuchFileOrDirectory, "opening the device after unloading")
            }
            try modules.module(named: TestEnvironment.moduleName).load()
        }
    }

    private static func expectInUse(_ modules: borrowing ModuleContext, _ what: String, _ context: TestContext) {
        do {
            try modules.module(named: TestEnvironment.moduleName).unload()
            context.fail("the module could be unloaded \(what)")
        } catch .inUse {
            // As it has to be.
        } catch {
            context.fail("unloading \(what): expected that it is in use, saw: \(error)")
        }
    }
}
