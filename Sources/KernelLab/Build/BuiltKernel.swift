// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A finished kernel in the cache.
package struct BuiltKernel: Sendable {
    /// The cache's key, which tells it from every other kernel.
    package let key: String
    package let folder: FilePath

    /// What QEMU boots: the kernel without its symbols, started through its PVH entry.
    package var image: FilePath { folder.appending("kernel") }
    package var config: FilePath { folder.appending("config") }
    /// The kernel with its symbols, and with line numbers in profiles that have them.
    package var symbols: FilePath { folder.appending("vmlinux") }
    /// The folder that holds `lib/modules`.
    package var moduleRoot: FilePath { folder.appending("root") }
    package var initramfsGenerator: FilePath { folder.appending("gen_init_cpio") }
    /// What the compiler noted for gcov, by the objects' paths; only of the profile that has it.
    package var coverageNotes: FilePath { folder.appending("coverage") }
    package var decoder: FilePath { folder.appending("decode_stacktrace.sh") }

    /// The kernel's release, such as "6.12.117".
    package func release() throws(LabFailure) -> String {
        let path = folder.appending("release")
        do {
            let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
            return String(text.prefix { !$0.isNewline })
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }
}
