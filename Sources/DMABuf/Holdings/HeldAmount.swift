// SPDX-License-Identifier: GPL-2.0-only

/// How much of one buffer, of an exporter's buffers, or of all, is held, and by what.
public struct HeldAmount: Sendable, Hashable {
    /// File descriptors.
    public private(set) var descriptors = 0

    /// Mappings by the routes; a route that is missing has none.
    private var routes: [MappingRoute: MappedAmount] = [:]

    /// The processes that hold it.
    public private(set) var processes: Set<Int32> = []

    /// Nothing.
    public init() {}

    /// What is mapped by one route.
    public subscript(route: MappingRoute) -> MappedAmount { routes[route] ?? MappedAmount() }

    /// What is mapped by any route.
    public var mapped: MappedAmount {
        routes.values.reduce(into: MappedAmount()) { $0 += $1 }
    }

    mutating func add(_ mapping: HeldMapping, isContinued: Bool, of process: Int32) {
        guard let route = mapping.route else { return }
        routes[route, default: MappedAmount()].add(mapping, isContinued: isContinued)
        processes.insert(process)
    }

    mutating func addDescriptor(of process: Int32) {
        descriptors += 1
        processes.insert(process)
    }

    static func += (sum: inout HeldAmount, other: HeldAmount) {
        sum.descriptors += other.descriptors
        sum.routes.merge(other.routes) { first, second in
            var both = first
            both += second
            return both
        }
        sum.processes.formUnion(other.processes)
    }
}
