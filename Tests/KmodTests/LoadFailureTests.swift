// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import Kmod

@Suite("Load failure")
struct LoadFailureTests {
    private func error(
        _ errno: Errno, fileExists: Bool = true, missing: String? = nil, parameters: [String] = [],
        magic: String? = nil, said: [String] = []
    ) -> ModuleError {
        LoadFailure(
            errno: errno, module: "m", path: "/lib/modules/6.12/m.ko", fileExists: fileExists,
            directory: "/lib/modules/6.12", missingDependency: missing, state: .live, parameters: parameters,
            versionMagic: magic, running: "6.12.117", kernelSaid: said
        ).error { _ in "the reason" }
    }

    @Test func alreadyLoaded() {
        #expect("\(error(.fileExists))" == "module m: is in the kernel already (live); unload it first (EEXIST)")
    }

    @Test("refusals say why", arguments: [1, 13, 126, 129] as [CInt])
    func refusalsSayWhy(errno: CInt) {
        let text = "\(error(Errno(rawValue: errno)))"
        #expect(text.hasPrefix("module m: the kernel refuses to load it: the reason ("))
        #expect(text.hasSuffix("errno \(errno))"))
    }

    @Test func moduleOfAnotherKernelNamesBoth() {
        let text =
            "\(error(.execFormatError, magic: "6.1.0 SMP", said: ["m: version magic '6.1.0 SMP' should be '…'"]))"
        #expect(
            text == "module m (/lib/modules/6.12/m.ko): was built for kernel 6.1.0, running is 6.12.117 (ENOEXEC); "
                + "the kernel said: m: version magic '6.1.0 SMP' should be '…'")
    }

    @Test func moduleOfTheSameReleaseThatDoesNotFitSaysSo() {
        let text = "\(error(.execFormatError, magic: "6.12.117 SMP preempt"))"
        #expect(text.contains("does not fit the running kernel 6.12.117"))
        #expect(text.contains("6.12.117 SMP preempt"))
    }

    @Test func fileThatVanishedIsNotFound() {
        #expect(
            error(.noSuchFileOrDirectory, fileExists: false) == .notFound(module: "m", place: "/lib/modules/6.12/m.ko"))
    }

    @Test func unknownSymbolIsAMissingDependency() {
        let text = "\(error(.noSuchFileOrDirectory, said: ["m: Unknown symbol dma_buf_get_from_user (err -2)"]))"
        #expect(text.contains("needs symbols that this kernel and its loaded modules do not have"))
        #expect(text.contains("Unknown symbol dma_buf_get_from_user"))
    }

    @Test func dependencyThatFailedIsNamed() {
        #expect("\(error(.noMemory, missing: "drm"))".contains("needs the module drm, which could not be loaded"))
    }

    @Test func rejectedParameterIsTold() {
        let text = "\(error(.invalidArgument, parameters: ["size=x"], said: ["m: `x' invalid for parameter `size'"]))"
        #expect(text.contains("does not take the parameters \"size=x\""))
        #expect(text.contains("invalid for parameter"))
    }

    @Test func whatInitReturnedIsTold() {
        #expect("\(error(.invalidArgument))".contains("could not load it"))
        #expect("\(error(.noMemory))".contains("errno 12"))
    }

    @Test func kernelWithoutModulesIsTold() {
        #expect("\(error(.noFunction))".contains("CONFIG_MODULES"))
    }

    @Test func moduleInUseNamesItsUsers() {
        let error = ModuleError.inUse(module: "m", references: 2, holders: ["a", "b"], errno: .wouldBlock)
        #expect("\(error)".hasPrefix("module m: cannot be unloaded, it is in use by 2 references, held by a, b ("))
        let alone = ModuleError.inUse(module: "m", references: 1, holders: [], errno: .wouldBlock)
        #expect("\(alone)".hasPrefix("module m: cannot be unloaded, it is in use by 1 reference ("))
    }
}
