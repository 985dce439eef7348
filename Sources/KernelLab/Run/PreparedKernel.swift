// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// What a boot needs besides its runner.
package struct PreparedKernel: Sendable {
    package let kernel: BuiltKernel
    package let moduleKey: String
    /// The folder that holds the test module, with its symbols.
    package let modules: FilePath
    package let tree: KernelTree
    package let sourceTitle: String
}
