// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A staged source tree and the folder its kernels are built in, under one lock.
package struct KernelTree: Sendable {
    /// The staged sources.
    package let source: FilePath
    /// The `O=` folder.
    package let build: FilePath
    /// What tells the staged sources from every other state of them.
    package let identity: String
    /// What tells the rules that decide a configuration from others: an edit of a C file leaves them as they are.
    package let rules: String
    /// What of the sources is not as it came, from the tree's top.
    package var patched: [String] = []

    /// A `make` in the build folder that nothing in the caller's environment can bend.
    func make(_ arguments: [String], toolchain: Toolchain) -> Command {
        Command(
            "make",
            ["-C", source.string, "O=\(build)", "-j\(toolchain.jobs)", "LOCALVERSION=", "V=0"]
                + toolchain.makeArguments + arguments,
            environment: [
                "MAKEFLAGS": nil, "MAKELEVEL": nil, "MFLAGS": nil, "KCFLAGS": nil, "KCPPFLAGS": nil,
                "KBUILD_OUTPUT": nil,
                "KBUILD_EXTMOD": nil, "KCONFIG_CONFIG": nil, "KCONFIG_ALLCONFIG": nil, "CROSS_COMPILE": nil,
                "LLVM": nil,
                "CC": nil, "LD": nil, "C": nil, "CF": nil, "CHECK": nil, "W": nil, "M": nil, "INSTALL_MOD_PATH": nil,
                // kbuild drops LC_ALL, but what compilers say is parsed, so it has to be in English.
                "LANG": "C", "LC_CTYPE": nil, "LC_MESSAGES": nil,
                // The kernel's banner says who built it where and when: the same sources give the same kernel.
                "KBUILD_BUILD_USER": "lab", "KBUILD_BUILD_HOST": "dmabuf-vma",
                "KBUILD_BUILD_TIMESTAMP": "Thu Jan  1 00:00:00 UTC 2026", "KBUILD_BUILD_VERSION": "1",
            ].merging(toolchain.environment) { $1 })
    }
}
