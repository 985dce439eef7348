// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// What is done with a mapping while the kernel fails to allocate memory.
enum FaultStep: String, Sendable, CaseIterable {
    case map
    /// Each page, for the first time.
    case touch
    case ask
    case askForDescriptor = "ask-for-fd"
    /// The middle third becomes read-only: one VMA becomes three.
    case split
    /// The middle third is replaced by anonymous memory.
    case overlay
    case move
    case fork

    /// The mapping's middle third.
    private static func middle(of length: Int) -> (offset: Int, length: Int) {
        let pages = length / Page.size
        return (pages / 3 * Page.size, max(1, pages / 3) * Page.size)
    }

    /// Does it, and says so where the kernel had no memory for it.
    ///
    /// - Returns: whether it was done.
    /// - Throws: any other error.
    func isDone(with mapping: inout Mapping, of subject: Subject) throws -> Bool {
        let (offset, length) = Self.middle(of: mapping.length)
        do {
            switch self {
            case .map: _ = try subject.map()
            case .touch: return try Self.touch(mapping)
            case .ask: return try Self.ask(mapping.range) != .noMemory
            case .askForDescriptor: return try Self.askForDescriptor(mapping.range) != .noMemory
            case .split: try mapping.protect(.read, offset: offset, length: length)
            case .overlay:
                try mapping.overlay(at: offset, with: nil, length: length, flags: [.copyOnWrite, .anonymous])
            case .move: try mapping.move()
            case .fork: try Self.fork()
            }
            return true
        } catch let error as SystemCallError where error.errno == .noMemory {
            return false
        }
    }

    private static func ask(_ range: Range<UInt>) throws -> Errno? {
        let device = try TestModuleDevice()
        return try device.query(OwnershipQuery(range)).error
    }

    private static func askForDescriptor(_ range: Range<UInt>) throws -> Errno? {
        let device = try TestModuleDevice()
        let answer = try device.queryWithDescriptor(OwnershipQuery(range))
        return answer.answer.error
    }

    private static func fork() throws {
        let child = try ForkedProcess()
        try child.end()
    }

    /// Page tables that cannot be had are asked for again, until they can: but an exporter may end it with SIGBUS.
    private static func touch(_ mapping: borrowing Mapping) throws -> Bool {
        var isWhole = true
        for offset in stride(from: 0, to: mapping.length, by: Page.size) {
            switch try mapping.probeRead(at: offset) {
            case .value: break
            case .busError: isWhole = false
            case .segmentationFault(let code):
                throw SystemCallError(call: "reading", what: "a mapping, SIGSEGV with code \(code)", errno: .badAddress)
            }
        }
        return isWhole
    }

    /// Checks that nothing is left of what was not done, and all is there of what was.
    func check(_ mapping: borrowing Mapping, of subject: Subject, isDone: Bool, _ context: TestContext) throws {
        let (offset, length) = Self.middle(of: mapping.length)
        guard self == .overlay else {
            return try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        }
        let end = offset + length
        try subject.expectOwner(at: mapping.address, length: offset, offset: 0)
        try subject.expectOwner(at: mapping.address + UInt(end), length: mapping.length - end, offset: end)
        let answer = try Inquirer(context).ask(at: mapping.address + UInt(offset), length: length)
        if isDone {
            context.equal(answer.error, .noSuchFileOrDirectory, "what replaced the middle")
        } else if let owner = answer.owner {
            context.equal(owner.inode, subject.inode, "the owner of the middle, which nothing replaced")
        } else {
            // mm may have unmapped it before it found out.
            context.equal(answer.error, .badAddress, "the middle, which nothing replaced")
        }
    }
}
