// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Pointers into a window of addresses in which mappings come and go, handed to a video device all the time.
final class UserPointerRace {
    private static let windowPages = 16

    private let context: TestContext
    private let camera: Camera
    private let device: TestModuleDevice
    private let window: ContestedWindow
    private var accepted = 0
    private var refusals: [String: Int] = [:]

    init(_ context: TestContext) throws {
        self.context = context
        camera = try Camera(context)
        device = try TestModuleDevice()
        window = try ContestedWindow(pages: Self.windowPages, first: .faulted, device: device, context)
    }

    func run() throws {
        let seed = context.options.seed
        let deadline = MonotonicClock.now + context.options.stressSeconds
        let work = WindowWork(mutator: window.mutator, deadline: deadline, seed: seed)
        let thread = try WorkThread { work.numbered(1).run() }
        let outcome = Result { try handOver(until: deadline, seed) }
        thread.join()
        try outcome.get()
        let errors = refusals.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        context.note("seed \(seed): \(accepted) accepted, \(errors.isEmpty ? "no refusals" : errors)")
        // Both polarities: a race in which every pointer was taken, or none, was none.
        context.check(accepted > 0, "no pointer was accepted")
        context.check(!refusals.isEmpty, "no pointer was refused")
    }

    private func handOver(until deadline: Double, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var turn = 0
        while MonotonicClock.now < deadline {
            let page = Int.random(in: 0...Self.windowPages - Camera.framePages, using: &random)
            do {
                try camera.enqueue(turn % 4, window.address + UInt(page * Page.size))
                accepted += 1
                if accepted.isMultiple(of: 8) {
                    try camera.start()
                    try camera.dequeue()
                }
            } catch let error as SystemCallError where error.errno == .badAddress {
                refusals[ErrnoName.of(error.errno), default: 0] += 1
            }
            try camera.stop()
            turn += 1
        }
    }
}
