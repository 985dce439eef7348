// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage
import Testing

@testable import KernelLab

/// Which fragments make a kernel's configuration, and this repository's own.
@Suite("The repository's fragments")
struct RepositoryFragmentsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "configs")

    /// Such as "6.1.config": those of one version.
    private static let versions: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".config") && $0.first?.isNumber == true }.sorted()

    private static func fragment(_ name: String) throws -> ConfigFragment {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return try ConfigFragment(parsing: text, name: "configs/" + name)
    }

    @Test("A version's fragment comes last, and only for that version")
    func order() throws {
        let scratch = try Scratch()
        try scratch.write("Package.swift", "")
        for name in ["base", "fast", "debug", "bench", "6.1", "bench-6.1"] {
            try scratch.write("configs/\(name).config", "")
        }
        let repository = try Repository(at: scratch.path)
        let names = { (profile: BuildProfile, kernel: String) in
            repository.fragments(of: profile, kernel: kernel).compactMap { $0.lastComponent?.string }
        }
        #expect(names(.fast, "6.1") == ["base.config", "fast.config", "6.1.config"])
        #expect(names(.debug, "6.1") == ["base.config", "debug.config", "6.1.config"])
        #expect(names(.bench, "6.1") == ["base.config", "bench.config", "6.1.config", "bench-6.1.config"])
        #expect(names(.fast, "6.12") == ["base.config", "fast.config"])
        #expect(names(.bench, "6.12") == ["base.config", "bench.config"])
    }

    @Test("What only one version has is compiled for that one alone")
    func compiled() throws {
        let scratch = try Scratch()
        try scratch.write("Package.swift", "")
        for name in ["base", "compile-x86_64", "compile-x86_64-7.3"] { try scratch.write("configs/\(name).config", "") }
        let repository = try Repository(at: scratch.path)
        let names = { (architecture: Architecture, kernel: String) in
            repository.fragments(compiling: architecture, kernel: kernel).compactMap { $0.lastComponent?.string }
        }
        #expect(names(.x86, "7.3") == ["compile-x86_64.config", "compile-x86_64-7.3.config"])
        #expect(names(.x86, "6.12") == ["compile-x86_64.config"])
        #expect(names(.arm, "7.3") == ["compile-arm.config"])
    }

    @Test(
        "What a version is to do without is what another has: nothing else would notice a misspelt symbol",
        arguments: versions)
    func nothingIsTakenOutInVain(name: String) throws {
        let requested = try BuildProfile.allCases.flatMap(\.fragments).flatMap { try Self.fragment($0).requests }
        for request in try Self.fragment(name).requests where request.value == .no {
            #expect(
                requested.contains { $0.symbol == request.symbol && $0.value != .no },
                "\(request.location): nothing asks for CONFIG_\(request.symbol)")
        }
    }
}
