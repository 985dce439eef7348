// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// A program that the pipeline calls, and the Debian package it comes from.
package struct RequiredTool: Sendable, Hashable {
    package let program: String
    package let package: String

    /// For laying out and patching a tree.
    package static let forTrees: [RequiredTool] = [
        .init(program: "setpriv", package: "util-linux"), .init(program: "cp", package: "coreutils"),
        .init(program: "patch", package: "patch"), .init(program: "git", package: "git"),
    ]

    /// For the distribution's sources.
    package static let forSources: [RequiredTool] = [
        .init(program: "apt-get", package: "apt"), .init(program: "dpkg-deb", package: "dpkg"),
        .init(program: "tar", package: "tar"), .init(program: "xz", package: "xz-utils"),
    ]

    /// For building a kernel and the module.
    package static let forBuilding: [RequiredTool] = [
        .init(program: "make", package: "make"), .init(program: "gcc", package: "gcc"),
        .init(program: "ld", package: "binutils"), .init(program: "strip", package: "binutils"),
        .init(program: "flex", package: "flex"), .init(program: "bison", package: "bison"),
        .init(program: "bc", package: "bc"), .init(program: "perl", package: "perl"),
        .init(program: "awk", package: "mawk"), .init(program: "gzip", package: "gzip"),
        .init(program: "pkg-config", package: "pkg-config"),
    ]

    /// For the guest's image and the guest.
    package static let forBooting: [RequiredTool] = [
        .init(program: "depmod", package: "kmod"), .init(program: QEMUCommand.program, package: "qemu-system-x86"),
    ]

    /// For building the runner.
    package static let swift = RequiredTool(program: "swift", package: "swiftlang, or the toolchain from swift.org")

    /// For a shell in the guest.
    package static let busybox = RequiredTool(program: "busybox", package: "busybox-static")

    /// Everything that a run calls.
    package static let all = forTrees + forSources + forBuilding + forBooting + [swift]

    /// Development files that a build would miss only after minutes.
    package static let headers: [(file: String, package: String)] = [
        ("/usr/include/libelf.h", "libelf-dev"), ("/usr/include/libkmod.h", "libkmod-dev"),
    ]

    /// Fails with exit code 69 when a tool is missing, naming every missing one and its package.
    package static func check(
        _ tools: [RequiredTool], headers: [(file: String, package: String)] = [], searchPath: String
    ) throws(LabFailure) {
        // Debian keeps depmod in /usr/sbin, which a user's PATH often leaves out.
        let folders = searchPath.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        var missing: [(what: String, package: String)] = tools.filter { find($0.program, in: folders) == nil }
            .map { ($0.program, $0.package) }
        missing += headers.filter { !FileTree.exists(FilePath($0.file)) }.map { ($0.file, $0.package) }
        guard let first = missing.first else {
            return
        }
        let names = missing.map { "\($0.what) (Debian package \($0.package))" }.joined(separator: ", ")
        var packages: [String] = []
        for name in missing.map(\.package) where !packages.contains(name) {
            packages.append(name)
        }
        throw LabFailure(
            .toolMissing,
            missing.count == 1
                ? "missing tool: \(first.what) (Debian package \(first.package))"
                : "missing tools: \(names)",
            advice: "sudo apt-get install \(packages.joined(separator: " "))")
    }

    /// The path of a program.
    package static func find(_ program: String, in folders: [String]) -> FilePath? {
        for folder in folders {
            let path = FilePath(folder).appending(program)
            if path.withPlatformString({ access($0, X_OK) }) == 0 {
                return path
            }
        }
        return nil
    }
}
