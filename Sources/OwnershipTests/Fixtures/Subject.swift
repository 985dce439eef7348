// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// A buffer of one exporter, filled with a pattern of its own, and one route by which it is mapped.
final class Subject {
    /// Three parts of two pages, so that a part, too, has an inside.
    static let standardPages = 6

    let exporter: ExporterCase
    let route: Route
    let size: Int
    let inode: UInt64
    let pattern: PagePattern
    private let context: TestContext

    private var buffer: Buffer?
    private var moduleNative: ModuleNative?
    private var gemNative: GEMNative?
    private var moduleImport: ModuleImport?
    private var gemImport: GEMImport?

    init(
        _ exporter: ExporterCase, by route: Route, in context: TestContext, pages: Int = standardPages
    ) throws {
        self.exporter = exporter
        self.route = route
        self.context = context
        size = pages * Page.size
        pattern = context.environment.nextPattern()

        let made: Buffer
        switch exporter.kind {
        case .testModule(let operations, let population, let isNative):
            let device = try TestModuleDevice()
            var both = try TestExporter(device: device).createNative(
                TestBufferDescription(
                    size: size, operations: operations, population: population, isNative: isNative))
            moduleNative = both.detachNative()
            made = both.takeBuffer()
        case .udmabuf:
            made = try UdmabufExporter().create(size: size)
        case .systemHeap:
            made = try HeapExporter(name: "system").create(size: size)
        case .vgem:
            let object = try GEMExporter().create(size: size)
            made = try object.export()
            gemNative = consume object
        }
        inode = made.inode
        switch route {
        case .descriptor, .native: break
        case .importer: moduleImport = try ModuleImport(made.descriptor, device: try TestModuleDevice())
        case .gemImporter: gemImport = try GEMImport(made, path: try GEMExporter().path)
        }
        try made.map().fill(with: pattern)
        buffer = consume made
    }

    /// The dma-buf's descriptor, lent until it is closed.
    var descriptor: FileDescriptor {
        get throws {
            guard let descriptor = buffer?.descriptor else { throw Errno.badFileDescriptor }
            return descriptor
        }
    }

    /// Whether pages that were zapped come back when they are touched.
    var canFaultIn: Bool {
        switch exporter.kind {
        case .testModule(_, .remap, _), .testModule(_, .insert, _), .systemHeap: false
        default: true
        }
    }

    /// Maps the buffer, or pages of it, by the subject's route.
    func map(
        fromPage first: Int = 0, pages: Int? = nil, _ protection: Protection = .readWrite,
        flags: MappingFlags = .shared
    ) throws -> Mapping {
        let offset = first * Page.size
        let length = pages.map { $0 * Page.size }
        let mapping =
            switch route {
            case .descriptor:
                try buffer?.map(offset: offset, length: length, protection: protection, flags: flags)
            case .importer:
                try moduleImport?.map(offset: offset, length: length, protection: protection, flags: flags)
            case .gemImporter:
                try gemImport?.map(offset: offset, length: length, protection: protection, flags: flags)
            case .native:
                if exporter.isGEM {
                    try gemNative?.map(offset: offset, length: length, protection: protection, flags: flags)
                } else {
                    try moduleNative?.map(offset: offset, length: length, protection: protection, flags: flags)
                }
            }
        guard let mapping else { throw Errno.badFileDescriptor }
        return mapping
    }

    /// Where mmap() finds the buffer by the subject's route.
    func mapTarget() throws -> MapTarget {
        let found: (FileDescriptor?, UInt64?) =
            switch route {
            case .descriptor: (buffer?.descriptor, buffer?.mapOffset)
            case .importer: (moduleImport?.descriptor, moduleImport?.mapOffset)
            case .gemImporter: (gemImport?.descriptor, gemImport?.mapOffset)
            case .native where exporter.isGEM: (gemNative?.descriptor, gemNative?.mapOffset)
            case .native: (moduleNative?.descriptor, moduleNative?.mapOffset)
            }
        guard let descriptor = found.0, let offset = found.1 else { throw Errno.badFileDescriptor }
        return MapTarget(descriptor: descriptor.rawValue, offset: offset, pages: size / Page.size)
    }

