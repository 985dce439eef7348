// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// Reads the counters of a `ResourceSnapshot`.
struct ResourceProbe {
    static func snapshot() -> ResourceSnapshot {
        var counts: [ResourceSnapshot.Counter: Int64] = [:]
        counts[.openFiles] = openFiles()
        counts[.dmaBufMappings] = dmaBufMappings()
        counts[.childProcesses] = childProcesses()
        counts[.dmaBufs] = dmaBufs()
        counts[.moduleUsers] = moduleUsers()
        if let statistics = try? TestModuleDevice().statistics() {
            counts[.moduleBuffers] = Int64(statistics.buffers)
            counts[.moduleCookies] = Int64(statistics.cookies)
            counts[.moduleMappings] = Int64(statistics.vmas)
            counts[.moduleReferences] = Int64(statistics.references)
        }
        return ResourceSnapshot(counts)
    }

    /// Without the one that lists them.
    private static func openFiles() -> Int64? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var count: Int64 = 0
        while let entry = readdir(directory) {
            if entry.pointee.d_name.0 != UInt8(ascii: ".") { count += 1 }
        }
        return count - 1
    }

    private static func dmaBufMappings() -> Int64? {
        guard let maps = TextFile.read("/proc/self/maps") else { return nil }
        let marker = Array("/dmabuf:".utf8)
        return Int64(
            maps.utf8.split(separator: UInt8(ascii: "\n")).count { line in
                guard let slash = line.firstIndex(of: UInt8(ascii: "/")) else { return false }
                return line[slash...].starts(with: marker)
            })
    }

    private static func childProcesses() -> Int64? {
        TextFile.read("/proc/thread-self/children").map { Int64($0.split(separator: " ").count) }
    }

    /// The last line of `bufinfo` is "Total N objects, M bytes".
    private static func dmaBufs() -> Int64? {
        let words = TextFile.lines("/sys/kernel/debug/dma_buf/bufinfo").last?.split(separator: " ") ?? []
        return words.count > 1 && words[0] == "Total" ? Int64(words[1]) : nil
    }

    private static func moduleUsers() -> Int64? {
        TextFile.read("/sys/module/dmabuf_vma_test/refcnt").flatMap { Int64($0.trimmingBlanks) }
    }
}
