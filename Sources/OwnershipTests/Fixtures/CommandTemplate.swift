// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import SystemPackage

/// The bytes of commands: right ones, to be made wrong in one place.
struct CommandTemplate {
    /// A command that the module accepts if its size is right.
    /// - Parameters:
    ///   - size: What the structure says about itself.
    ///   - room: How many bytes there are.
    static func valid(_ command: TestModuleCommand, _ sender: CommandSender, size: Int, room: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: room)
        bytes.store(UInt32(truncatingIfNeeded: size), at: 0)
        switch command {
        case .create:
            bytes.store(UInt64(Page.size), at: 8)
            bytes.store(UInt32(DVT_OP_FAULT), at: 16)
            bytes.store(UInt32(1), at: 20)
            bytes.store(Int32(-1), at: 32)
            bytes.store(UInt32(2), at: 36)
        case .importBuffer, .relocate, .statistics:
            bytes.store(sender.buffer.descriptor.rawValue, at: 8)
        case .revoke:
            bytes.store(sender.buffer.descriptor.rawValue, at: 8)
        case .query:
            bytes.store(UInt64(sender.mapping.address), at: 8)
            bytes.store(UInt64(sender.mapping.length), at: 16)
        case .release:
            // Accepted only where there is something to release.
            if let offset = sender.freshOffset() { bytes.store(offset, at: 8) }
        default: break
        }
        return bytes
    }

    /// Changes one field to something that is likely to hurt.
    static func mutate(_ bytes: inout [UInt8], within size: Int, using random: inout SeededGenerator) {
        let place = Int.random(in: 0..<size / 4, using: &random) * 4
        let values: [UInt32] = [
            0, 1, 2, 4, 7, 8, 16, 31, 64, 144, 4095, 4096, 4097, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, random.next32(),
            1 << UInt32.random(in: 0..<32, using: &random), bytes.load(UInt32.self, at: place) &+ 1,
            bytes.load(UInt32.self, at: place) &- 1,
        ]
        // A whole buffer of 64 MiB for each second command would only test the allocator.
        let value = values.randomElement(using: &random) ?? 0
        bytes.store(value, at: place)
    }
}

extension [UInt8] {
    mutating func store<Value: BitwiseCopyable>(_ value: Value, at place: Int) {
        withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: place, as: Value.self) }
    }

    func load<Value: BitwiseCopyable>(_ type: Value.Type, at place: Int) -> Value {
        withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: type) }
    }
}

extension SeededGenerator {
    mutating func next32() -> UInt32 { UInt32(truncatingIfNeeded: next()) }
}