    /// Maps the buffer by its own descriptor, whatever the subject's route.
    func mapDirectly(_ protection: Protection = .readWrite) throws -> Mapping {
        guard let mapping = try buffer?.map(protection: protection) else { throw Errno.badFileDescriptor }
        return mapping
    }

    /// Closes the dma-buf's descriptor.
    func closeDescriptor() throws {
        try buffer.take()?.close()
    }

    /// Closes GEM handles, and releases mmap offsets of the test module.
    func closeHandles() throws {
        try moduleNative.take()?.release()
        try moduleImport.take()?.release()
        try gemImport.take()?.closeHandle()
        try gemNative.take()?.closeHandle()
    }

    /// What a VMA of this route looks like to the kernel.
    var expectedVMAFlags: OwnershipAnswer.VMAFlags {
        route == .native ? [.isLinked] : [.fileIsOwner, .fileIsDMABuf, .isLinked]
    }

    /// The kernel must say that this buffer owns the range, from `offset` on, and prove it with the bytes.
    ///
    /// Three views of the same bytes have to agree: the pattern (what was written), the range itself (what the CPU
    /// sees there), and what the kernel reads at the answer's offset of the answer's buffer, by DMA and by vmap.
    func expectOwner(
        at address: UInt, length: Int, offset: Int, write: Bool = false, of process: Int32? = nil,
        in other: TestContext? = nil, file: String = #fileID, line: Int = #line
    ) throws {
        let context = other ?? context
        let inquirer = try Inquirer(context)
        let site = Site(file: file, line: line)
        for digest: OwnershipQuery.Options in [.digestByDMA, .digestByVmap] {
            let options = write ? digest.union(.write) : digest
            let answer = try inquirer.ask(at: address, length: length, asking: options, of: process)
            let how = "\(Inquirer.describe(address, length, options)), by \(digest == .digestByDMA ? "DMA" : "vmap")"
            check(answer, length, offset, how, context, site)
        }
        if process == nil { checkMemory(address, length, offset, context, site) }
    }

    private struct Site {
        let file: String
        let line: Int
    }

    private func check(
        _ answer: OwnershipAnswer, _ length: Int, _ offset: Int, _ range: String, _ context: TestContext, _ site: Site
    ) {
        guard let owner = answer.owner else {
            let error = ErrnoName.of(answer.error)
            context.fail("\(range): expected \(exporter.name)'s buffer, saw \(error) (\(site.file):\(site.line))")
            return
        }
        let (file, line) = (site.file, site.line)
        context.equal(owner.inode, inode, "\(range): the owner's inode", file: file, line: line)
        context.equalHex(owner.offset, UInt64(offset), "\(range): offset in the buffer", file: file, line: line)
        context.equalHex(owner.size, UInt64(size), "\(range): size of the buffer", file: file, line: line)
        context.equal(owner.exporter, exporter.exporterName, "\(range): exporter", file: file, line: line)
        context.equalHex(
            owner.digest ?? 0, pattern.digest(offset: UInt64(offset), length: length),
            "\(range): digest of the buffer's bytes", file: file, line: line)
        context.equal(answer.vmaFlags, expectedVMAFlags, "\(range): the VMA's file and links", file: file, line: line)
    }

    private func checkMemory(_ address: UInt, _ length: Int, _ offset: Int, _ context: TestContext, _ site: Site) {
        let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: length)
        let seen = CRC32.checksum(of: bytes)
        context.equalHex(
            seen, pattern.digest(offset: UInt64(offset), length: length),
            "\(Inquirer.describe(address, length, [])): digest of user memory", file: site.file, line: site.line)
    }

    /// The range must be refused, for that reason.
    func expectRefusal(
        _ refusal: Refusal, at address: UInt, length: Int, write: Bool = false, _ what: String, file: String = #fileID,
        line: Int = #line
    ) throws {
        try Inquirer(context).expect(
            refusal, at: address, length: length, asking: write ? [.write] : [], what, file: file, line: line)
    }

    /// A mapping must show the buffer's bytes from `offset` on.
    func expectContent(
        of mapping: borrowing Mapping, offset: Int, _ what: String, in other: TestContext? = nil,
        file: String = #fileID, line: Int = #line
    ) {
        if let mismatch = mapping.mismatch(with: pattern, bufferOffset: UInt64(offset)) {
            (other ?? context).fail("\(what): \(mismatch) (\(file):\(line))")
        }
    }
}
