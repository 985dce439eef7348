// SPDX-License-Identifier: GPL-2.0-only

internal import CKmod
internal import Glibc
public import SystemPackage

/// A kernel module, loaded or not: libkmod's handle of it. Dropping it does not unload the module.
public struct Module: ~Copyable {
    let handle: OpaquePointer
    let directory: String

    /// Where it was asked for by path.
    let file: FilePath?

    init(owning handle: OpaquePointer, directory: String, file: FilePath? = nil) {
        self.handle = handle
        self.directory = directory
        self.file = file
    }

    deinit {
        kmod_module_unref(handle)
    }

    /// The name, with `_` for `-`.
    public var name: String {
        kmod_module_get_name(handle).map { String(cString: $0) } ?? ""
    }

    /// The file it is loaded from; nil for what is built in or only known by name.
    public var path: FilePath? {
        kmod_module_get_path(handle).map { FilePath(String(cString: $0)) }
    }

    /// Where it is in its life, asked from the kernel each time.
    ///
    /// libkmod calls a module without an index "coming" if sysfs has its folder and no `initstate` in it. What is
    /// really coming has one, but for an instant; what is built in and has parameters never does.
    public var state: ModuleState {
        let state = ModuleState(kmod_module_get_initstate(handle))
        guard state == .coming, access("/sys/module/\(name)/initstate", F_OK) != 0 else { return state }
        return .builtin
    }

    /// How many things use it: open files, mappings, other modules.
    /// - Throws: ``ModuleError/notLoaded(module:)``; ``ModuleError/failed(module:action:kernelSaid:errno:)`` for what
    ///   is built in, or if the kernel cannot unload modules and so does not count.
    public borrowing func referenceCount() throws(ModuleError) -> Int {
        let count = kmod_module_get_refcnt(handle)
        if count >= 0 { return Int(count) }
        let state = state
        if state == .notLoaded { throw .notLoaded(module: name) }
        throw .failed(module: name, action: .inspect, kernelSaid: [], errno: Errno(rawValue: -count))
    }

    /// The names of the loaded modules that use it.
    public borrowing func holders() -> [String] {
        ModuleList(owning: kmod_module_get_holders(handle)).names
    }

    /// What its file says about itself.
    public borrowing func information() throws(ModuleError) -> ModuleInformation {
        var list: OpaquePointer?
        let result = kmod_module_get_info(handle, &list)
        guard result >= 0 else {
            if result == -ENOENT {
                throw .notFound(module: name, place: path?.string ?? directory)
            }
            if result == -ENOEXEC || result == -EINVAL {
                throw .wrongFormat(
                    module: name, path: path?.string, versionMagic: nil, running: RunningKernel.release,
                    kernelSaid: [])
            }
            throw .failed(module: name, action: .inspect, kernelSaid: [], errno: Errno(rawValue: -result))
        }
        defer { kmod_module_info_free_list(list) }
        var entries: [ModuleInformation.Entry] = []
        var entry = list
        while let current = entry {
            if let key = kmod_module_info_get_key(current), let value = kmod_module_info_get_value(current) {
                entries.append(.init(key: String(cString: key), value: String(cString: value)))
            }
            entry = kmod_list_next(list, current)
        }
        return ModuleInformation(entries: entries)
    }
}
