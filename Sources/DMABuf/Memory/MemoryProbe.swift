// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
internal import SystemPackage

/// Single accesses to memory that may raise SIGSEGV or SIGBUS, and say so instead of ending the process.
///
/// The access is made by the calling thread itself, so that the answer is what a program would see: see
/// `cdmabuf_probe.h` for why not by a system call or a child.
public enum MemoryProbe {
    /// What came of an access.
    public enum Outcome: Sendable, Hashable {
        /// The byte that was read, or written.
        case value(UInt8)
        /// SIGSEGV: nothing mapped there, or no right to.
        case segmentationFault(code: CInt)
        /// SIGBUS: mapped, but nothing behind it (revoked, past the end).
        case busError(code: CInt)
    }

    /// Reads the byte at an address.
    public static func read(_ address: UInt) throws(SystemCallError) -> Outcome {
        var result = cdmabuf_probe_result()
        try SystemCall.checking(
            "sigaction", of: "SIGSEGV and SIGBUS", result: cdmabuf_probe_read(address, &result))
        return outcome(result, value: result.value)
    }

    /// Writes a byte to an address.
    public static func write(_ value: UInt8, to address: UInt) throws(SystemCallError) -> Outcome {
        var result = cdmabuf_probe_result()
        try SystemCall.checking(
            "sigaction", of: "SIGSEGV and SIGBUS", result: cdmabuf_probe_write(address, value, &result))
        return outcome(result, value: value)
    }

    private static func outcome(_ result: cdmabuf_probe_result, value: UInt8) -> Outcome {
        switch result.signal {
        case SIGSEGV: .segmentationFault(code: result.code)
        case SIGBUS: .busError(code: result.code)
        default: .value(value)
        }
    }
}

extension Mapping {
    /// Reads a byte of the mapping, whatever that raises.
    public borrowing func probeRead(at offset: Int = 0) throws(SystemCallError) -> MemoryProbe.Outcome {
        try MemoryProbe.read(address + UInt(offset))
    }

    /// Writes a byte of the mapping, whatever that raises.
    public borrowing func probeWrite(
        _ value: UInt8, at offset: Int = 0
    ) throws(SystemCallError) -> MemoryProbe.Outcome {
        try MemoryProbe.write(value, to: address + UInt(offset))
    }
}
