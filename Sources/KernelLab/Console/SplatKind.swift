// SPDX-License-Identifier: GPL-2.0-only

/// What kind of report a kernel printed. The raw value is what machine-readable reports carry.
package enum SplatKind: String, Sendable, CaseIterable, Codable {
    case allocationFailure = "allocation-failure"
    case badPage = "bad-page"
    case bug
    case debugObjects = "debug-objects"
    case debugVM = "debug-vm"
    case dmaDebug = "dma-debug"
    case faultInjection = "fault-injection"
    case generalProtection = "general-protection"
    case hungTask = "hung-task"
    case info
    case interrupt
    case kasan
    case kcsan
    case kfence
    case kmemleak
    case kmsan
    case listCorruption = "list-corruption"
    case lockdep
    case lockup
    case oops
    case outOfMemory = "out-of-memory"
    case panic
    case rcuStall = "rcu-stall"
    case refcount
    case referenceTracker = "reference-tracker"
    case rustPanic = "rust-panic"
    case schedulingWhileAtomic = "scheduling-while-atomic"
    case slab
    case sleepingInAtomic = "sleeping-in-atomic"
    case stack
    case ubsan
    case warning
}
