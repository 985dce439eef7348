// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// Asks for an owner again and again, and counts what each question takes.
struct OwnershipAsker: ~Copyable {
    private let context: TestContext
    private let device: TestModuleDevice

    init(_ context: TestContext) throws {
        self.context = context
        device = try TestModuleDevice()
    }

    /// Reports what a question takes that is refused once it has been copied: what the ioctl itself costs, but for the
    /// answer. It is what there is of other ioctls to compare with.
    func reportRefused(_ name: String, _ count: Int, at address: UInt) throws {
        var question = dvt_query()
        question.size = UInt32(MemoryLayout<dvt_query>.size)
        question.flags = UInt32(bitPattern: DVT_QUERY_NOBODY | DVT_QUERY_ONLY_OWNER)
        question.addr = UInt64(address)
        question.length = 1
        let number = device.descriptor.rawValue
        var samples: [UInt64] = []
        samples.reserveCapacity(count)
        for _ in 0..<count {
            var argument = question
            var result: CInt = 0
            samples += TickCounter.measure(1) { _ in result = cdmabuf_ioctl(number, cdmabuf_dvt_query, &argument) }
            guard context.equal(result, -EINVAL, "\(name): the question's own result") else { return }
        }
        context.report(name, samples)
    }

    /// Reports what a question takes, or fails where it is not answered as it must be.
    ///
    /// - Parameters:
    ///   - flags: `DVT_QUERY_*`; by default nothing but the kernel's helper is measured, and the ioctl around it.
    ///   - expected: What the helper must answer: 0 or a negative errno.
    func report(
        _ name: String, _ count: Int, at address: UInt, length: Int = 1, flags: CInt = DVT_QUERY_ONLY_OWNER,
        expecting expected: CInt = 0
    ) throws {
        let number = device.descriptor.rawValue
        var question = dvt_query()
        question.size = UInt32(MemoryLayout<dvt_query>.size)
        question.flags = UInt32(bitPattern: flags)
        question.addr = UInt64(address)
        question.length = UInt64(length)
        var samples: [UInt64] = []
        samples.reserveCapacity(count)
        for _ in 0..<count {
            var argument = question
            var result: CInt = 0
            samples += TickCounter.measure(1) { _ in result = cdmabuf_ioctl(number, cdmabuf_dvt_query, &argument) }
            if argument.fd >= 0, flags & DVT_QUERY_FD != 0 { close(argument.fd) }
            guard
                context.equal(result, 0, "\(name): the question's own result"),
                context.equal(argument.error, expected, "\(name): the helper's answer")
            else { return }
        }
        context.report(name, samples)
    }
}
