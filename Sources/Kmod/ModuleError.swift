// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// Why a module could not be loaded, unloaded or asked about.
public enum ModuleError: Error, Sendable, Hashable {
    /// No module of that name or path.
    /// - Parameter place: Where it was looked for.
    case notFound(module: String, place: String)

    /// It is loaded, or built in, and was asked to be loaded with parameters or at all.
    case alreadyLoaded(module: String, state: ModuleState)

    /// It is not loaded, and was asked to be unloaded or about its users.
    case notLoaded(module: String)

    /// The kernel does not let this process load or unload it: rights, lockdown, signature.
    case refused(module: String, action: Action, reason: String, errno: Errno)

    /// It is no module of this kernel: built for another one, or no ELF object at all.
    case wrongFormat(module: String, path: String?, versionMagic: String?, running: String, kernelSaid: [String])

    /// A module that it needs is missing or cannot be loaded, or the kernel lacks a symbol that it needs.
    case missingDependency(module: String, dependency: String?, kernelSaid: [String], errno: Errno)

    /// It cannot be unloaded while something holds it.
    case inUse(module: String, references: Int?, holders: [String], errno: Errno)

    /// The kernel, or the module's init function, did not take a parameter.
    case badParameter(module: String, parameters: [String], kernelSaid: [String], errno: Errno)

    /// The kernel cannot load or unload modules at all.
    case unsupported(action: Action)

    /// Anything else: also what a module's init function returned.
    case failed(module: String, action: Action, kernelSaid: [String], errno: Errno)

    /// What was tried.
    public enum Action: String, Sendable, Hashable {
        case setUp = "set up libkmod"
        case look = "look up"
        case load = "load"
        case unload = "unload"
        case inspect = "inspect"
    }
}

extension ModuleError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let module, let place):
            "module \(module): not found in \(place) (ENOENT)"
        case .alreadyLoaded(let module, let state):
            "module \(module): is in the kernel already (\(state)); unload it first (EEXIST)"
        case .notLoaded(let module):
            "module \(module): is not loaded (ENOENT)"
        case .refused(let module, let action, let reason, let errno):
            "module \(module): the kernel refuses to \(action.rawValue) it: \(reason) (\(Self.describe(errno)))"
        case .wrongFormat(let module, let path, let magic, let running, let said):
            Self.wrongFormat(module, path, magic, running) + Self.quote(said)
        case .missingDependency(let module, let dependency, let said, let errno):
            "module \(module): "
                + (dependency.map { "needs the module \($0), which could not be loaded" }
                    ?? "needs symbols that this kernel and its loaded modules do not have")
                + " (\(Self.describe(errno)))" + Self.quote(said)
        case .inUse(let module, let references, let holders, let errno):
            "module \(module): cannot be unloaded, it is in use"
                + (references.map { " by \($0) reference\($0 == 1 ? "" : "s")" } ?? "")
                + (holders.isEmpty ? "" : ", held by \(holders.joined(separator: ", "))")
                + " (\(Self.describe(errno)))"
        case .badParameter(let module, let parameters, let said, let errno):
            "module \(module): does not take the parameters \"\(parameters.joined(separator: " "))\""
                + " (\(Self.describe(errno)))" + Self.quote(said)
        case .unsupported(let action):
            "this kernel cannot \(action.rawValue) modules: it is built without CONFIG_MODULES"
                + (action == .unload ? " or CONFIG_MODULE_UNLOAD" : "") + " (ENOSYS)"
        case .failed(let module, let action, let said, let errno):
            "module \(module): could not \(action.rawValue) it: \(Self.describe(errno))" + Self.quote(said)
        }
    }

    private static func wrongFormat(_ module: String, _ path: String?, _ magic: String?, _ running: String) -> String {
        let file = path.map { " (\($0))" } ?? ""
        guard let magic else {
            return "module \(module)\(file): is no kernel module: no ELF object with a vermagic (ENOEXEC)"
        }
        let release = magic.prefix { $0 != " " }
        if release == running {
            return "module \(module)\(file): does not fit the running kernel \(running), although it was built for that"
                + " release: its vermagic \"\(magic)\" or its structures differ (ENOEXEC)"
        }
        return "module \(module)\(file): was built for kernel \(release), running is \(running) (ENOEXEC)"
    }

    private static func describe(_ errno: Errno) -> String {
        "\(errno), errno \(errno.rawValue)"
    }

    private static func quote(_ lines: [String]) -> String {
        lines.isEmpty ? "" : "; the kernel said: " + lines.joined(separator: " | ")
    }
}
