// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// Finds out whether `/dev/kvm` works: on many machines it is there and then hangs or fails.
package struct AcceleratorProbe: Sendable {
    /// How long a kernel may take to its banner and its panic for want of a root, which KVM does in well under a
    /// second.
    private static let patience = Duration.seconds(5)

    private let cache: LabCache
    private let runner: CommandRunner

    package init(cache: LabCache, runner: CommandRunner) {
        self.cache = cache
        self.runner = runner
    }

    /// KVM if it boots a kernel, else TCG. The answer is kept until the machine is started anew.
    package func accelerator(kernel: FilePath) async throws -> Accelerator {
        guard access("/dev/kvm", R_OK | W_OK) == 0 else {
            return .tcg
        }
        let bootID = (try? AtomicFile.readStart("/proc/sys/kernel/random/boot_id", limit: 36)) ?? []
        let memory = cache.root.appending("accelerator")
        let known = (try? AtomicFile.read(memory)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let key = String(decoding: bootID, as: UTF8.self)
        for accelerator in Accelerator.allCases where known == "\(key) \(accelerator.rawValue)" {
            return accelerator
        }
        let found: Accelerator = try await boots(kernel) ? .kvm : .tcg
        try AtomicFile.write("\(key) \(found.rawValue)", to: memory)
        return found
    }

    private func boots(_ kernel: FilePath) async throws -> Bool {
        let command = QEMUCommand(accelerator: .kvm, memory: 256, kernel: kernel, initramfs: nil)
            .command(console: "/dev/stdout", channel: "/dev/null")
        let isAlive = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                let result = try? await runner.run(command)
                return result?.isSuccess == true && result?.lastLines.contains { $0.contains("Kernel panic") } == true
            }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return false
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
        try Task.checkCancellation()
        return isAlive
    }
}
