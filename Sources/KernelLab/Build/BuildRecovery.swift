// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Makes a build folder fit for use again after a build that could not clean up behind itself.
///
/// kbuild writes `.x.o.cmd` after `x.o`. A build that is killed outright can leave a truncated `x.o` with the `.cmd` of
/// the one before, which the next build would take for finished; an interrupted `make` removes it, a killed one does
/// not.
package enum BuildRecovery {
    /// Removes every product that is younger than its command file; gives how many there were.
    package static func removeUnfinished(in folder: FilePath) -> Int {
        var removed = 0
        var pending = [folder]
        while let place = pending.popLast() {
            for name in FileTree.names(in: place) {
                let path = place.appending(name)
                guard let status = FileTree.status(path) else {
                    continue
                }
                if status.isFolder {
                    pending.append(path)
                } else if name.hasPrefix("."), name.hasSuffix(".cmd") {
                    let product = place.appending(String(name.dropFirst().dropLast(4)))
                    if let made = FileTree.status(product), made.isRegular, made.modified > status.modified {
                        FileTree.unlink(product)
                        removed += 1
                    }
                }
            }
        }
        return removed
    }
}
