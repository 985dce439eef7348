// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import SystemPackage

/// Builds `dmabuf-selftest`, the guest's runner, stripped and with Swift's library inside.
package struct RunnerBuilder: Sendable {
    private static let product = "dmabuf-selftest"
    /// Everything the product is made of.
    private static let inputs = [
        "Package.swift", "Package.resolved", "Sources/CKmod", "Sources/CDMABufUAPI", "Sources/KTAP", "Sources/Kmod",
        "Sources/DMABuf", "Sources/OwnershipTests", "Sources/dmabuf-selftest", "kselftest/dmabuf_vma_test_uapi.h",
    ]

    private let cache: LabCache
    private let runner: CommandRunner
    private let progress: any ProgressReporter

    package init(cache: LabCache, runner: CommandRunner, progress: any ProgressReporter) {
        self.cache = cache
        self.runner = runner
        self.progress = progress
    }

    /// The runner, in the cache.
    package func prepare(
        repository: FilePath
    ) async throws -> (programs: [GuestProgram], key: String, wasCached: Bool) {
        let version = try await runner.output(
            of: Command("swift", ["--version"]), orFail: .toolMissing, "cannot ask swift for its version")
        var fingerprint = Fingerprint("runner 1")
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
        return ([.runner(entry.path.appending(Self.product))], key, entry.wasCached)
    }

    private func build(repository: FilePath, into folder: FilePath) async throws {
        let wait: @Sendable () -> Void = { progress.note("waiting for another run to build the runner") }
        try await FileLock.holding(cache.lockPath("runner-build"), onWait: wait) {
            try await compile(repository: repository, into: folder)
        }
    }

    private func compile(repository: FilePath, into folder: FilePath) async throws {
        let work = cache.root.appending("builds").appending("runner")
        try DiskSpace.require(600_000_000, at: work)
        progress.update(nil, "building \(Self.product)")
        let arguments = [
            "build", "-c", "release", "--static-swift-stdlib", "--product", Self.product,
            "--package-path", repository.string, "--scratch-path", work.string,
        ]
        let log = cache.root.appending("builds").appending("runner.log")
        let result = try await runner.run(Command("swift", arguments), log: log) { line in
            if let part = line.split(separator: "]").first, line.hasPrefix("["), let fraction = Self.fraction(part) {
                progress.update(fraction, "building \(Self.product)")
            }
        }
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: work, reason: line, needed: 600_000_000)
            }
            let errors = BuildErrors.extract(from: result.lastLines)
            throw LabFailure(
                .moduleBuild, "\(Self.product) does not build: \(errors.first ?? result.endingText)",
                advice: "the whole log is \(log)", details: Array(errors.dropFirst()))
        }
        let binary = work.appending("release").appending(Self.product)
        let target = folder.appending(Self.product)
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
