// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// The test module's interface takes nothing that it does not understand, and whatever it is given, nothing leaks.
enum FuzzSuite {
    static let suite = Suite(
        "interface",
        [
            test("too-short", tooShort), test("longer-zeroed", longerZeroed),
            test("longer-not-zeroed", longerNotZeroed),
            test("exact-end", exactEnd), test("bad-pointers", badPointers), test("unknown-commands", unknownCommands),
            test("unknown-flags", unknownFlags), test("reserved-fields", reservedFields),
            test("descriptors", descriptors), test("lengths", lengths), test("fuzz", fuzz),
        ])

    private static func test(_ name: String, _ body: @escaping @Sendable (TestContext) throws -> Void) -> Test {
        Test(name, needs: [.testModule], body: body)
    }

    /// Room behind each structure, so that a size which is too long for it is still not too long for the memory.
    private static let room = 1 << 16

    // MARK: Sizes

    private static func tooShort(_ context: TestContext) throws {
        let sender = try CommandSender()
        for command in TestModuleCommand.all {
            for size in [0, 1, 4, 8, command.firstVersionSize - 1] where size < command.firstVersionSize {
                var bytes = CommandTemplate.valid(command, sender, size: size, room: room)
                sender.expect(.invalidArgument, command, &bytes, "size \(size)", context)
            }
        }
    }

    private static func longerZeroed(_ context: TestContext) throws {
        let sender = try CommandSender()
        for command in TestModuleCommand.all {
            for size in [command.size + 1, command.size + 8, 4096] {
                var bytes = CommandTemplate.valid(command, sender, size: size, room: room)
                sender.expect(nil, command, &bytes, "size \(size), zeros behind", context)
            }
        }
    }

    private static func longerNotZeroed(_ context: TestContext) throws {
        let sender = try CommandSender()
        for command in TestModuleCommand.all {
            for place in [command.size, command.size + 63] {
                var bytes = CommandTemplate.valid(command, sender, size: command.size + 64, room: room)
                bytes[place] = 1
                sender.expect(.argListTooLong, command, &bytes, "something unknown at \(place)", context)
            }
            var bytes = CommandTemplate.valid(command, sender, size: Int(UInt32.max), room: room)
            let error = sender.send(command, &bytes)
            context.check(
                [.argListTooLong, .badAddress, .invalidArgument].contains(error),
                "\(command.name): size 4 GiB: expected E2BIG, EFAULT or EINVAL, saw \(ErrnoName.of(error))")
        }
    }

    /// Not a byte behind the structure is touched.
    private static func exactEnd(_ context: TestContext) throws {
        let sender = try CommandSender()
        var pages = try Mapping(anonymous: 2 * Page.size)
        try pages.protect(.none, offset: Page.size)
        for command in TestModuleCommand.all {
            let size = command.firstVersionSize
            let template = CommandTemplate.valid(command, sender, size: size, room: size)
            let start = pages.address + UInt(Page.size - size)
            for (place, expected) in [(start, nil), (start + 4, Errno.badAddress)] {
                guard let pointer = UnsafeMutableRawPointer(bitPattern: place) else { continue }
                pointer.copyMemory(from: template, byteCount: min(size, Int(pages.address) + Page.size - Int(place)))
                let error = sender.send(command, pointer)
                context.check(
                    error == expected ?? Errno(rawValue: 0),
                    "\(command.name): structure that ends at 0x\(String(place + UInt(size), radix: 16)): expected "
                        + "\(ErrnoName.of(expected ?? Errno(rawValue: 0))), saw \(ErrnoName.of(error))")
            }
        }
    }

    private static func badPointers(_ context: TestContext) throws {
        let sender = try CommandSender()
        for command in TestModuleCommand.all {
            for address: UInt in [0, 1, 0x1000, 0xffff_ffff_8100_0000, 0x0000_8000_0000_0000, .max] {
                let error = sender.send(command, UnsafeMutableRawPointer(bitPattern: address))
                context.check(
                    error == .badAddress,
                    "\(command.name): structure at 0x\(String(address, radix: 16)): expected EFAULT, saw \(ErrnoName.of(error))"
                )
            }
        }
    }

    // MARK: Numbers and fields

    private static func unknownCommands(_ context: TestContext) throws {
        let sender = try CommandSender()
        for number: UInt in [0xDB08, 0xDBFF, 0xDA00, 0, 0x8004_DB00, 0x5401, .max] {
            var bytes = [UInt8](repeating: 0, count: room)
            sender.expect(
                Errno(rawValue: ENOTTY), TestModuleCommand(rawValue: number), &bytes, "no such command", context)
        }
    }

    private static func unknownFlags(_ context: TestContext) throws {
        let sender = try CommandSender()
        for command in TestModuleCommand.all {
            let known: [Int] = command == .query ? Array(0...6) : command == .create ? [0] : []
            for bit in 0..<32 where !known.contains(bit) {
                var bytes = CommandTemplate.valid(command, sender, size: command.firstVersionSize, room: room)
                bytes.store(UInt32(1) << bit, at: 4)
                // DVT_RELEASE has no flags at all; what it would release is not there either way.
                sender.expect(.invalidArgument, command, &bytes, "flag \(bit)", context)
            }
        }
        let exclusive = [
            DVT_QUERY_DIGEST_DMA | DVT_QUERY_DIGEST_VMAP, DVT_QUERY_ONLY_OWNER | DVT_QUERY_NOBODY,
            DVT_QUERY_ONLY_OWNER | DVT_QUERY_DIGEST_DMA, DVT_QUERY_NOBODY | DVT_QUERY_IDENTIFY,
        ]
        for flags in exclusive {
            var bytes = CommandTemplate.valid(
                .query, sender, size: TestModuleCommand.query.firstVersionSize, room: room)
            bytes.store(UInt32(flags), at: 4)
            sender.expect(.invalidArgument, .query, &bytes, "flags \(flags), which exclude each other", context)
        }
    }

