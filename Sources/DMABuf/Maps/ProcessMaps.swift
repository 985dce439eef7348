// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// A process's mappings: `/proc/PID/maps`.
public enum ProcessMaps {
    /// Why they could not be read.
    public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// The file could not be opened or read.
        case system(SystemCallError)
        /// A line is not as the kernel writes it.
        /// - Parameter line: From one on.
        case malformed(line: Int, text: String)

        public var description: String {
            switch self {
            case .system(let error): "\(error)"
            case .malformed(let line, let text): "line \(line) of the process's maps is no mapping: \(text)"
            }
        }
    }

    /// The file's path.
    /// - Parameter process: Nil for this one.
    public static func path(of process: Int32?) -> String {
        "/proc/\(process.map { "\($0)" } ?? "self")/maps"
    }

    /// Reads a process's mappings, in the order of their addresses.
    ///
    /// The kernel writes page by page: what changes meanwhile may be seen in part.
    /// - Parameter process: Nil for this one.
    public static func read(of process: Int32? = nil) throws(Failure) -> [MemoryRegion] {
        let text: [UInt8]
        do {
            text = try SmallFile.contents(of: path(of: process))
        } catch {
            throw .system(error)
        }
        return try parse(text)
    }

    /// Reads mappings from a file's text.
    public static func parse(_ text: [UInt8]) throws(Failure) -> [MemoryRegion] {
        var regions: [MemoryRegion] = []
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            // After the last newline comes nothing.
            if line.isEmpty && index == lines.count - 1 { break }
            guard let region = MapsLine.region(line) else {
                throw .malformed(line: index + 1, text: String(decoding: line.prefix(200), as: UTF8.self))
            }
            regions.append(region)
        }
        return regions
    }
}
