// SPDX-License-Identifier: GPL-2.0-only

/// The kernel's taint mask, as in `/proc/sys/kernel/tainted` (Documentation/admin-guide/tainted-kernels.rst).
package struct KernelTaint: OptionSet, Sendable, Hashable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Reads a mask in hexadecimal, with or without `0x`, surrounding blanks allowed.
    package init?(hex: some StringProtocol) {
        var digits = hex.drop { $0 == " " }
        while digits.last == " " { digits = digits.dropLast() }
        if digits.hasPrefix("0x") || digits.hasPrefix("0X") { digits = digits.dropFirst(2) }
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIHexDigit), let value = UInt64(digits, radix: 16) else {
            return nil
        }
        rawValue = value
    }

    package static let proprietaryModule = KernelTaint(rawValue: 1 << 0)
    package static let forcedModule = KernelTaint(rawValue: 1 << 1)
    package static let outOfSpecification = KernelTaint(rawValue: 1 << 2)
    package static let forcedUnload = KernelTaint(rawValue: 1 << 3)
    package static let machineCheck = KernelTaint(rawValue: 1 << 4)
    package static let badPage = KernelTaint(rawValue: 1 << 5)
    package static let userRequest = KernelTaint(rawValue: 1 << 6)
    package static let died = KernelTaint(rawValue: 1 << 7)
    package static let acpiOverride = KernelTaint(rawValue: 1 << 8)
    package static let warning = KernelTaint(rawValue: 1 << 9)
    package static let stagingDriver = KernelTaint(rawValue: 1 << 10)
    package static let firmwareWorkaround = KernelTaint(rawValue: 1 << 11)
    package static let outOfTreeModule = KernelTaint(rawValue: 1 << 12)
    package static let unsignedModule = KernelTaint(rawValue: 1 << 13)
    package static let softLockup = KernelTaint(rawValue: 1 << 14)
    package static let livePatch = KernelTaint(rawValue: 1 << 15)
    package static let auxiliary = KernelTaint(rawValue: 1 << 16)
    package static let randomisedStructs = KernelTaint(rawValue: 1 << 17)
    package static let inKernelTest = KernelTaint(rawValue: 1 << 18)
    package static let foreignPointer = KernelTaint(rawValue: 1 << 19)

    /// What loading this project's own module sets: built out of tree, unsigned, a test.
    package static let expectedWithTestModule: KernelTaint = [.outOfTreeModule, .unsignedModule, .inKernelTest]

    /// The bits that no good run sets, unknown ones included.
    package var unexpected: KernelTaint {
        subtracting(.expectedWithTestModule)
    }

    /// Letter and meaning of each known bit, from bit 0.
    private static let bits: [(letter: Character, meaning: String)] = [
        ("P", "a proprietary module was loaded"),
        ("F", "a module was force loaded"),
        ("S", "the kernel runs on an out of specification system"),
        ("R", "a module was force unloaded"),
        ("M", "a machine check exception was reported"),
        ("B", "a bad page was referenced"),
        ("U", "user space asked for the taint"),
        ("D", "the kernel died recently (an Oops or BUG)"),
        ("A", "an ACPI table was overridden"),
        ("W", "a warning was issued"),
        ("C", "a staging driver was loaded"),
        ("I", "a workaround for a firmware bug was applied"),
        ("O", "an out of tree module was loaded"),
        ("E", "an unsigned module was loaded"),
        ("L", "a soft lockup occurred"),
        ("K", "the kernel was live patched"),
        ("X", "the distribution's own taint"),
        ("T", "built with randomised structs"),
        ("N", "an in-kernel test was run"),
        ("J", "a fwctl mutating debug interface was used"),
    ]

    private var setBits: [Int] {
        (0..<64).filter { rawValue & (1 << UInt64($0)) != 0 }
    }

    /// The letters of the set bits, in order of the bits; `?` for a bit that is not known. Empty when not tainted.
    package var letters: String {
        String(setBits.map { Self.bits.indices.contains($0) ? Self.bits[$0].letter : "?" })
    }

    /// One phrase for each set bit, as `W: a warning was issued`.
    package var meanings: [String] {
        setBits.map { bit in
            guard Self.bits.indices.contains(bit) else { return "bit \(bit): not known to this tool" }
            return "\(Self.bits[bit].letter): \(Self.bits[bit].meaning)"
        }
    }
}

extension KernelTaint: CustomStringConvertible {
    package var description: String {
        isEmpty ? "not tainted" : "0x\(String(rawValue, radix: 16)) (\(meanings.joined(separator: "; ")))"
    }
}
