// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// The owner of a range of memory: what `query ADDRESS` prints.
public struct AddressReport: Sendable, Hashable {
    public let query: OwnershipQuery
    public let answer: OwnershipAnswer

    /// Asks.
    public init(_ query: OwnershipQuery, device: borrowing TestModuleDevice) throws(QueryFailure) {
        try QueryFailure.check(device, process: query.process)
        do {
            answer = try device.query(query)
        } catch {
            throw QueryFailure(error, process: query.process)
        }
        self.query = query
    }

    /// The lines, without newlines.
    public var lines: [String] {
        let place = "\(hexadecimal: UInt64(query.address))" + (query.process.map { " of process \($0)" } ?? "")
        switch answer.result {
        case .success(let owner):
            return [
                "address  \(place)", "inode    \(owner.inode)", "offset   \(hexadecimal: owner.offset)",
                "size     \(owner.size)", "exporter \(owner.exporter)",
                "name     \(owner.name.isEmpty ? "-" : owner.name)",
            ]
        case .failure(let errno):
            return ["\(place): \(Self.explain(errno))"]
        }
    }

    /// The kernel's contract in words.
    public static func explain(_ errno: Errno) -> String {
        switch errno {
        case .badAddress: "nothing is mapped there, or there is a hole (EFAULT)"
        case .permissionDenied: "the mapping does not give the rights that were asked for (EACCES)"
        case .noSuchFileOrDirectory: "mapped, but not, or not wholly, by a dma-buf (ENOENT)"
        case .invalidArgument: "a copy-on-write mapping of a dma-buf, or no proper range (EINVAL)"
        case .outOfRange: "more than one buffer, not contiguous, or past a buffer's end (ERANGE)"
        case .interrupted: "interrupted (EINTR)"
        default: "\(errno) (errno \(errno.rawValue))"
        }
    }
}
