// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// A process's mappings, and which dma-buf owns each of them: what `query --pid` prints.
public struct ProcessMapReport: Sendable, Hashable {
    /// One mapping.
    public struct Row: Sendable, Hashable {
        public let region: MemoryRegion

        /// The dma-buf at the mapping's start; nil for none.
        public let owner: Ownership?

        /// Whether the mapping is a copy-on-write one of a dma-buf: its pages need not be the buffer's.
        public let isCopyOnWrite: Bool

        /// Creates a row.
        public init(region: MemoryRegion, owner: Ownership?, isCopyOnWrite: Bool = false) {
            self.region = region
            self.owner = owner
            self.isCopyOnWrite = isCopyOnWrite
        }
    }

    /// Whose mappings; nil for this process's.
    public let process: Int32?

    /// What it was started as, or in brackets what it is called.
    public let command: String

    /// In the order of the addresses.
    public let rows: [Row]

    /// Creates a report from what is known already.
    public init(process: Int32?, command: String, rows: [Row]) {
        self.process = process
        self.command = command
        self.rows = rows
    }

    /// Asks about every mapping of a process.
    ///
    /// A mapping that goes away meanwhile is nobody's.
    /// - Parameters:
    ///   - process: Nil for this one.
    ///   - device: The test module, which asks the kernel.
    public init(of process: Int32?, device: borrowing TestModuleDevice) throws(QueryFailure) {
        try QueryFailure.check(device, process: process)
        let regions: [MemoryRegion]
        do {
            regions = try ProcessMaps.read(of: process)
        } catch {
            throw QueryFailure(error, process: process)
        }
        var rows: [Row] = []
        for region in regions {
            let answer: OwnershipAnswer
            do {
                answer = try device.query(
                    OwnershipQuery(region.range, options: .identify, process: process))
            } catch {
                throw QueryFailure(error, process: process)
            }
            rows.append(
                Row(region: region, owner: answer.owner, isCopyOnWrite: answer.error == .invalidArgument))
        }
        self.init(process: process, command: Self.command(of: process), rows: rows)
    }

    /// The mappings that a dma-buf owns.
    public var ownedRows: [Row] { rows.filter { $0.owner != nil } }

    /// The inode numbers of the dma-bufs.
    public var buffers: Set<UInt64> { Set(rows.compactMap { $0.owner?.inode }) }

    private static func command(of process: Int32?) -> String {
        let folder = "/proc/\(process.map { "\($0)" } ?? "self")"
        let arguments = (try? SmallFile.contents(of: "\(folder)/cmdline")) ?? []
        let words = arguments.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        if !words.isEmpty { return words.joined(separator: " ") }
        // A kernel thread, or a process that is over, has no command line.
        let name = (try? SmallFile.contents(of: "\(folder)/comm")) ?? []
        return "[\(String(decoding: name.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))]"
    }
}
