// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Code that runs before the kernel has set up what the rest of it is instrumented with.
///
/// QEMU starts the guest through the PVH entry, whose C code runs before KASAN has a shadow. Its Makefile says so in
/// newer kernels (`KASAN_SANITIZE := n` in arch/x86/platform/pvh); 6.1 lacks that, and a kernel with KASAN ends there
/// with a triple fault, before its first line. The entry calls `memcmp()`, which lib/string.c has.
struct EarlyCode: Sendable {
    private static let makefile = "arch/x86/platform/pvh/Makefile"

    /// What `make` has to be told to build it; nothing where the tree gets it right.
    let arguments: [String]

    /// - Parameter source: a kernel tree.
    init(of source: FilePath, _ config: MergedConfig) {
        let hasShadow = config.requests.contains { $0.symbol == "KASAN" && $0.value != .no }
        guard hasShadow, let bytes = try? AtomicFile.read(source.appending(Self.makefile)) else {
            arguments = []
            return
        }
        let isExempt = String(decoding: bytes, as: UTF8.self).contains("KASAN_SANITIZE")
        arguments = isExempt ? [] : ["enlighten", "string"].map { "KASAN_SANITIZE_\($0).o=n" }
    }
}
