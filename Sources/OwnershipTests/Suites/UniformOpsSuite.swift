// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// The uniform vm_ops: the same members as the exporter's wherever their presence means something to mm, and behind
/// each the exporter's own.
enum UniformOpsSuite {
    static let suite = Suite("uniform-ops", classes + declined + behaviour + anonymity)

    /// Present in every uniform table; mm takes them for absent where the exporter has none.
    private static let neutral: VMOperations = [.open, .access, .getDMABuf]

    /// Members whose presence mm acts on, and the letter that test names use.
    private static let meaningful: [(operation: VMOperations, letter: String)] = [
        (.fault, "F"), (.hugeFault, "H"), (.pageMakeWritable, "W"), (.pfnMakeWritable, "P"), (.close, "C"),
        (.mapNoPages, "L"),
    ]

    /// All 64 combinations.
    private static let classes: [Test] = (0..<(1 << meaningful.count)).map { bits in
        let members = meaningful.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
        let operations = members.reduce(into: VMOperations()) { $0.formUnion($1.operation) }
        let letters = members.map(\.letter).joined()
        let needs: [Requirement] = operations.contains(.mapNoPages) ? [.vmaLockFaults] : []
        return test("class/\(letters.isEmpty ? "none" : letters)", needs: needs) { context in
            let exporter = ExporterCase.testModule(
                "class \(operations)", operations, operations.contains(.fault) ? .faultPFN : .remap)
            for route in [Route.descriptor, .importer] {
                let subject = try Subject(exporter, by: route, in: context)
                let mapping = try subject.map()
                try expect(
                    operations.union(neutral), subject.expectedVMAFlags, at: mapping.address,
                    "\(route.rawValue) mapping of \(operations)", context)
                subject.expectContent(of: mapping, offset: 0, "through the uniform vm_ops")
            }
        }
    }

    /// Where the exporter's own table must stay.
    private static let declined: [Test] = [
        test("declined/map-pages") { context in
            let subject = try Subject(
                .testModule("map_pages", [.fault, .mapPages], .faultPage), by: .descriptor, in: context)
            let mapping = try subject.map()
            try expect(
                [.fault, .mapPages], [.fileIsDMABuf, .isLinked], ignoring: [.fileIsOwner], at: mapping.address,
                "an exporter with map_pages", context)
            subject.expectContent(of: mapping, offset: 0, "through the exporter's own vm_ops")
            try subject.expectRefusal(
                .notADMABuf, at: mapping.address, length: mapping.length, "map_pages, no get_dmabuf")
        },
        test("declined/map-pages-with-get-dmabuf") { context in
            let subject = try Subject(
                .testModule("map_pages", [.fault, .mapPages], .faultPage, isNative: true), by: .descriptor, in: context)
            let mapping = try subject.map()
            try expect(
                [.fault, .mapPages, .getDMABuf], [.fileIsOwner, .fileIsDMABuf, .isLinked], at: mapping.address,
                "an exporter with map_pages that answers itself", context)
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        },
        test("declined/uffd-ops", body: checkUserfault),
        test("first-mapping") { context in
            // A subject's buffer has been mapped before, to fill it.
            let buffer = try ExporterCase.faulted.make(Subject.standardPages).takeBuffer()
            let inquirer = try Inquirer(context)
            for what in ["first", "second"] {
                let mapping = try buffer.map()
                let answer = try inquirer.ask(at: mapping.address, length: mapping.length)
                context.equal(answer.owner?.inode, buffer.inode, "owner of the \(what) mapping of a buffer")
                context.equal(answer.operations, neutral.union(.fault), "members of the \(what) mapping's vm_ops")
            }
        },
        test("native-tables-stay") { context in
            let subject = try Subject(.native, by: .native, in: context)
            let mapping = try subject.map()
            try expect(
                [.open, .close, .fault, .getDMABuf], [.isLinked], at: mapping.address, "a native mapping", context)
        },
        test("gem", needs: [.vgem]) { context in
            let native = try Subject(.vgem, by: .native, in: context)
            let mapping = try native.map()
            let own = try Inquirer(context).ask(at: mapping.address, length: 1).operations
            var members: VMOperations =
                KernelRelease.running >= KernelRelease(7, 3)
                ? [.fault, .hugeFault, .pfnMakeWritable, .close] : [.fault, .close]
            if try TestModuleDevice().information().features.contains(.vmaLockFaults) { members.insert(.mapNoPages) }
            context.equal(own.subtracting(neutral), members, "members of GEM's own vm_ops, but for neutral ones")
            for route in [Route.descriptor, .importer] {
                let subject = try Subject(.vgem, by: route, in: context)
                let mapping = try subject.map()
                let operations = try Inquirer(context).ask(at: mapping.address, length: 1).operations
                context.equal(operations, own.union(neutral), "\(route.rawValue): members of vm_ops")
            }
        },
    ]

