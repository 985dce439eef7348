// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Asks the kernel who owns memory, and checks what it says.
final class Inquirer {
    let device: TestModuleDevice
    private let context: TestContext

    init(_ context: TestContext) throws {
        device = try TestModuleDevice()
        self.context = context
    }

    func ask(
        at address: UInt, length: Int, asking options: OwnershipQuery.Options = [], of process: Int32? = nil
    ) throws -> OwnershipAnswer {
        try device.query(
            OwnershipQuery(
                address: address, length: UInt64(bitPattern: Int64(length)), options: options, process: process))
    }

    /// The range must be refused, for that reason.
    func expect(
        _ refusal: Refusal, at address: UInt, length: Int, asking options: OwnershipQuery.Options = [],
        of process: Int32? = nil, _ what: String, file: String = #fileID, line: Int = #line
    ) throws {
        let answer = try ask(at: address, length: length, asking: options, of: process)
        let claim = "\(what), \(Self.describe(address, length, options))"
        if let owner = answer.owner {
            context.fail("\(claim): expected \(ErrnoName.of(refusal.errno)), saw \(owner) (\(file):\(line))")
        } else if let error = answer.error {
            context.check(
                error == refusal.errno,
                "\(claim): expected \(ErrnoName.of(refusal.errno)), saw \(ErrnoName.of(error))", file: file, line: line)
        }
    }

    /// Someone must own the range.
    @discardableResult
    func expectOwned(
        at address: UInt, length: Int, asking options: OwnershipQuery.Options = [], of process: Int32? = nil,
        _ what: String,
        file: String = #fileID, line: Int = #line
    ) throws -> Ownership? {
        let answer = try ask(at: address, length: length, asking: options, of: process)
        if let error = answer.error {
            let claim = "\(what), \(Self.describe(address, length, options))"
            context.fail("\(claim): expected an owner, saw \(ErrnoName.of(error)) (\(file):\(line))")
        }
        return answer.owner
    }

    static func describe(_ address: UInt, _ length: Int, _ options: OwnershipQuery.Options) -> String {
        let size = String(UInt(bitPattern: length), radix: 16)
        return "0x\(size) bytes at 0x\(String(address, radix: 16))\(options.contains(.write) ? " to write to" : "")"
    }
}
