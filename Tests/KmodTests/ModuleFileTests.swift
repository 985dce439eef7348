// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import Kmod

@Suite("Module files")
struct ModuleFileTests {
    @Test func informationIsReadFromTheFile() throws {
        let file = try FabricatedModule(
            name: "made-up",
            information: [
                "license=GPL", "depends=drm_shmem_helper,drm", "name=made_up", "parmtype=size:uint",
                "parmtype=mode:charp",
                "vermagic=6.12.117 SMP preempt mod_unload ",
            ])
        let context = try ModuleContext(directory: file.folder)
        let module = try context.module(at: file.path)
        #expect(module.name == "made_up")
        #expect(module.path == file.path)
        let information = try module.information()
        #expect(information.versionMagic == "6.12.117 SMP preempt mod_unload ")
        #expect(information.kernelRelease == "6.12.117")
        #expect(information.dependencies == ["drm_shmem_helper", "drm"])
        #expect(information.license == "GPL")
        #expect(information.name == "made_up")
        #expect(information.parameters == ["size", "mode"])
    }

    @Test func moduleWithoutDependenciesNeedsNothing() throws {
        let file = try FabricatedModule(name: "alone", information: ["depends=", "vermagic=1 "])
        let module = try ModuleContext(directory: file.folder).module(at: file.path)
        #expect(try module.information().dependencies.isEmpty)
    }

    @Test(
        "a file that is no ELF object is no module",
        arguments: [[], Array("#!/bin/sh\n".utf8), [0x7f, 0x45, 0x4c, 0x46], [UInt8](repeating: 0, count: 4096)])
    func fileThatIsNoObjectIsNoModule(contents: [UInt8]) throws {
        let file = try FabricatedModule(name: "broken", contents: contents)
        let module = try ModuleContext(directory: file.folder).module(at: file.path)
        let error = moduleError { () throws(ModuleError) in _ = try module.information() }
        guard case .wrongFormat(module: "broken", path: file.path.string, versionMagic: nil, _, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(error!)".contains("is no kernel module"))
    }

    @Test func truncatedModuleIsNoModule() throws {
        let whole = FabricatedModule.object(["vermagic=6.12.117 SMP"])
        let file = try FabricatedModule(name: "cut", contents: Array(whole.prefix(whole.count / 2)))
        let module = try ModuleContext(directory: file.folder).module(at: file.path)
        let error = moduleError { () throws(ModuleError) in _ = try module.information() }
        guard case .wrongFormat? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
