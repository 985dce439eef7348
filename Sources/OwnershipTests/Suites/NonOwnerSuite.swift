// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Memory that no dma-buf owns, or not one alone: the kernel says so, and with the error that tells its callers what
/// to do next.
enum NonOwnerSuite {
    static let suite = Suite(
        "non-owners",
        [
            test("anonymous") { inquirer, _ in
                let memory = try Mapping(anonymous: 2 * Page.size)
                try inquirer.expect(.notADMABuf, at: memory.address, length: memory.length, "untouched")
                memory.withMutableBytes { $0[0] = 1 }
                try inquirer.expect(.notADMABuf, at: memory.address, length: memory.length, "touched")
            },
            test("stack") { inquirer, _ in
                var local = 0
                let address = withUnsafePointer(to: &local) { UInt(bitPattern: $0) }
                try inquirer.expect(.notADMABuf, at: address, length: 8, "a local variable")
            },
            test("heap") { inquirer, _ in
                let block = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 8)
                defer { block.deallocate() }
                try inquirer.expect(.notADMABuf, at: UInt(bitPattern: block), length: 64, "malloc()ed")
            },
            test("file") { inquirer, _ in
                let file = try OwnedFileDescriptor(opening: "/proc/self/exe", .readOnly)
                for flags in [MappingFlags.shared, .copyOnWrite] {
                    let memory = try Mapping(
                        of: file.descriptor, length: Page.size, protection: .read, flags: flags)
                    try inquirer.expect(.notADMABuf, at: memory.address, length: Page.size, "a program's file")
                }
            },
            test("memfd") { inquirer, _ in
                let file = try SealedMemory(size: 2 * Page.size)
                let memory = try Mapping(of: file.descriptor, length: file.size)
                try inquirer.expect(
                    .notADMABuf, at: memory.address, length: memory.length, "udmabuf's own raw material")
            },
            test("memfd-below-udmabuf", needs: [.udmabuf]) { inquirer, _ in
                let file = try SealedMemory(size: 2 * Page.size)
                let buffer = try UdmabufExporter().create(of: file, offset: 0, size: file.size)
                let memory = try Mapping(of: file.descriptor, length: file.size)
                let owned = try Mapping(of: buffer.descriptor, length: file.size)
                try inquirer.expect(.notADMABuf, at: memory.address, length: memory.length, "the memfd of a udmabuf")
                try inquirer.expectOwned(at: owned.address, length: owned.length, "the udmabuf itself")
            },
            test("hugetlb", needs: [.hugePage]) { inquirer, _ in
                let memory = try Mapping(of: nil, length: 2 << 20, flags: [.copyOnWrite, .anonymous, .hugePages])
                try inquirer.expect(.notADMABuf, at: memory.address, length: memory.length, "a huge page")
            },
            test("device") { inquirer, _ in
                let zero = try OwnedFileDescriptor(opening: "/dev/zero")
                let memory = try Mapping(of: zero.descriptor, length: Page.size)
                try inquirer.expect(.notADMABuf, at: memory.address, length: Page.size, "/dev/zero")
            },
            test("vdso") { inquirer, _ in try special("[vdso]", inquirer) },
            test("vvar") { inquirer, _ in try special("[vvar]", inquirer) },
            test("unmapped") { inquirer, _ in
                let memory = try Mapping(anonymous: Page.size)
                let address = memory.address
                try memory.unmap()
                try inquirer.expect(.noSuchMapping, at: address, length: Page.size, "unmapped")
                try inquirer.expect(.noSuchMapping, at: 0, length: 1, "NULL")
                try inquirer.expect(.noSuchMapping, at: 0x1000, length: Page.size, "page one")
            },
            test("kernel-address") { inquirer, _ in
                try inquirer.expect(.noSuchMapping, at: 0xffff_ffff_8100_0000, length: 8, "kernel text")
                try inquirer.expect(.noSuchMapping, at: 0xffff_8880_0000_0000, length: 8, "direct map")
                try inquirer.expect(.noSuchMapping, at: 0x0000_8000_0000_0000, length: 8, "not canonical")
            },
            test("zero-length") { inquirer, context in
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                let mapping = try subject.map()
                try inquirer.expect(.invalid, at: mapping.address, length: 0, "a dma-buf")
                try inquirer.expect(.invalid, at: 0x1000, length: 0, "nothing mapped")
            },
            test("wrap") { inquirer, context in
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                let mapping = try subject.map()
                try inquirer.expect(.invalid, at: mapping.address, length: -1, "all bits set")
                try inquirer.expect(.invalid, at: .max, length: 2, "the last byte and one more")
                try inquirer.expect(
                    .invalid, at: mapping.address, length: Int(bitPattern: 0 &- mapping.address &+ 1), "up to address 1"
                )
            },
            test("past-the-end") { inquirer, context in
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                let size = subject.size
                var range = try Mapping(anonymous: size + 2 * Page.size, protection: .none)
                try range.overlay(at: 0, with: subject.descriptor, length: size)
                try inquirer.expect(.notADMABuf, at: range.address, length: size + 1, "one byte into what follows")
                let hole = range.splitOff(at: size)
                try hole.unmap()
                try inquirer.expect(
                    .noSuchMapping, at: range.address, length: size + 1, "one byte into the hole behind")
                try inquirer.expect(.noSuchMapping, at: range.end, length: 1, "the byte behind")
                try subject.expectOwner(at: range.address, length: size, offset: 0)
            },
            test("grown-past-the-end") { inquirer, context in
                // Ordinary pages and no VM_DONTEXPAND: mremap() can make the mapping longer than the buffer.
                let subject = try Subject(.faultedPages, by: .descriptor, in: context)
                var mapping = try subject.map()
                let size = mapping.length
                try mapping.resize(to: size + 2 * Page.size)
                try inquirer.expect(
                    .outOfRange, at: mapping.address, length: size + 1, "one byte more than the buffer has")
                try inquirer.expect(.outOfRange, at: mapping.address + UInt(size), length: 1, "behind the buffer")
                // What is left of the buffer is less than nothing there.
                try inquirer.expect(
                    .outOfRange, at: mapping.address + UInt(size + Page.size), length: 1, "far behind the buffer")
                try subject.expectOwner(at: mapping.address, length: size, offset: 0)
            },
            test("hole") { inquirer, context in
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                var head = try subject.map()
                let tail = try head.unmapHole(at: 2 * Page.size, length: Page.size)
                try inquirer.expect(.noSuchMapping, at: head.address, length: 6 * Page.size, "over the hole")
                try inquirer.expect(.noSuchMapping, at: head.end, length: 2 * Page.size, "from inside of the hole")
                try inquirer.expect(.noSuchMapping, at: head.end - 1, length: 2, "one byte into the hole")
                try subject.expectOwner(at: tail.address, length: tail.length, offset: 3 * Page.size)
            },
            test("two-buffers") { inquirer, context in
                let first = try Subject(.faulted, by: .descriptor, in: context)
                let second = try Subject(.faulted, by: .descriptor, in: context)
                var range = try Mapping(anonymous: 4 * Page.size, protection: .none)
                try range.overlay(at: 0, with: first.descriptor, length: 2 * Page.size)
                try range.overlay(
                    at: 2 * Page.size, with: second.descriptor, offset: UInt64(2 * Page.size), length: 2 * Page.size)
                try inquirer.expect(
                    .outOfRange, at: range.address, length: range.length, "two buffers whose offsets go on")
                try first.expectOwner(at: range.address, length: 2 * Page.size, offset: 0)
                try second.expectOwner(
                    at: range.address + UInt(2 * Page.size), length: 2 * Page.size, offset: 2 * Page.size)
            },
            test("same-buffer-twice") { inquirer, context in
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                let part = 3 * Page.size
                var range = try Mapping(anonymous: 2 * part, protection: .none)
                try range.overlay(at: 0, with: subject.descriptor, length: part)
                try range.overlay(at: part, with: subject.descriptor, offset: UInt64(part), length: part)
                try subject.expectOwner(at: range.address, length: 2 * part, offset: 0)
                try range.overlay(at: part, with: subject.descriptor, offset: 0, length: part)
                try inquirer.expect(.outOfRange, at: range.address, length: 2 * part, "the same pages again")
                try range.overlay(at: part, with: subject.descriptor, offset: UInt64(Page.size), length: part)
                try inquirer.expect(.outOfRange, at: range.address, length: 2 * part, "a gap in the buffer's offsets")
            },
            test("next-to-anonymous") { inquirer, context in
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                var range = try Mapping(anonymous: 3 * Page.size)
                try range.overlay(at: Page.size, with: subject.descriptor, length: Page.size)
                let start = range.address
                try inquirer.expect(.notADMABuf, at: start, length: 2 * Page.size, "anonymous, then a dma-buf")
                try inquirer.expect(
                    .notADMABuf, at: start + UInt(Page.size), length: 2 * Page.size, "a dma-buf, then anonymous")
                try subject.expectOwner(at: start + UInt(Page.size), length: Page.size, offset: 0)
            },
        ])

    private static func test(
        _ name: String, needs: [Requirement] = [], _ body: @escaping @Sendable (Inquirer, TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, .getDMABuf] + needs) { try body(Inquirer($0), $0) }
    }

    private static func special(_ name: String, _ inquirer: Inquirer) throws {
        guard let range = AddressSpace.range(named: name) else {
            throw SkipTest(reason: "no \(name) in /proc/self/maps")
        }
        try inquirer.expect(.notADMABuf, at: range.lowerBound, length: range.count, name)
    }
}
