// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// The guest's initramfs: the runner as `/init`, what it runs, the libraries they need, and the kernel's modules.
package struct GuestImage: Sendable {
    private let kernel: BuiltKernel
    private let moduleKey: String
    private let modules: FilePath
    private let programs: [GuestProgram]
    private let programsKey: String
    private let shell: FilePath?

    /// Where Debian keeps libraries, in the order the dynamic loader looks.
    private static let librarySearchPath = [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib",
    ]

    /// - Parameters:
    ///   - modules: The folder of the test module.
    ///   - programs, programsKey: The runner and what it runs, and what tells them from others.
    ///   - shell: A static busybox to pack as well.
    package init(
        kernel: BuiltKernel, moduleKey: String, modules: FilePath, programs: [GuestProgram],
        programsKey: String, shell: FilePath?
    ) {
        self.kernel = kernel
        self.moduleKey = moduleKey
        self.modules = modules
        self.programs = programs
        self.programsKey = programsKey
        self.shell = shell
    }

    /// The image in the cache.
    package func prepare(
        cache: LabCache, runner: CommandRunner, output: ConsoleOutput
    ) async throws -> (path: FilePath, wasCached: Bool) {
        let libraries = try libraries()
        var fingerprint = Fingerprint("image 3")
        fingerprint.add("kernel", kernel.key)
        fingerprint.add("module", moduleKey)
        fingerprint.add("programs", programsKey)
        for library in libraries {
            // A megabyte of libcrypto changes only by an upgrade, which changes its inode and time.
            fingerprint.add("library", "\(library) \(String(describing: FileTree.status(Self.real(library))))")
        }
        if let shell {
            try fingerprint.add("shell", contentsOf: shell)
        }
        let key = fingerprint.key()
        let wait: @Sendable () -> Void = { output.note("waiting for another run that packs the same image") }
        let entry = try await cache.entry(.images, key, onWait: wait) { folder in
            try await pack(libraries, into: folder, cache: cache, runner: runner)
        }
        return (entry.path.appending("initramfs.cpio"), entry.wasCached)
    }

    /// The paths of the libraries that the programs need, their loader among them.
    private func libraries() throws -> [String] {
        var paths: [String] = []
        for program in programs {
            paths += try libraries(of: program.source).filter { !paths.contains($0) }
        }
        return paths
    }

    private func libraries(of program: FilePath) throws -> [String] {
        do {
            let file = try ELFDynamic(parsing: try AtomicFile.read(program))
            return try LibraryResolution.resolve(
                program: program.string, file, searchPath: Self.librarySearchPath
            ) { path in
                (try? AtomicFile.read(FilePath(path))).flatMap { try? ELFDynamic(parsing: $0) }
            }.map(\.path)
        } catch let error as LibraryError {
            throw LabFailure(
                .moduleBuild, "\(error)",
                advice: "install the Debian package that has the library, or rebuild the runner")
        } catch let error as ELFError {
            throw LabFailure(.moduleBuild, "\(program) is no program for the guest: \(error)")
        } catch {
            throw FileFailure.describe(error, doing: "reading", program)
        }
    }

    private func pack(
        _ libraries: [String], into folder: FilePath, cache: LabCache, runner: CommandRunner
    ) async throws {
        try DiskSpace.require(150_000_000, at: folder)
        let root = try cache.makeTemporaryFolder(for: "root")
        defer { try? FileTree.remove(root) }
        try await collectModules(in: root, runner: runner)

        var list = CpioList()
        for path in ["/dev", "/proc", "/sys", "/tmp", "/run", "/bin"] {
            try list.directory(path, mode: path == "/tmp" ? 0o1777 : 0o755)
        }
        try list.node("/dev/console", .character, major: 5, minor: 1, mode: 0o600)
        try list.node("/dev/null", .character, major: 1, minor: 3, mode: 0o666)
        for program in programs {
            try list.file(program.target, from: program.source.string, mode: 0o755)
        }
        for library in libraries {
            try list.file(library, from: Self.real(library).string, mode: 0o755)
        }
        for file in FileTree.files(below: root) {
            try list.file("/" + file, from: root.appending(file).string, mode: 0o644)
        }
        if let shell {
            try list.file("/bin/busybox", from: shell.string, mode: 0o755)
        }
        let specification = folder.appending("contents")
        try AtomicFile.write(list.text, to: specification)
        let image = folder.appending("initramfs.cpio")
        // The generator writes to its output only as a redirection in the versions that have no -o.
        let result = try await runner.run(
            Command(
                "sh",
                [
                    "-c", #""$1" "$2" > "$3""#, "sh", kernel.initramfsGenerator.string, specification.string,
                    image.string,
                ]))
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: folder, reason: line, needed: 150_000_000)
            }
            throw LabFailure(
                .inputOutput, "cannot pack the guest's image: \(result.lastLines.last ?? result.endingText)")
        }
    }

    /// The kernel's modules and the test module, with the lists that libkmod reads.
    private func collectModules(in root: FilePath, runner: CommandRunner) async throws {
        let release = try kernel.release()
        let source = kernel.moduleRoot
        for file in FileTree.files(below: source) {
            let target = root.appending(file)
            try FileTree.makeFolder(target.removingLastComponent())
            try FileTree.copy(source.appending(file), to: target)
        }
        let updates = root.appending("lib/modules").appending(release).appending("updates")
        try FileTree.makeFolder(updates)
        for name in FileTree.names(in: modules) where name.hasSuffix(".ko") {
            try FileTree.copy(modules.appending(name), to: updates.appending(name))
        }
        // Line numbers stay with the kernel's own copies, for whoever decodes a trace: the guest would only unpack them.
        let copies = FileTree.files(below: root).filter { $0.hasSuffix(".ko") }.map { root.appending($0).string }
        let strip = try await runner.run(Command("strip", ["--strip-debug"] + copies))
        guard strip.isSuccess else {
            throw LabFailure(.moduleBuild, "cannot strip the modules: \(strip.lastLines.last ?? strip.endingText)")
        }
        let depmod = RequiredTool.find("depmod", in: ["/usr/sbin", "/sbin", "/usr/bin", "/bin"])?.string ?? "depmod"
        let result = try await runner.run(Command(depmod, ["-b", root.string, release]))
        guard result.isSuccess else {
            throw LabFailure(
                .moduleBuild, "depmod cannot list the modules: \(result.lastLines.last ?? result.endingText)")
        }
    }

    private static func real(_ path: String) -> FilePath {
        guard let resolved = realpath(path, nil) else {
            return FilePath(path)
        }
        defer { free(resolved) }
        return FilePath(platformString: resolved)
    }
}
