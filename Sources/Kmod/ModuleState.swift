// SPDX-License-Identifier: GPL-2.0-only

internal import CKmod

/// Where a module is in its life.
public enum ModuleState: Sendable, Hashable, CustomStringConvertible {
    /// The kernel does not have it.
    case notLoaded
    /// Part of the kernel image: neither loaded nor unloaded.
    case builtin
    /// Loaded.
    case live
    /// Its init function is running.
    case coming
    /// Its exit function is running.
    case going

    init(_ state: CInt) {
        switch state {
        case CInt(bitPattern: KMOD_MODULE_BUILTIN.rawValue): self = .builtin
        case CInt(bitPattern: KMOD_MODULE_LIVE.rawValue): self = .live
        case CInt(bitPattern: KMOD_MODULE_COMING.rawValue): self = .coming
        case CInt(bitPattern: KMOD_MODULE_GOING.rawValue): self = .going
        default: self = .notLoaded
        }
    }

    public var description: String {
        switch self {
        case .notLoaded: "not loaded"
        case .builtin: "built in"
        case .live: "live"
        case .coming: "coming"
        case .going: "going"
        }
    }
}