    private static func reservedFields(_ context: TestContext) throws {
        let sender = try CommandSender()
        let fields: [(TestModuleCommand, Int)] = [
            (.create, 44), (.importBuffer, 12), (.relocate, 12), (.revoke, 12), (.statistics, 12),
        ]
        for (command, place) in fields {
            for value: UInt32 in [1, 0x8000_0000] {
                var bytes = CommandTemplate.valid(command, sender, size: command.firstVersionSize, room: room)
                bytes.store(value, at: place)
                sender.expect(.invalidArgument, command, &bytes, "reserved field \(value)", context)
            }
        }
        for (place, bit) in [(16, 8), (16, 31), (24, 9), (24, 31), (20, 0), (20, 31)] {
            var bytes = CommandTemplate.valid(
                .create, sender, size: TestModuleCommand.create.firstVersionSize, room: room)
            bytes.store(bytes.load(UInt32.self, at: place) ^ UInt32(1) << bit, at: place)
            sender.expect(.invalidArgument, .create, &bytes, "unknown bit \(bit) of the field at \(place)", context)
        }
    }

    /// Descriptors that are closed, never were, or are something else's.
    private static func descriptors(_ context: TestContext) throws {
        let sender = try CommandSender()
        let other = try SealedMemory(size: Page.size)
        let pipe = try FileDescriptor.pipe()
        try pipe.writeEnd.close()
        defer { try? pipe.readEnd.close() }
        let commands: [TestModuleCommand] = [.importBuffer, .relocate, .revoke, .statistics]
        for command in commands {
            for (descriptor, expected): (Int32, Errno) in [
                (pipe.writeEnd.rawValue, .badFileDescriptor), (1 << 20, .badFileDescriptor),
                (other.descriptor.rawValue, .invalidArgument), (pipe.readEnd.rawValue, .invalidArgument),
                (sender.device.descriptor.rawValue, .invalidArgument),
            ] {
                var bytes = CommandTemplate.valid(command, sender, size: command.firstVersionSize, room: room)
                bytes.store(descriptor, at: 8)
                sender.expect(expected, command, &bytes, "descriptor \(descriptor)", context)
            }
        }
        for (descriptor, expected): (Int32, Errno) in [
            (pipe.writeEnd.rawValue, .badFileDescriptor), (other.descriptor.rawValue, .invalidArgument),
        ] {
            var bytes = CommandTemplate.valid(
                .create, sender, size: TestModuleCommand.create.firstVersionSize, room: room)
            bytes.store(UInt32(DVT_MISBEHAVE_FORWARD), at: 24)
            bytes.store(descriptor, at: 32)
            sender.expect(expected, .create, &bytes, "forward to descriptor \(descriptor)", context)
        }
    }

    private static func lengths(_ context: TestContext) throws {
        let sender = try CommandSender()
        for length: UInt64 in [0, 1, 4095, 4097, (64 << 20) + 4096, 1 << 40, 1 << 63, .max & ~4095] {
            var bytes = CommandTemplate.valid(
                .create, sender, size: TestModuleCommand.create.firstVersionSize, room: room)
            bytes.store(length, at: 8)
            sender.expect(.invalidArgument, .create, &bytes, "length \(length)", context)
        }
        for offset: UInt64 in [0, 4096, 1 << 50, .max & ~4095] {
            var bytes = CommandTemplate.valid(
                .release, sender, size: TestModuleCommand.release.firstVersionSize, room: room)
            bytes.store(offset, at: 8)
            sender.expect(.noSuchFileOrDirectory, .release, &bytes, "mmap offset \(offset)", context)
            context.check(
                (try? Mapping(of: sender.device.descriptor, offset: offset & ~(1 << 63), length: Page.size)) == nil,
                "mmap() at the offset \(offset), which stands for nothing")
        }
    }

    // MARK: Anything

    /// What any command may answer to nonsense.
    private static let legal: Set<Int32> = [
        0, EINVAL, E2BIG, EFAULT, EBADF, ENOMEM, ENOTTY, ESRCH, EPERM, EBUSY, ENOSPC, ENOENT, ELOOP, EMFILE,
    ]

    private static func fuzz(_ context: TestContext) throws {
        context.note("seed \(context.options.seed)")
        var random = SeededGenerator(seed: context.options.seed)
        let sender = try CommandSender()
        var accepted = 0
        for round in 0..<4000 {
            let command = TestModuleCommand.all.randomElement(using: &random) ?? .info
            var bytes = CommandTemplate.valid(command, sender, size: command.firstVersionSize, room: room)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                CommandTemplate.mutate(&bytes, within: command.firstVersionSize + 8, using: &random)
            }
            let error = sender.send(command, &bytes)
            if error.rawValue == 0 { accepted += 1 }
            if !legal.contains(error.rawValue) {
                let words = (0..<command.firstVersionSize / 4).map {
                    String(bytes.load(UInt32.self, at: $0 * 4), radix: 16)
                }
                context.fail(
                    "round \(round), \(command.name): \(ErrnoName.of(error)) for \(words.joined(separator: " "))")
            }
        }
        // Both polarities: a fuzzer whose every word is refused at the door tests the door.
        context.check((400...3900).contains(accepted), "\(accepted) of 4000 commands were accepted")
        let subject = try Subject(.faulted, by: .descriptor, in: context)
        subject.expectContent(of: try subject.map(), offset: 0, "the module still works")
    }
}
