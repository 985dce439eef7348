// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Does something as often as it allocates memory, and has another allocation fail each time.
struct FaultWalk {
    private let subject: Subject
    private let context: TestContext

    /// An operation that allocates as much as this does not end.
    private static let mostAllocations = 2000

    init(_ subject: Subject, _ context: TestContext) {
        self.subject = subject
        self.context = context
    }

    func run(_ step: FaultStep) throws {
        let faults = try AllocationFaults(includesPages: true)
        let before = try TestModuleDevice().statistics()
        var (allocations, refusals, remains) = (0, 0, 0)
        while true {
            var mapping = try subject.map()
            let place = mapping.range
            var isDone = false
            let wasHad = try faults.fail(allocations + 1) { isDone = try step.isDone(with: &mapping, of: subject) }
            if mapping.address != place.lowerBound, try unmapRemains(at: place) { remains += 1 }
            try step.check(mapping, of: subject, isDone: isDone, context)
            guard wasHad else {
                context.check(isDone, "\(step.rawValue): no memory, although no allocation failed")
                break
            }
            allocations += 1
            if !isDone { refusals += 1 }
            guard allocations < Self.mostAllocations, context.failures.isEmpty else {
                return context.fail("\(step.rawValue): given up when allocation \(allocations) failed")
            }
        }
        context.note("\(step.rawValue): \(allocations) allocations failed, \(refusals) times it was not done")
        if remains > 0 {
            context.note("\(step.rawValue): \(remains) times there was a mapping at the old place, too")
        }
        let after = try TestModuleDevice().statistics()
        context.equal(after.vmas, before.vmas, "\(step.rawValue): the module's mappings")
        context.equal(after.references, before.references, "\(step.rawValue): the module's references")
    }

    /// A mapping may have been moved although there was no memory to unmap it where it was. mremap() does not say so
    /// (`move_vma()` in mm/mremap.c), and 6.1 allocates for any munmap().
    ///
    /// - Returns: whether there was anything.
    private func unmapRemains(at place: Range<UInt>) throws -> Bool {
        let answer = try Inquirer(context).ask(at: place.lowerBound, length: place.count)
        guard answer.owner?.inode == subject.inode else { return false }
        _ = Mapping(owning: place.lowerBound, length: place.count)
        return true
    }
}
