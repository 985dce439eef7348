// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage
import Testing

@testable import Kmod

/// The error that a body ends with, if any.
func moduleError(_ body: () throws(ModuleError) -> Void) -> ModuleError? {
    do {
        try body()
        return nil
    } catch {
        return error
    }
}

@Suite("Module lookup")
struct ModuleLookupTests {
    @Test func nameThatNoIndexHasIsNotFoundAndSaysWhere() throws {
        let file = try FabricatedModule(name: "x", information: [])
        let context = try ModuleContext(directory: file.folder)
        let error = moduleError { () throws(ModuleError) in _ = try context.module(named: "no_such_module") }
        #expect(error == .notFound(module: "no_such_module", place: file.folder.string))
        #expect("\(error!)" == "module no_such_module: not found in \(file.folder) (ENOENT)")
    }

    @Test func pathThatIsNotThereIsNotFound() throws {
        let context = try ModuleContext(directory: "/tmp")
        let error = moduleError { () throws(ModuleError) in _ = try context.module(at: "/nowhere/x.ko") }
        #expect(error == .notFound(module: "x", place: "/nowhere/x.ko"))
    }

    @Test func moduleThatIsNotLoadedHasNoUsers() throws {
        let file = try FabricatedModule(name: "made_up", information: ["vermagic=1 "])
        let module = try ModuleContext(directory: file.folder).module(at: file.path)
        #expect(module.state == .notLoaded)
        #expect(module.holders() == [])
        let error = moduleError { () throws(ModuleError) in _ = try module.referenceCount() }
        #expect(error == .notLoaded(module: "made_up"))
        #expect(moduleError { () throws(ModuleError) in try module.unload() } == .notLoaded(module: "made_up"))
    }

    @Test(.enabled(if: access("/sys/module/printk", F_OK) == 0, "no sysfs"))
    func partOfTheKernelImageIsBuiltinAndStays() throws {
        let module = try ModuleContext(directory: "/tmp").module(named: "printk")
        #expect(module.state == .builtin)
        #expect(
            moduleError { () throws(ModuleError) in try module.load() }
                == .alreadyLoaded(module: "printk", state: .builtin))
        let error = moduleError { () throws(ModuleError) in try module.unload() }
        #expect("\(error!)".contains("built in"))
    }

    @Test func missingDependencyIsNamed() throws {
        let file = try FabricatedModule(
            name: "needy", information: ["depends=no_such_module", "vermagic=1 "])
        let module = try ModuleContext(directory: file.folder).module(at: file.path)
        let error = moduleError { () throws(ModuleError) in try module.load() }
        #expect(
            error
                == .missingDependency(
                    module: "needy", dependency: "no_such_module", kernelSaid: [], errno: .noSuchFileOrDirectory))
    }

    /// What no kernel takes: the reason depends on the machine, not whether there is one.
    @Test func loadingAFileWithoutCodeIsRefusedInWords() throws {
        let file = try FabricatedModule(name: "empty", information: ["depends=", "vermagic=0.0.1-made-up SMP "])
        let module = try ModuleContext(directory: file.folder).module(at: file.path)
        let error = moduleError { () throws(ModuleError) in try module.load() }
        switch error {
        case .wrongFormat(module: "empty", _, versionMagic: "0.0.1-made-up SMP ", _, _)?: break
        case .refused(module: "empty", action: .load, _, _)?: break
        case .unsupported(action: .load)?: break
        default: Issue.record("\(String(describing: error))")
        }
        #expect(module.state == .notLoaded)
    }

    @Test func handleOutlivesItsContext() throws {
        let file = try FabricatedModule(name: "late", information: ["license=GPL"])
        func make() throws -> Module { try ModuleContext(directory: file.folder).module(at: file.path) }
        let module = try make()
        #expect(try module.information().license == "GPL")
    }
}
