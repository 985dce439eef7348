// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// The identity of a step's inputs. Each part is labelled and its length is hashed too, so no two lists of parts
/// collide.
package struct Fingerprint: Sendable {
    private var digest = SHA256()

    /// - Parameter purpose: What the fingerprint names, with the version of the format of the thing named.
    package init(_ purpose: String) {
        add("purpose", purpose)
    }

    package mutating func add(_ label: String, _ text: String) {
        add(label, Array(text.utf8))
    }

    package mutating func add(_ label: String, _ bytes: [UInt8]) {
        digest.update(Array("\(label.utf8.count):\(label)=\(bytes.count):".utf8))
        digest.update(bytes)
    }

    /// Adds the names and contents of the files below a folder, or of one file.
    package mutating func add(_ label: String, contentsOf path: FilePath) throws(LabFailure) {
        do {
            guard FileTree.status(path)?.isFolder == true else {
                add(label, try AtomicFile.read(path))
                return
            }
            for file in FileTree.files(below: path) {
                add("\(label)/\(file)", try AtomicFile.read(path.appending(file)))
            }
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }

    /// The first 24 hexadecimal digits: 96 bits, enough that two inputs never share a name by accident.
    package consuming func key() -> String {
        String(digest.hexDigest().prefix(24))
    }
}
