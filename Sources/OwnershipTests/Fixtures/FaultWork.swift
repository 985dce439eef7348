// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import Synchronization
import SystemPackage

/// A thread that touches all pages of one mapping after the other, and then takes them away again.
final class FaultWork: Sendable {
    private let places: [FaultPlace]
    /// The test module.
    private let device: Int32
    private let deadline: Double
    private let seed: UInt64
    private let walked = Atomic<Int>(0)
    private let firstMistake = Mutex<String?>(nil)

    init(places: [FaultPlace], device: Int32, deadline: Double, seed: UInt64) {
        self.places = places
        self.device = device
        self.deadline = deadline
        self.seed = seed
    }

    /// Mappings of which all pages were touched, so far.
    var rounds: Int { walked.load(ordering: .relaxed) }

    /// The first access that did not find the buffer.
    var mistake: String? { firstMistake.withLock { $0 } }

    /// The thread's body.
    func run() {
        var random = SeededGenerator(seed: seed)
        while MonotonicClock.now < deadline, mistake == nil {
            let place = places[Int.random(in: 0..<places.count, using: &random)]
            touch(place, &random)
            takeAway(place, &random)
            walked.add(1, ordering: .relaxed)
        }
    }

    /// The bytes of a page's first word that name the page and the buffer.
    private static let telling = [1, 5]

    private func touch(_ place: FaultPlace, _ random: inout SeededGenerator) {
        // A word is written as it is: whoever copies it meanwhile copies the same.
        let writes = Bool.random(using: &random)
        for page in 0..<place.target.pages {
            let offset = page * Page.size
            let word = place.pattern.word(at: UInt64(offset))
            for byte in Self.telling {
                let expected = UInt8(truncatingIfNeeded: word >> (8 * byte))
                let address = place.range.lowerBound + UInt(offset + byte)
                let outcome = Result {
                    writes ? try MemoryProbe.write(expected, to: address) : try MemoryProbe.read(address)
                }
                guard case .success(.value(expected)) = outcome else {
                    return report("\(writes ? "writing" : "reading") byte \(byte) of page \(page): \(outcome)")
                }
            }
        }
    }

    private func report(_ mistake: String) {
        firstMistake.withLock { $0 = $0 ?? mistake }
    }

    /// The exporter moves the pages; or the mapping, or a part of it, is replaced by one alike; or a part becomes a VMA
    /// of its own, so that the next one who replaces it has several to unmap.
    private func takeAway(_ place: FaultPlace, _ random: inout SeededGenerator) {
        let first = Int.random(in: 0..<place.target.pages, using: &random)
        let count = Int.random(in: 1...place.target.pages - first, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0..<3:
            var argument = dvt_relocate()
            argument.size = UInt32(MemoryLayout<dvt_relocate>.size)
            argument.fd = place.buffer
            let result = cdmabuf_ioctl(device, cdmabuf_dvt_relocate, &argument)
            if result < 0 { report("relocating: \(ErrnoName.of(Errno(rawValue: -result)))") }
        case 3..<6: replace(place, 0, place.target.pages)
        case 6: replace(place, first, count)
        default:
            let start = UnsafeMutableRawPointer(bitPattern: place.range.lowerBound + UInt(first * Page.size))
            madvise(start, count * Page.size, MADV_DONTDUMP)
        }
    }

    /// Nothing is mapped there for a moment, but accesses wait until that is over: mmap_lock is held throughout.
    private func replace(_ place: FaultPlace, _ first: Int, _ count: Int) {
        let offset = first * Page.size
        let address = mmap(
            UnsafeMutableRawPointer(bitPattern: place.range.lowerBound + UInt(offset)), count * Page.size,
            PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, place.target.descriptor,
            off_t(place.target.offset) + off_t(offset))
        if address == MAP_FAILED { report("replacing a mapping: \(ErrnoName.of(Errno(rawValue: errno)))") }
    }
}
