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
        var (allocations, refusals) = (0, 0)
        while true {
            var mapping = try subject.map()
            var isDone = false
            let wasHad = try faults.fail(allocations + 1) { isDone = try step.isDone(with: &mapping, of: subject) }
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
        let after = try TestModuleDevice().statistics()
        context.equal(after.vmas, before.vmas, "\(step.rawValue): the module's mappings")
        context.equal(after.references, before.references, "\(step.rawValue): the module's references")
    }
}
