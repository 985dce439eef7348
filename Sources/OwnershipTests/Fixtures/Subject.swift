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

    private let buffer: RouteHolder<Buffer>
    private let native: (any HeldRoute)?
    private let imported: (any HeldRoute)?

    init(
        _ exporter: ExporterCase, by route: Route, in context: TestContext, pages: Int = standardPages
    ) throws {
        self.exporter = exporter
        self.route = route
        self.context = context
        size = pages * Page.size
        pattern = context.environment.nextPattern()

        let made = try exporter.make(pages)
        let (native, fill) = (made.native, made.fill)
        let buffer = made.takeBuffer()
        inode = buffer.inode
        context.equal(buffer.size, size, "size of \(exporter.name)'s buffer")
        imported =
            switch route {
            case .descriptor, .native: nil
            case .importer: RouteHolder(try ModuleImport(buffer.descriptor, device: try TestModuleDevice()))
            case .gemImporter: RouteHolder(try GEMImport(buffer, path: try GEMExporter().path))
            }
        if let fill {
            try fill(pattern)
        } else {
            try buffer.map().fill(with: pattern)
        }
        self.native = native
        self.buffer = RouteHolder(buffer)
    }

    /// The dma-buf's descriptor, lent until it is closed.
    var descriptor: FileDescriptor {
        get throws {
            guard let place = buffer.place else { throw Errno.badFileDescriptor }
            return place.descriptor
        }
    }

    /// Whether pages that were zapped come back when they are touched.
    var canFaultIn: Bool { exporter.canFaultIn }

    private var held: any HeldRoute {
        get throws {
            let held: (any HeldRoute)? =
                switch route {
                case .descriptor: buffer
                case .importer, .gemImporter: imported
                case .native: native
                }
            guard let held else { throw SkipTest(reason: "\(exporter.name) has no route \(route.rawValue)") }
            return held
        }
    }

    /// Maps the buffer, or pages of it, by the subject's route.
    func map(
        fromPage first: Int = 0, pages: Int? = nil, _ protection: Protection = .readWrite,
        flags: MappingFlags = .shared
    ) throws -> Mapping {
        try held.map(
            offset: first * Page.size, length: pages.map { $0 * Page.size }, protection: protection, flags: flags)
    }

    /// Where mmap() finds the buffer by the subject's route.
    func mapTarget() throws -> MapTarget {
        guard let place = try held.place else { throw Errno.badFileDescriptor }
        return MapTarget(descriptor: place.descriptor.rawValue, offset: place.offset, pages: size / Page.size)
    }

    /// Where mmap() finds the buffer by its exporter's own device, in bytes, if it can be mapped so.
    var nativeOffset: UInt64? { native?.place?.offset }

    /// Maps the buffer by its own descriptor, whatever the subject's route.
    func mapDirectly(_ protection: Protection = .readWrite) throws -> Mapping {
        try buffer.map(offset: 0, length: nil, protection: protection, flags: .shared)
    }

    /// Closes the dma-buf's descriptor.
    func closeDescriptor() throws {
        try buffer.close()
    }

    /// Closes GEM handles, and releases mmap offsets of the test module.
    func closeHandles() throws {
        try imported?.close()
        try native?.close()
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
        for digest in exporter.digests.isEmpty ? [[]] : exporter.digests {
            let options = write ? digest.union(.write) : digest
            let answer = try inquirer.ask(at: address, length: length, asking: options, of: process)
            let how = Inquirer.describe(address, length, options) + Self.describe(digest)
            check(answer, length, offset, how, context, site)
        }
        if process == nil { checkMemory(address, length, offset, context, site) }
    }

    private static func describe(_ digest: OwnershipQuery.Options) -> String {
        switch digest {
        case .digestByDMA: ", by DMA"
        case .digestByVmap: ", by vmap"
        default: ""
        }
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
        if let digest = owner.digest {
            context.equalHex(
                digest, pattern.digest(offset: UInt64(offset), length: length),
                "\(range): digest of the buffer's bytes", file: file, line: line)
        }
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
