// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// What is known when loading a module has failed, and what that comes to.
struct LoadFailure: Sendable {
    let errno: Errno
    let module: String
    let path: String?
    let fileExists: Bool
    let directory: String
    /// The first of the modules it needs that the kernel still does not have.
    let missingDependency: String?
    let state: ModuleState
    let parameters: [String]
    let versionMagic: String?
    let running: String
    let kernelSaid: [String]

    /// The error to tell: what the errno means here, of the module that it is about.
    func error(reasonToRefuse: (Errno) -> String) -> ModuleError {
        switch errno.rawValue {
        case EEXIST:
            return .alreadyLoaded(module: module, state: state)
        case EPERM, EACCES, EKEYREJECTED, ENOKEY:
            return .refused(module: module, action: .load, reason: reasonToRefuse(errno), errno: errno)
        case ENOSYS:
            return .unsupported(action: .load)
        case ENOENT where !fileExists:
            return .notFound(module: module, place: path ?? directory)
        case _ where missingDependency != nil:
            return .missingDependency(
                module: module, dependency: missingDependency, kernelSaid: kernelSaid, errno: errno)
        case ENOENT:
            return .missingDependency(module: module, dependency: nil, kernelSaid: kernelSaid, errno: errno)
        case ENOEXEC:
            return .wrongFormat(
                module: module, path: path, versionMagic: versionMagic, running: running, kernelSaid: kernelSaid)
        case EINVAL where !parameters.isEmpty:
            return .badParameter(module: module, parameters: parameters, kernelSaid: kernelSaid, errno: errno)
        default:
            return .failed(module: module, action: .load, kernelSaid: kernelSaid, errno: errno)
        }
    }
}
