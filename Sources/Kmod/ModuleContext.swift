// SPDX-License-Identifier: GPL-2.0-only

internal import CKmod
internal import Glibc
public import SystemPackage

/// Where modules are looked up: libkmod's context.
public struct ModuleContext: ~Copyable {
    private let handle: OpaquePointer

    /// The folder of the modules and their index.
    public let directory: String

    /// Opens a folder of modules.
    /// - Parameter directory: A folder with depmod's index; nil for `/lib/modules/RELEASE`. A folder without an index
    ///   has no modules by name; by path they can be loaded all the same.
    public init(directory: FilePath? = nil) throws(ModuleError) {
        // No configuration files: what is loaded and how is for the caller to say, not for the machine's modprobe.d.
        var noConfiguration: UnsafePointer<CChar>?
        let handle = withUnsafePointer(to: &noConfiguration) { paths in
            if let directory {
                directory.withPlatformString { kmod_new($0, paths) }
            } else {
                kmod_new(nil, paths)
            }
        }
        guard let handle else {
            throw .failed(
                module: directory?.string ?? "any", action: .setUp, kernelSaid: [], errno: Errno(rawValue: Glibc.errno))
        }
        // Errors come back as results; libkmod's own lines on stderr would only stand between the caller's.
        kmod_set_log_fn(handle, nil, nil)
        self.handle = handle
        self.directory = kmod_get_dirname(handle).map { String(cString: $0) } ?? ""
    }

    deinit {
        kmod_unref(handle)
    }

    /// Looks a module up by its name: `-` and `_` are the same in it.
    /// - Throws: ``ModuleError/notFound(module:place:)``, unless it is loaded from elsewhere.
    public borrowing func module(named name: String) throws(ModuleError) -> Module {
        var module: OpaquePointer?
        let result = kmod_module_new_from_name_lookup(handle, name, &module)
        if result == 0, let module {
            return Module(owning: module, directory: directory)
        }
        // Loaded from a file that the index does not know.
        if result == 0 || result == -ENOENT, kmod_module_new_from_name(handle, name, &module) == 0, let module {
            let loaded = Module(owning: module, directory: directory)
            if loaded.state != .notLoaded { return loaded }
            throw .notFound(module: name, place: directory)
        }
        throw .failed(module: name, action: .look, kernelSaid: [], errno: Errno(rawValue: -result))
    }

    /// Takes a module from a file.
    /// - Parameter path: Of a `.ko`, compressed or not.
    public borrowing func module(at path: FilePath) throws(ModuleError) -> Module {
        var module: OpaquePointer?
        let result = path.withPlatformString { kmod_module_new_from_path(handle, $0, &module) }
        guard result == 0, let module else {
            if result == -ENOENT {
                throw .notFound(module: path.lastComponent?.stem ?? path.string, place: path.string)
            }
            throw .failed(module: path.string, action: .look, kernelSaid: [], errno: Errno(rawValue: -result))
        }
        return Module(owning: module, directory: directory, file: path)
    }
}
