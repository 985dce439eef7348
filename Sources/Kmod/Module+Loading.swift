// SPDX-License-Identifier: GPL-2.0-only

internal import CKmod
internal import Glibc
internal import SystemPackage

extension Module {
    /// Loads the module, after those that it needs and that are not loaded yet.
    ///
    /// What a module by path needs is looked up by name. No module's configured install command is run.
    /// - Parameter parameters: Each as `name=value`.
    public borrowing func load(parameters: [String] = []) throws(ModuleError) {
        let before = state
        guard before == .notLoaded else { throw .alreadyLoaded(module: name, state: before) }

        let log = KernelLogTail()
        let options = parameters.joined(separator: " ")
        let result: CInt
        if let file {
            guard access(file.string, F_OK) == 0 else { throw .notFound(module: name, place: file.string) }
            try loadNeeded()
            result = kmod_module_insert_module(handle, 0, options)
        } else {
            guard path != nil else { throw .notFound(module: name, place: directory) }
            let flags = KMOD_PROBE_IGNORE_COMMAND.rawValue | KMOD_PROBE_FAIL_ON_LOADED.rawValue
            result = kmod_module_probe_insert_module(handle, flags, options, nil, nil, nil)
        }
        guard result < 0 else { return }
        throw loadError(Errno(rawValue: -result), parameters: parameters, log: log)
    }

    /// Unloads the module. Never forced, and not those that it needed.
    public borrowing func unload() throws(ModuleError) {
        let before = state
        if before == .notLoaded { throw .notLoaded(module: name) }
        if before == .builtin {
            throw .inUse(module: name, references: nil, holders: ["the kernel image (built in)"], errno: .resourceBusy)
        }
        let result = kmod_module_remove_module(handle, UInt32(KMOD_REMOVE_NOLOG.rawValue))
        guard result < 0 else { return }
        let errno = Errno(rawValue: -result)
        switch -result {
        case EWOULDBLOCK, EBUSY:
            throw .inUse(module: name, references: try? referenceCount(), holders: holders(), errno: errno)
        case ENOENT:
            throw .notLoaded(module: name)
        case EPERM, EACCES:
            throw .refused(
                module: name, action: .unload, reason: RunningKernel.reasonToRefuse(errno), errno: errno)
        case ENOSYS:
            throw .unsupported(action: .unload)
        default:
            throw .failed(module: name, action: .unload, kernelSaid: [], errno: errno)
        }
    }

    /// Loads what a module by path says it needs.
    private borrowing func loadNeeded() throws(ModuleError) {
        let needed = try information().dependencies
        guard !needed.isEmpty else { return }
        let context = try ModuleContext(directory: FilePath(directory))
        for dependency in needed {
            do throws(ModuleError) {
                let module = try context.module(named: dependency)
                if module.state == .notLoaded { try module.load() }
            } catch .notFound {
                throw .missingDependency(
                    module: name, dependency: dependency, kernelSaid: [], errno: .noSuchFileOrDirectory)
            }
        }
    }

    private borrowing func loadError(
        _ errno: Errno, parameters: [String], log: borrowing KernelLogTail
    ) -> ModuleError {
        let missing = ModuleList(owning: kmod_module_get_dependencies(handle)).firstNotLoaded
        let information = try? information()
        // The error is of the first module in the chain that is still missing. The kernel calls a module as it calls
        // itself, whatever its file is called.
        let names = missing.map { [$0] } ?? [name] + [information?.name].compactMap(\.self)
        let failure = LoadFailure(
            errno: errno, module: name, path: path?.string,
            fileExists: path.map { access($0.string, F_OK) == 0 } ?? false, directory: directory,
            missingDependency: missing, state: state, parameters: parameters,
            versionMagic: information?.versionMagic, running: RunningKernel.release, kernelSaid: log.lines(about: names)
        )
        return failure.error(reasonToRefuse: RunningKernel.reasonToRefuse)
    }
}
