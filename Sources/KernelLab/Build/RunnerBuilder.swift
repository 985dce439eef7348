// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import SystemPackage

/// Builds `dmabuf-selftest`, the guest's runner, and the examples that it runs, stripped and with Swift's library inside.
package struct RunnerBuilder: Sendable {
    private static let selftest = "dmabuf-selftest"
    private static let swiftExample = "pointer-example"
    private static let cExample = "pointer-example-c"
    /// Everything the products are made of.
    private static let inputs = [
        "Package.swift", "Package.resolved", "Sources/CKmod", "Sources/CDMABufUAPI", "Sources/KTAP", "Sources/Kmod",
        "Sources/DMABuf", "Sources/OwnershipTests", "Sources/dmabuf-selftest", "examples/c", "examples/swift",
        "kselftest/dmabuf_vma_test_uapi.h",
    ]

    private let cache: LabCache
    private let runner: CommandRunner
    private let progress: any ProgressReporter

    package init(cache: LabCache, runner: CommandRunner, progress: any ProgressReporter) {
        self.cache = cache
        self.runner = runner
        self.progress = progress
    }

    /// The runner and the examples, in the cache.
    package func prepare(
        repository: FilePath
    ) async throws -> (programs: [GuestProgram], key: String, wasCached: Bool) {
        let version = try await runner.output(
            of: Command("swift", ["--version"]), orFail: .toolMissing, "cannot ask swift for its version")
        var fingerprint = Fingerprint("runner 2")
        fingerprint.add("swift", version.joined(separator: "\n"))
        for input in Self.inputs where FileTree.exists(repository.appending(input)) {
            try fingerprint.add(input, contentsOf: repository.appending(input))
        }
        let key = fingerprint.key()
        let entry = try await cache.entry(
            .runners, key, onWait: { progress.note("waiting for another run to build the runner") }
        ) {
            folder in try await build(repository: repository, into: folder)
        }
        let programs =
            [GuestProgram.runner(entry.path.appending(Self.selftest))]
            + [Self.swiftExample, Self.cExample].map { GuestProgram.example(entry.path.appending($0)) }
        return (programs, key, entry.wasCached)
    }

    private func build(repository: FilePath, into folder: FilePath) async throws {
        let wait: @Sendable () -> Void = { progress.note("waiting for another run to build the runner") }
        try await FileLock.holding(cache.lockPath("runner-build"), onWait: wait) {
            let work = cache.root.appending("builds").appending("runner")
            try claim(work, for: repository)
            for product in [Self.selftest, Self.swiftExample] {
                try await compile(product, repository: repository, in: work)
                try await strip(work.appending("release").appending(product), into: folder)
            }
            try await make(Self.cExample, from: repository.appending("examples/c"), in: work)
            try await strip(work.appending(Self.cExample), into: folder)
        }
    }

    /// Empties a build folder of another checkout: Swift remembers the package that it built there, and would take that
    /// one's objects for the other's.
    private func claim(_ work: FilePath, for repository: FilePath) throws {
        let owner = work.appending("checkout")
        if (try? AtomicFile.read(owner)) == Array(repository.string.utf8) { return }
        try FileTree.remove(work)
        try FileTree.makeFolder(work)
        try AtomicFile.write(repository.string, to: owner)
    }

    private func compile(_ product: String, repository: FilePath, in work: FilePath) async throws {
        try DiskSpace.require(600_000_000, at: work)
        progress.update(nil, "building \(product)")
        let arguments = [
            "build", "-c", "release", "--static-swift-stdlib", "--product", product,
            "--package-path", repository.string, "--scratch-path", work.string,
        ]
        let log = cache.root.appending("builds").appending("runner.log")
        let result = try await runner.run(Command("swift", arguments), log: log) { line in
            if let part = line.split(separator: "]").first, line.hasPrefix("["), let fraction = Self.fraction(part) {
                progress.update(fraction, "building \(product)")
            }
        }
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: work, reason: line, needed: 600_000_000)
            }
            let errors = BuildErrors.extract(from: result.lastLines)
            throw LabFailure(
                .moduleBuild, "\(product) does not build: \(errors.first ?? result.endingText)",
                advice: "the whole log is \(log)", details: Array(errors.dropFirst()))
        }
    }

    /// Builds a program in C. A Swift package would link it with Swift's library, a hundred times its size.
    private func make(_ program: String, from source: FilePath, in work: FilePath) async throws {
        // Whether there is anything to be built is not make's to decide: the cache has.
        let arguments = ["-B", "-C", source.string, "OUTPUT=\(work)"]
        let result = try await runner.run(Command("make", arguments))
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: work, reason: line, needed: 1_000_000)
            }
            let errors = BuildErrors.extract(from: result.lastLines)
            throw LabFailure(
                .moduleBuild, "\(program) does not build: \(errors.first ?? result.endingText)",
                advice: "make -C examples/c shows the same", details: Array(errors.dropFirst()))
        }
    }

    private func strip(_ binary: FilePath, into folder: FilePath) async throws {
        let target = folder.appending(binary.lastComponent?.string ?? Self.selftest)
        let strip = try await runner.run(Command("strip", ["-o", target.string, binary.string]))
        guard strip.isSuccess else {
            if let line = strip.diskFullLine {
                throw FileFailure.diskFull(at: folder, reason: line, needed: 50_000_000)
            }
            throw LabFailure(.moduleBuild, "cannot strip \(binary): \(strip.lastLines.last ?? strip.endingText)")
        }
    }

    /// "[12/345" as a fraction.
    private static func fraction(_ text: Substring) -> Double? {
        let parts = text.dropFirst().split(separator: "/").compactMap { Double($0) }
        return parts.count == 2 && parts[1] > 0 ? parts[0] / parts[1] : nil
    }
}
