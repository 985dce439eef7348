// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import Kmod
import SystemPackage

/// The machine that the tests run on: what it can do, and what they may not leave changed.
public final class TestEnvironment {
    static let moduleName = "dmabuf_vma_test"

    private static let hugePages = "/sys/kernel/mm/hugepages/hugepages-2048kB"

    private var patterns: UInt32 = 0
    /// Why a module could not be loaded; it is not tried again for each test.
    private var loadFailures: [String: String] = [:]
    private var loadedHere: [String] = []
    private var hasGrantedHugePage = false
    /// What tests made for each other, and modules have to outlive.
    private var kept: [AnyObject] = []

    private let takeSnapshot: () -> ResourceSnapshot

    public convenience init() {
        self.init(takeSnapshot: ResourceProbe.snapshot)
    }

    /// - Parameter takeSnapshot: what counts as left behind, where not the whole process does.
    init(takeSnapshot: @escaping () -> ResourceSnapshot) {
        self.takeSnapshot = takeSnapshot
    }

    /// One line on this kernel, this module and the time since boot.
    public var heading: String {
        var system = utsname()
        uname(&system)
        let release = withUnsafeBytes(of: &system.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let machine = withUnsafeBytes(of: &system.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return "dmabuf-selftest: kernel=\(release) machine=\(machine) features=\(features) uptime=\(Self.uptime)"
    }

    private var features: String {
        if unmetReason(of: .testModule) != nil { return "unknown" }
        guard let known = try? TestModuleDevice().information().features else { return "unknown" }
        var names: [String] = []
        if known.contains(.getDMABuf) { names.append("GET_DMABUF") }
        if known.contains(.vmaLock) { names.append("VMA_LOCK") }
        if known.contains(.vmaLockFaults) { names.append("VMA_LOCK_FAULTS") }
        return names.isEmpty ? "none" : names.joined(separator: ",")
    }

    /// Seconds since boot; zero without procfs.
    private static var uptime: Double {
        TextFile.read("/proc/uptime")?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// The last record of a run.
    public func end(exitCode: Int32, leaks: Int) -> RunEnd {
        RunEnd(exitCode: exitCode, taint: taint()?.bits ?? 0, leaks: leaks, uptime: Self.uptime)
    }

    /// What this machine does not let the run see at all; worth a line, since nothing else would tell.
    public var blindSpots: [String] {
        var spots: [String] = []
        if taint() == nil { spots.append("no /proc/sys/kernel/tainted (CONFIG_SYSCTL): taint goes unseen") }
        if let reason = unmetReason(of: .bufferList) { spots.append("leaked dma-bufs go uncounted: \(reason)") }
        return spots
    }

    /// Unloads what was loaded for the tests. What is in use stays: somebody else has taken to it.
    public func tearDown() {
        kept = []
        for name in loadedHere.reversed() {
            _ = try? ModuleContext().module(named: name).unload()
        }
        loadedHere = []
        if hasGrantedHugePage { TextFile.write("0", to: "\(Self.hugePages)/nr_hugepages") }
    }

    // MARK: For the run

    func taint() -> Taint? { Taint.current() }

    func snapshot() -> ResourceSnapshot { takeSnapshot() }

    /// What has changed since `before`, once deferred work (the last fput() of a dying process) had time to end.
    func settledDifferences(from before: ResourceSnapshot) -> [String] {
        var differences = snapshot().differences(from: before)
        for milliseconds: Int32 in [1, 5, 20, 100, 300] where !differences.isEmpty {
            MonotonicClock.pause(milliseconds: milliseconds)
            differences = snapshot().differences(from: before)
        }
        return differences
    }

    // MARK: For tests

    /// A pattern that no other buffer of this run has.
    func nextPattern() -> PagePattern {
        patterns = patterns % 0xFF_FFFF + 1
        return PagePattern(buffer: patterns)
    }

    /// Why `requirement` is not met, or nil if it is.
    func unmetReason(of requirement: Requirement) -> String? {
        requirement.unmetReason(self)
    }

    // MARK: For requirements

    func getDMABufReason() -> String? {
        if let reason = unmetReason(of: .testModule) { return reason }
        do {
            return try TestModuleDevice().information().features.contains(.getDMABuf)
                ? nil : "this kernel has no get_dmabuf (the series is not applied)"
        } catch {
            return "\(error)"
        }
    }

    func vmaLockFaultsReason() -> String? {
        if let reason = unmetReason(of: .testModule) { return reason }
        do {
            return try TestModuleDevice().information().features.contains(.vmaLockFaults)
                ? nil : "vm_ops of this kernel cannot say that faults may run under the VMA's lock (vmf_map_no_pages)"
        } catch {
            return "\(error)"
        }
    }

    func drmReason(_ driver: String, _ modules: [String], _ absence: String) -> String? {
        if (try? GEMNode(driver: driver)) != nil { return nil }
        for module in modules {
            if let reason = load(module) { return reason }
        }
        do {
            _ = try GEMNode(driver: driver)
            return nil
        } catch {
            return "no DRM node of the driver \(driver) (\(ErrnoName.of(error.errno))): \(absence)"
        }
    }

    func protectionKeysReason() -> String? {
        do {
            _ = try ProtectionKey(restricting: .none)
            return nil
        } catch {
            return "no memory protection keys (\(ErrnoName.of(error.errno)))"
        }
    }

    func hugePageReason() -> String? {
        let path = Self.hugePages
        guard let total = TextFile.read("\(path)/nr_hugepages").flatMap({ Int($0.trimmingBlanks) }) else {
            return "no huge pages of 2 MiB (CONFIG_HUGETLBFS)"
        }
        if total == 0 {
            // One more is not a change of policy where there are none; it goes back when the run ends.
            hasGrantedHugePage = TextFile.write("1", to: "\(path)/nr_hugepages")
        }
        let free = TextFile.read("\(path)/free_hugepages").flatMap { Int($0.trimmingBlanks) } ?? 0
        return free > 0 ? nil : "no free huge page"
    }

    /// Why there is no such device; `what` would bring it.
    func missing(_ path: String, _ what: String) -> String? {
        access(path, R_OK) == 0 ? nil : "no \(path) (\(ErrnoName.of(Errno(rawValue: errno)))): \(what)"
    }

    /// Why there is no such device, although its module was loaded.
    func missing(_ path: String, of module: String) -> String? {
        if access(path, R_OK | W_OK) == 0 { return nil }
        if let reason = load(module) { return reason }
        return access(path, R_OK | W_OK) == 0
            ? nil : "module \(module) is loaded, but \(path): \(ErrnoName.of(Errno(rawValue: errno)))"
    }

    /// Keeps something until the run ends.
    func keep(_ resource: AnyObject) {
        kept.append(resource)
    }

    /// Loads a module and those that it needs; unloaded when the run ends. Why it could not be, or nil.
    func load(_ name: String, parameters: [String] = []) -> String? {
        if let reason = loadFailures[name] { return reason }
        do {
            try ModuleContext().module(named: name).load(parameters: parameters)
            loadedHere.append(name)
            return nil
        } catch .alreadyLoaded {
            return nil
        } catch {
            let reason = "module \(name) cannot be loaded: \(error)"
            loadFailures[name] = reason
            return reason
        }
    }
}
