// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// How programs find out what is at an address without the series: by asking procfs, or by their own books.
struct MapsBench {
    private let context: TestContext

    init(_ context: TestContext) {
        self.context = context
    }

    /// - Parameters:
    ///   - anonymous: An address that is mapped, but not from a file.
    ///   - unmapped: One that is not.
    func measure(_ range: Range<UInt>, anonymous: UInt, unmapped: UInt) throws {
        let file = try FileDescriptor.open("/proc/self/maps", .readOnly, options: .closeOnExec)
        try file.closeAfter {
            query("procmap-query-refused", range.lowerBound, on: file, name: nil, flags: Self.unknownFlag, EINVAL)
            query("procmap-query", range.lowerBound, on: file, name: nil)
            query("procmap-query-anonymous", anonymous, on: file, name: nil)
            query("procmap-query-unmapped", unmapped, on: file, name: nil, ENOENT)
            let name = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
            defer { name.deallocate() }
            query("procmap-query+name", range.lowerBound, on: file, name: name)
            let reader = MapsReader(file)
            context.report("maps-text-to-entry", try reader.ticks(5) { $0.contains(range.lowerBound) })
            context.report("maps-text-whole", try reader.ticks(5) { _ in false })
            let registry = RangeRegistry(try reader.ranges())
            context.report("registry", registry.ticks(1000, at: range.lowerBound))
        }
    }

    /// Refused once the question has been copied: what that takes is the ioctl's own.
    static let unknownFlag: UInt64 = 1 << 63

    /// Reports ticks of PROCMAP_QUERY, which kernels before 6.11 do not have.
    private func query(
        _ figure: String, _ address: UInt, on file: FileDescriptor, name: UnsafeMutableRawBufferPointer?,
        flags: UInt64 = 0, _ expected: CInt = 0
    ) {
        var question = cdmabuf_procmap_query()
        question.size = UInt64(MemoryLayout<cdmabuf_procmap_query>.size)
        question.query_flags = flags
        question.query_addr = UInt64(address)
        question.vma_name_addr = UInt64(UInt(bitPattern: name?.baseAddress))
        question.vma_name_size = UInt32(name?.count ?? 0)
        var samples: [UInt64] = []
        for _ in 0..<1000 {
            var argument = question
            var result: CInt = 0
            samples += TickCounter.measure(1) { _ in
                result = cdmabuf_ioctl(file.rawValue, cdmabuf_procmap_query_command, &argument)
            }
            guard result == -expected else {
                context.reportAbsent(figure, "no PROCMAP_QUERY (\(ErrnoName.of(Errno(rawValue: -result))))")
                return
            }
        }
        context.report(figure, samples)
    }
}
