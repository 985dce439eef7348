// SPDX-License-Identifier: GPL-2.0-only

internal import CKmod

/// libkmod's list of modules, freed with its owner.
struct ModuleList: ~Copyable {
    private let first: OpaquePointer?

    init(owning first: OpaquePointer?) {
        self.first = first
    }

    deinit {
        if let first { kmod_module_unref_list(first) }
    }

    /// The modules' names, in order.
    var names: [String] {
        var names: [String] = []
        forEach { module in
            if let name = kmod_module_get_name(module) { names.append(String(cString: name)) }
        }
        return names
    }

    /// The name of the first module that the kernel does not have.
    var firstNotLoaded: String? {
        var found: String?
        forEach { module in
            if found == nil, ModuleState(kmod_module_get_initstate(module)) == .notLoaded {
                found = kmod_module_get_name(module).map { String(cString: $0) }
            }
        }
        return found
    }

    private func forEach(_ body: (OpaquePointer) -> Void) {
        var entry = first
        while let current = entry {
            if let module = kmod_module_get_module(current) {
                body(module)
                kmod_module_unref(module)
            }
            entry = kmod_list_next(first, current)
        }
    }
}
