// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// What a user asks of the matrix.
package struct MatrixRequest: Sendable {
    package var cells: [MatrixCell]
    /// Runs cells again that have passed with the same inputs.
    package var again = false
    package var isUnpatched = false
    package var filters: [String] = []
    /// `auto`, `kvm` or `tcg`.
    package var accelerator = "auto"
    /// Somebody's own trees instead of the distribution's, by kernel.
    package var trees: [String: FilePath] = [:]
    package var allowsDirtyTrees = false
    /// Where results go, absolute.
    package var results: FilePath

    package init(cells: [MatrixCell], results: FilePath) {
        self.cells = cells
        self.results = results
    }

    /// The same for one cell's kernel alone.
    func kernelRequest(_ cell: MatrixCell) -> LabRequest {
        var request = LabRequest(results: results)
        request.kernel = cell.kernel
        request.profile = cell.profile
        request.tree = trees[cell.kernel]
        request.allowsDirtyTree = allowsDirtyTrees
        request.isUnpatched = isUnpatched
        return request
    }
}
