// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage

/// What the cache keeps of checks.
enum KeptChecks {
    private static let name = "checks.json"

    /// The outcome for the same inputs from the cache, or a new one.
    ///
    /// - Parameters:
    ///   - title: what the step is called.
    ///   - fingerprint: of everything that decides the outcome.
    static func group(
        _ title: String, _ fingerprint: consuming Fingerprint, kernels: KernelPipeline,
        _ make: @Sendable () async throws -> [CheckReport.Check]
    ) async throws -> CheckReport.Group {
        let (checks, wasCached) = try await value(.compiled, fingerprint.key(), cache: kernels.cache, make)
        if wasCached {
            _ = try await kernels.recorder.run(title) { ((), "cached") }
        }
        return CheckReport.Group(title, checks)
    }

    /// What the cache has under a key, or what is made now.
    static func value<Value: Codable & Sendable>(
        _ kind: LabCache.Kind, _ key: String, cache: LabCache, _ make: () async throws -> Value
    ) async throws -> (value: Value, wasCached: Bool) {
        let entry = try await cache.entry(kind, key, onWait: {}) { folder in
            try write(try await make(), to: folder.appending(name))
        }
        return (try read(entry.path.appending(name)), entry.wasCached)
    }

    static func write(_ value: some Encodable, to path: FilePath) throws(LabFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes: [UInt8]
        do {
            bytes = Array(try encoder.encode(value))
        } catch {
            throw LabFailure(.inputOutput, "writing \(path): \(error)")
        }
        try AtomicFile.write(bytes, to: path)
    }

    static func read<Value: Decodable>(_ path: FilePath) throws(LabFailure) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(try AtomicFile.read(path)))
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading", path)
        } catch {
            throw LabFailure(.inputOutput, "reading \(path): \(error)", advice: "remove its folder")
        }
    }
}
