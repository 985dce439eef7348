// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Kmod
import SystemPackage

/// Modules come and go through libkmod, and each way in which they do not has its own error.
enum KmodSuite {
    static let suite = Suite(
        "kmod",
        [
            Test("load", needs: [.root, .testModule]) { context in
                let modules = try ModuleContext()
                try unload(own, modules)
                let module = try modules.module(named: own)
                context.equal(module.state, .notLoaded, "state before")
                try module.load()
                context.equal(module.state, .live, "state after")
                let device = try TestModuleDevice()
                context.equal(try device.information().abi, TestModuleInformation.expectedABI, "the device's ABI")
                context.equal(try module.referenceCount(), 1, "references with the device open")
            },
            Test("load-again", needs: [.root, .testModule]) { context in
                let modules = try ModuleContext()
                try expect("already loaded", context) {
                    try modules.module(named: own).load()
                } isExpected: {
                    if case .alreadyLoaded(own, .live) = $0 { true } else { false }
                }
            },
            Test("unload", needs: [.root, .testModule]) { context in
                let modules = try ModuleContext()
                let module = try modules.module(named: own)
                try module.unload()
                context.equal(module.state, .notLoaded, "state after")
                context.check(TextFile.read("/sys/module/\(own)/refcnt") == nil, "/sys/module/\(own) is still there")
                try expect("not loaded", context) {
                    try module.unload()
                } isExpected: {
                    if case .notLoaded(own) = $0 { true } else { false }
                }
            },
            Test("unload-in-use", needs: [.root, .testModule]) { context in
                let modules = try ModuleContext()
                let module = try modules.module(named: own)
                do {
                    let device = try TestModuleDevice()
                    try expect("in use", context) {
                        try module.unload()
                    } isExpected: {
                        if case .inUse(own, 1, _, _) = $0 { true } else { false }
                    }
                    context.equal(try device.information().abi, TestModuleInformation.expectedABI, "ABI, still loaded")
                }
                try module.unload()
            },
            Test("dependencies", needs: [.root, .vgem]) { context in
                let modules = try ModuleContext()
                let vgem = try modules.module(named: "vgem")
                if vgem.state == .builtin { throw SkipTest(reason: "vgem is built in") }
                let dependencies = try vgem.information().dependencies
                guard let name = dependencies.first else { throw SkipTest(reason: "vgem needs no module") }
                try unload("vgem", modules)
                try unload(name, modules)
                let dependency = try modules.module(named: name)
                context.equal(dependency.state, .notLoaded, "state of \(name) before")
                try vgem.load()
                context.equal(vgem.state, .live, "state of vgem")
                context.equal(dependency.state, .live, "state of \(name), which vgem needs")
                context.equal(dependency.holders(), ["vgem"], "who holds \(name)")
                try expect("held by vgem", context) {
                    try dependency.unload()
                } isExpected: {
                    if case .inUse(name, _, let holders, _) = $0 { holders == ["vgem"] } else { false }
                }
            },
            Test("not-found") { context in
                let modules = try ModuleContext()
                try expect("not found", context) {
                    try modules.module(named: "dmabuf_no_such_module").load()
                } isExpected: {
                    if case .notFound("dmabuf_no_such_module", _) = $0 { true } else { false }
                }
                try expect("not found", context) {
                    try modules.module(at: "/tmp/dmabuf-no-such-file.ko").load()
                } isExpected: {
                    if case .notFound = $0 { true } else { false }
                }
            },
            Test("wrong-vermagic", needs: [.root, .testModule]) { context in
                let modules = try ModuleContext()
                try unload(own, modules)
                let copy = try TemporaryFile(try foreignCopy(modules))
                try expect("built for another kernel", context) {
                    try modules.module(at: copy.path).load()
                } isExpected: {
                    if case .wrongFormat(_, _, let magic, _, _) = $0 { magic?.hasPrefix("0.0.") == true } else { false }
                }
                context.equal(try modules.module(named: own).state, .notLoaded, "state after")
            },
            Test("no-module-at-all", needs: [.root]) { context in
                let modules = try ModuleContext()
                for bytes in [Array("#!/bin/sh\n".utf8), [0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 0, count: 60)] {
                    let file = try TemporaryFile(bytes)
                    try expect("no module", context) {
                        try modules.module(at: file.path).load()
                    } isExpected: {
                        if case .wrongFormat = $0 { true } else { false }
                    }
                }
            },
            Test("parameters", needs: [.root]) { context in
                let modules = try ModuleContext()
                let module = try optional("vkms", modules)
                guard module.state == .notLoaded, try module.information().parameters.contains("enable_cursor") else {
                    throw SkipTest(reason: "vkms is \(module.state), or has no parameter enable_cursor")
                }
                try expect("bad value", context) {
                    try module.load(parameters: ["enable_cursor=perhaps"])
                } isExpected: {
                    if case .badParameter("vkms", _, _, _) = $0 { true } else { false }
                }
                try module.load(parameters: ["enable_cursor=0"])
                let value = TextFile.read("/sys/module/vkms/parameters/enable_cursor")?.trimmingBlanks
                context.equal(value, "N", "enable_cursor after loading with 0")
                try module.unload()
            },
            Test("refused", needs: [.root, .testModule]) { context in
                try context.inChild("as user 65534") { child in
                    let modules = try ModuleContext()
                    child.equal(cdmabuf_become_user(65534), 0, "giving up all rights")
                    try expect("no right to unload", child) {
                        try modules.module(named: own).unload()
                    } isExpected: {
                        if case .refused(own, .unload, _, .notPermitted) = $0 { true } else { false }
                    }
                }
                context.equal(try ModuleContext().module(named: own).state, .live, "state after")
            },
        ])

    private static let own = TestEnvironment.moduleName

    private static func optional(_ name: String, _ modules: borrowing ModuleContext) throws -> Module {
        do {
            return try modules.module(named: name)
        } catch {
            throw SkipTest(reason: "\(error)")
        }
    }

    private static func unload(_ name: String, _ modules: borrowing ModuleContext) throws {
        do {
            try modules.module(named: name).unload()
        } catch .notLoaded {
            // As it shall be.
        }
    }

    /// The test module, as built for a release that cannot be running.
    private static func foreignCopy(_ modules: borrowing ModuleContext) throws -> [UInt8] {
        guard let path = try modules.module(named: own).path else { throw SkipTest(reason: "\(own) has no file") }
        guard path.extension == "ko" else { throw SkipTest(reason: "\(path) is compressed") }
        var bytes = try BinaryFile.read(path)
        let key = Array("vermagic=".utf8)
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: key) }) else {
            throw SkipTest(reason: "\(path) has no vermagic")
        }
        bytes.replaceSubrange(place + key.count..<place + key.count + 4, with: Array("0.0.".utf8))
        return bytes
    }

    /// `body` must throw a `ModuleError` of that kind.
    private static func expect(
        _ what: String, _ context: TestContext, _ body: () throws -> Void,
        isExpected: (ModuleError) -> Bool
    ) throws {
        do {
            try body()
            context.fail("expected the error \"\(what)\", saw none")
        } catch let error as ModuleError {
            context.check(isExpected(error), "expected the error \"\(what)\", saw: \(error)")
        }
    }
}
