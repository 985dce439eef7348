// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc

/// Where a buffer of the stress window is mapped from.
struct MapTarget: Sendable {
    let descriptor: Int32
    /// Of the buffer in that file, bytes.
    let offset: UInt64
    /// Pages.
    let pages: Int
}

/// Random changes to a window of addresses, by any thread or process that has it.
struct WindowMutator: Sendable {
    let window: Range<UInt>
    let routes: [MapTarget]
    /// dma-bufs that can be relocated.
    let movable: [Int32]
    /// The test module.
    let device: Int32
    /// mremap() leaves a hole for a moment, into which another thread's malloc() could fall.
    var mayMove = false

    func step(_ random: inout SeededGenerator) {
        let page = UInt(Page.size)
        let pages = Int(UInt(window.count) / page)
        let first = Int.random(in: 0..<pages, using: &random)
        let count = Int.random(in: 1...4, using: &random)
        guard first + count <= pages else { return }
        guard let start = UnsafeMutableRawPointer(bitPattern: window.lowerBound + UInt(first) * page) else { return }
        let length = count * Page.size
        switch Int.random(in: 0..<16, using: &random) {
        case 0..<6:
            let route = routes[Int.random(in: 0..<routes.count, using: &random)]
            guard route.pages >= count else { return }
            let place = Int.random(in: 0...route.pages - count, using: &random) * Page.size
            _ = mmap(
                start, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, route.descriptor,
                off_t(route.offset) + off_t(place))
        case 6: _ = mmap(start, length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
        case 7:
            // Not munmap(): whatever another thread maps next would come to lie in the window.
            _ = mmap(start, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0)
        case 8: mprotect(start, length, PROT_READ)
        case 9: mprotect(start, length, PROT_READ | PROT_WRITE)
        case 10: mprotect(start, length, PROT_NONE)
        case 11 where mayMove: move(start, length, to: Int.random(in: 0...pages - count, using: &random))
        case 12:
            var argument = dvt_relocate()
            argument.size = UInt32(MemoryLayout<dvt_relocate>.size)
            argument.fd = movable[Int.random(in: 0..<movable.count, using: &random)]
            _ = cdmabuf_ioctl(device, cdmabuf_dvt_relocate, &argument)
        default: _ = try? MemoryProbe.read(UInt(bitPattern: start))
        }
    }

    /// mremap() within the window. What it leaves is filled again, so that nothing else can settle there.
    private func move(_ start: UnsafeMutableRawPointer, _ length: Int, to page: Int) {
        guard let target = UnsafeMutableRawPointer(bitPattern: window.lowerBound + UInt(page * Page.size)) else {
            return
        }
        let distance = abs(target - start)
        guard distance >= length else { return }
        var moved: UnsafeMutableRawPointer?
        if cdmabuf_mremap(start, length, length, cdmabuf_mremap_maymove, target, &moved) == 0 {
            _ = mmap(start, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0)
        }
    }
}

/// A thread's share of the changes.
final class WindowWork: Sendable {
    private let mutator: WindowMutator
    private let deadline: Double
    private let seed: UInt64

    init(mutator: WindowMutator, deadline: Double, seed: UInt64) {
        self.mutator = mutator
        self.deadline = deadline
        self.seed = seed
    }

    func numbered(_ number: Int) -> WindowWork {
        WindowWork(mutator: mutator, deadline: deadline, seed: seed &+ UInt64(number) &+ 1)
    }

    func run() {
        var random = SeededGenerator(seed: seed)
        while MonotonicClock.now < deadline { mutator.step(&random) }
    }
}
