// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// Sends commands to the test module byte by byte, and gives back whatever it got for them.
final class CommandSender {
    let device: TestModuleDevice
    /// A buffer that commands may be about, and a mapping of it.
    let buffer: Buffer
    let mapping: Mapping

    init() throws {
        device = try TestModuleDevice()
        buffer = try TestExporter().create(TestBufferDescription(size: 2 * Page.size))
        mapping = try buffer.map()
    }

    /// The error, 0 for none.
    func send(_ command: TestModuleCommand, _ argument: UnsafeMutableRawPointer?) -> Errno {
        let result = cdmabuf_ioctl(device.descriptor.rawValue, command.rawValue, argument)
        if result == 0, let argument { giveBack(command, argument) }
        return Errno(rawValue: max(0, -result))
    }

    /// The error, 0 for none.
    func send(_ command: TestModuleCommand, _ bytes: inout [UInt8]) -> Errno {
        bytes.withUnsafeMutableBytes { send(command, $0.baseAddress) }
    }

    /// The command must end with that error, or with nil be taken.
    func expect(
        _ expected: Errno?, _ command: TestModuleCommand, _ bytes: inout [UInt8], _ what: String,
        _ context: TestContext, file: String = #fileID, line: Int = #line
    ) {
        let error = send(command, &bytes)
        let wanted = expected ?? Errno(rawValue: 0)
        context.check(
            error == wanted,
            "\(command.name), \(what): expected \(ErrnoName.of(wanted)), saw \(ErrnoName.of(error))", file: file,
            line: line)
    }

    /// An mmap offset that is still to be released, or nil where there is none to be had.
    func freshOffset() -> UInt64? {
        var bytes = [UInt8](repeating: 0, count: TestModuleCommand.importBuffer.firstVersionSize)
        bytes.store(UInt32(bytes.count), at: 0)
        bytes.store(buffer.descriptor.rawValue, at: 8)
        let result = bytes.withUnsafeMutableBytes {
            cdmabuf_ioctl(device.descriptor.rawValue, TestModuleCommand.importBuffer.rawValue, $0.baseAddress)
        }
        return result == 0 ? bytes.load(UInt64.self, at: 16) : nil
    }

    /// Closes and releases what the module handed out.
    private func giveBack(_ command: TestModuleCommand, _ argument: UnsafeMutableRawPointer) {
        switch command {
        case .create:
            close(argument.load(fromByteOffset: 40, as: Int32.self))
            let offset = argument.load(fromByteOffset: 48, as: UInt64.self)
            if offset != 0 { try? device.release(mapOffset: offset) }
        case .importBuffer:
            try? device.release(mapOffset: argument.load(fromByteOffset: 16, as: UInt64.self))
        case .query:
            let descriptor = argument.load(fromByteOffset: 32, as: Int32.self)
            if descriptor >= 0 { close(descriptor) }
        default: break
        }
    }
}
