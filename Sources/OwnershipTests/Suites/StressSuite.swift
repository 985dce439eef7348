// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// Questions while the answer changes: an answer is a right one or a legal error, and its bytes are never another
/// buffer's.
enum StressSuite {
    static let suite = Suite(
        "stress",
        [
            Test("other-process", needs: [.testModule, .getDMABuf]) { context in
                let arena = try StressArena(context)
                try arena.withMutatingChildren(2) { children in
                    arena.askUntilDeadline { $0.isMultiple(of: 2) ? children[0] : children[1] }
                }
            },
            Test("same-process", needs: [.testModule, .getDMABuf]) { context in
                let arena = try StressArena(context)
                try arena.withMutatingThreads(2) { arena.askUntilDeadline { _ in nil } }
            },
            Test("fork-and-exit", needs: [.testModule, .getDMABuf]) { context in
                let arena = try StressArena(context)
                let deadline = MonotonicClock.now + context.options.stressSeconds
                var forks = 0
                // A busy machine forks twice a second, which leaves the window empty.
                while MonotonicClock.now < deadline || forks < 32 {
                    arena.mutateOnce()
                    let child = try ForkedProcess()
                    for number in 0..<8 { arena.ask(number, of: child.identifier) }
                    try child.end()
                    forks += 1
                }
                context.note("\(forks) forks")
                arena.conclude()
            },
            Test("faults-while-zapped", needs: [.testModule]) { context in
                try FaultRace(context).run()
            },
            Test("buffers-let-go-of", needs: [.root, .testModule, .getDMABuf, .vgem, .udmabuf]) { context in
                try LifetimeRace(context).run()
            },
            Test("import-closed-while-mapped", needs: [.getDMABuf, .vgem, .udmabuf]) { context in
                try ImportRace(context).run()
            },
        ])
}
