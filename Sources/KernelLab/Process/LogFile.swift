// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A file that grows while a command runs, so that it can be followed and survives an interrupted run.
package struct LogFile: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor
    private var firstError: Errno?

    /// Creates or replaces the file.
    package init(creating path: FilePath) throws(LabFailure) {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw FileFailure.describe(error, doing: "writing", path)
        }
    }

    /// Appends; an error is kept for ``finish()``, because the command that feeds the log must be ended in order first.
    package mutating func append(_ bytes: [UInt8]) {
        guard firstError == nil, !bytes.isEmpty else {
            return
        }
        do {
            try descriptor.writeAll(bytes)
        } catch let error as Errno {
            firstError = error
        } catch {
            firstError = .ioError
        }
    }

    /// Throws the first error that writing met.
    package func finish() throws(LabFailure) {
        if let firstError {
            throw FileFailure.describe(firstError, doing: "writing", path)
        }
    }

    deinit {
        try? descriptor.close()
    }
}