    private static func checkUserfault(_ context: TestContext) throws {
        let subject: Subject
        do {
            subject = try Subject(
                .testModule("uffd_ops", [.fault, .userfault], .faultPage), by: .descriptor, in: context)
        } catch let error as SystemCallError where error.errno.rawValue == EOPNOTSUPP {
            throw SkipTest(reason: "Linux \(KernelRelease.running) has no vm_ops->uffd_ops")
        }
        let mapping = try subject.map()
        try expect(
            [.fault, .userfault], [.fileIsDMABuf, .isLinked], ignoring: [.fileIsOwner], at: mapping.address,
            "an exporter with uffd_ops", context)
        subject.expectContent(of: mapping, offset: 0, "through the exporter's own vm_ops")
        try subject.expectRefusal(.notADMABuf, at: mapping.address, length: mapping.length, "uffd_ops, no get_dmabuf")
    }

    /// Each redirected member reaches the exporter's.
    private static let behaviour: [Test] = [
        test("calls/fault") { context in
            let subject = try Subject(.counted, by: .importer, in: context)
            let mapping = try subject.map()
            let count = try counting(subject, \.faults) { touch(mapping) }
            context.equal(count, UInt64(Subject.standardPages), "faults of as many untouched pages")
        },
        test("calls/pfn-mkwrite") { context in try checkMakeWritable(.pfnMakeWritable, .faultPFN, context) },
        test("calls/page-mkwrite") { context in try checkMakeWritable(.pageMakeWritable, .faultPage, context) },
        test("calls/no-mkwrite") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            touch(mapping)
            let again = try counting(subject, \.faults) { mapping.fill(with: subject.pattern) }
            context.equal(again, 0, "faults of a write to pages that were read, without mkwrite")
        },
        test("calls/open-and-close") { context in
            let subject = try Subject(.counted, by: .descriptor, in: context)
            let device = try TestModuleDevice()
            var mapping = try subject.map()
            context.equal(try device.statistics(of: subject.descriptor).vmas, 1, "VMAs after mmap()")
            let tail = try mapping.unmapHole(at: 2 * Page.size, length: Page.size)
            context.equal(try device.statistics(of: subject.descriptor).vmas, 2, "VMAs after a hole was made")
            let child = try ForkedProcess()
            context.equal(try device.statistics(of: subject.descriptor).vmas, 4, "VMAs after fork()")
            try child.end()
            context.equal(try device.statistics(of: subject.descriptor).vmas, 2, "VMAs after the child's end")
            try mapping.move()
            context.equal(try device.statistics(of: subject.descriptor).vmas, 2, "VMAs after mremap()")
            try mapping.unmap()
            try tail.unmap()
            context.equal(try device.statistics(of: subject.descriptor).vmas, 0, "VMAs after munmap()")
        },
        test("calls/access") { context in
            let subject = try Subject(
                .testModule("access", [.fault, .access], .faultPFN), by: .descriptor, in: context)
            let mapping = try subject.map()
            let memory = try OwnedFileDescriptor(opening: "/proc/self/mem", .readOnly)
            var word: UInt64 = 0
            let count = try counting(subject, \.accesses) {
                _ = try withUnsafeMutableBytes(of: &word) {
                    try memory.descriptor.read(fromAbsoluteOffset: Int64(mapping.address) + 4096, into: $0)
                }
            }
            context.check(count > 0, "->access was not called for /proc/self/mem")
            context.equalHex(word, subject.pattern.word(at: 4096), "a word read by ->access")
        },
        test("calls/access-writes") { context in
            let subject = try Subject(
                .testModule("access", [.fault, .access], .faultPFN), by: .descriptor, in: context)
            let mapping = try subject.map()
            let memory = try OwnedFileDescriptor(opening: "/proc/self/mem", .readWrite)
            let word: UInt64 = 0x0123_4567_89ab_cdef
            let count = try withUnsafeBytes(of: word) {
                try memory.descriptor.write(toAbsoluteOffset: Int64(mapping.address) + 4096, $0)
            }
            context.equal(count, 8, "bytes written by ->access")
            let found = mapping.withBytes { $0.loadUnaligned(fromByteOffset: 4096, as: UInt64.self) }
            context.equalHex(found, word, "a word written by ->access")
        },
        test("calls/no-access") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let memory = try OwnedFileDescriptor(opening: "/proc/self/mem", .readOnly)
            var word: UInt64 = 0
            do {
                let count = try withUnsafeMutableBytes(of: &word) {
                    try memory.descriptor.read(fromAbsoluteOffset: Int64(mapping.address), into: $0)
                }
                context.fail("/proc/self/mem gave \(count) bytes of a PFN mapping without ->access")
            } catch let error as Errno {
                context.equal(error, .ioError, "/proc/self/mem of a PFN mapping without ->access")
            }
        },
        test("calls/huge-fault-falls-back") { context in
            let subject = try Subject(
                .testModule("huge", [.fault, .hugeFault], .faultPFN), by: .descriptor, in: context, pages: 1024)
            let mapping = try subject.map()
            let asked = try counting(subject, \.hugeFaults) {
                subject.expectContent(of: mapping, offset: 0, "whose huge faults fall back")
            }
            guard KernelRelease.running > KernelRelease(6, 1) else {
                throw SkipTest(reason: "Linux 6.1 asks nobody but DAX for huge pages")
            }
            context.check(asked > 0, "nobody asked for a page of the size of a PMD")
        },
    ]

    /// Without vm_ops a VMA is anonymous memory to mm: when it moves, copy_vma() takes its new address for its place
    /// in the file.
    private static let anonymity: [Test] = [Route.descriptor, .importer, .gemImporter].flatMap { route in
        [ExporterCase.systemHeap, .remapped].map { exporter in
            Test("not-anonymous/\(exporter.name)/\(route.rawValue)", needs: exporter.needs(by: route)) { context in
                let subject = try Subject(exporter, by: route, in: context)
                var mapping = try subject.map()
                let before = try fileOffset(of: mapping)
                try mapping.move()
                context.equalHex(
                    try fileOffset(of: mapping) ?? 0, before ?? 1, "offset in /proc/self/maps after mremap()")
            }
        }
    }

    private static func fileOffset(of mapping: borrowing Mapping) throws -> UInt64? {
        let address = mapping.address
        return try ProcessMaps.read().first { $0.range.contains(address) }?.offset
    }

    private static func test(
        _ name: String, needs: [Requirement] = [], body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, .getDMABuf] + needs, body: body)
    }

    private static func expect(
        _ operations: VMOperations, _ flags: OwnershipAnswer.VMAFlags, ignoring: OwnershipAnswer.VMAFlags = [],
        at address: UInt, _ what: String, _ context: TestContext
    ) throws {
        let answer = try Inquirer(context).ask(at: address, length: 1)
        context.equal(answer.operations, operations, "\(what): members of vm_ops")
        context.equal(answer.vmaFlags.subtracting(ignoring), flags, "\(what): the VMA's file and links")
    }

    private static func checkMakeWritable(
        _ operation: VMOperations, _ population: TestBufferDescription.Population, _ context: TestContext
    ) throws {
        let subject = try Subject(.testModule("mkwrite", [.fault, operation], population), by: .importer, in: context)
        let mapping = try subject.map()
        touch(mapping)
        let count = try counting(subject, \.makeWritables) { mapping.fill(with: subject.pattern) }
        context.equal(count, UInt64(Subject.standardPages), "mkwrite calls of the first writes to pages that were read")
    }

    /// How far a counter of the subject's buffer rises while `body` runs.
    private static func counting(
        _ subject: Subject, _ counter: KeyPath<TestModuleStatistics, UInt64>, _ body: () throws -> Void
    ) throws -> UInt64 {
        let device = try TestModuleDevice()
        let before = try device.statistics(of: subject.descriptor)[keyPath: counter]
        try body()
        return try device.statistics(of: subject.descriptor)[keyPath: counter] - before
    }

    /// Reads a byte of each page.
    private static func touch(_ mapping: borrowing Mapping) {
        mapping.withBytes { bytes in
            for offset in stride(from: 0, to: bytes.count, by: Page.size) { _ = blackHole(bytes[offset]) }
        }
    }

    /// Keeps the optimizer from leaving out a read that nobody uses.
    @inline(never)
    private static func blackHole(_ byte: UInt8) -> UInt8 { byte }
}
