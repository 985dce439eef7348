// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// Where an operation is probed: a buffer, and a window of addresses of its own for its mappings.
///
/// Whatever is noted must be the same in each run of one kernel: no addresses, no inode numbers, nothing of what other
/// mappings the process has. So all mappings are made inside of a window that is reserved with PROT_NONE, and places are
/// told in pages from where a mapping of the buffer usually is.
final class ProbeScene {
    /// Pages of the buffer.
    static let pages = Subject.standardPages
    /// Pages of the window.
    private static let windowPages = 40
    /// Where the buffer is mapped, in pages from the window's start. Something is reserved in front.
    private static let home = 4

    let context: TestContext
    let subject: Subject
    /// The window's addresses.
    let range: Range<UInt>
    let target: MapTarget
    /// Its owner; a child's ends with the child.
    private let window: Mapping?

    init(_ exporter: ExporterCase, by route: Route, in context: TestContext) throws {
        self.context = context
        subject = try Subject(exporter, by: route, in: context, pages: Self.pages)
        target = try subject.mapTarget()
        let window = try Mapping(anonymous: Self.windowPages * Page.size, protection: .none)
        range = window.range
        self.window = consume window
    }

    private init(copyOf other: ProbeScene, in context: TestContext) {
        self.context = context
        subject = other.subject
        target = other.target
        range = other.range
        window = nil
    }

    // MARK: Places

    /// An address, by its page.
    func address(_ page: Int) -> UInt {
        range.lowerBound + UInt((Self.home + page) * Page.size)
    }

    /// The same as an argument of a system call.
    func place(_ page: Int) -> Int { address(page).asArgument }

    /// The length of that many pages.
    func bytes(_ pages: Int) -> Int { pages * Page.size }

    /// The buffer's whole length.
    var size: Int { bytes(Self.pages) }

    // MARK: Mapping

    /// Empties the window.
    func reserve() {
        _ = RawCall(
            cdmabuf_nr_mmap, range.lowerBound.asArgument, range.count, Int(PROT_NONE),
            Int(MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE), -1, 0)
    }

    /// Maps pages of the buffer by the subject's route.
    func mapBuffer(
        at page: Int = 0, from first: Int = 0, pages: Int = ProbeScene.pages,
        protection: Int32 = PROT_READ | PROT_WRITE,
        flags: Int32 = MAP_SHARED
    ) -> RawCall {
        RawCall(
            cdmabuf_nr_mmap, place(page), bytes(pages), Int(protection), Int(flags | MAP_FIXED),
            Int(target.descriptor), Int(truncatingIfNeeded: target.offset &+ UInt64(first) &* UInt64(bytes(1))))
    }

    /// Maps the whole buffer into an empty window; notes it if that fails.
    func fresh(
        _ step: String, protection: Int32 = PROT_READ | PROT_WRITE, flags: Int32 = MAP_SHARED
    ) -> Bool {
        reserve()
        let call = mapBuffer(protection: protection, flags: flags)
        if !call.isSuccess { note("\(step)/mmap", call.outcome) }
        return call.isSuccess
    }

    // MARK: Notes

    /// An observation: a line `observed NAME: VALUE` of the results.
    func note(_ name: String, _ value: String) {
        context.note("observed \(name): \(value)")
    }

    /// The mappings in the window, and how many there are.
    func noteMappings(_ name: String) {
        note(name + "/vmas", mappings)
    }

    /// What reading and then writing each page comes to.
    func noteTouches(_ name: String, at page: Int = 0, pages: Int = ProbeScene.pages) {
        note(name + "/read", PageTouch.reading(address(page), pages: pages).text)
        note(name + "/content", content(at: page, pages: pages))
        note(name + "/write", PageTouch.writing(address(page), pages: pages).text)
    }

    /// Both.
    func noteAll(_ name: String, at page: Int = 0, pages: Int = ProbeScene.pages) {
        noteMappings(name)
        noteTouches(name, at: page, pages: pages)
    }

    /// Runs a body in a forked child, whose notes become this scene's; notes it if there can be no child.
    func inChild(_ body: (ProbeScene) throws -> Void) throws {
        do {
            try context.inChild("in a child") { try body(ProbeScene(copyOf: self, in: $0)) }
        } catch let error as Errno {
            note("fork", ErrnoName.of(error))
        }
    }

    // MARK: What is there

    /// Each mapping in the window as `PAGE+PAGES MODE OFFSET FILE`; what is only reserved is left out.
    private var mappings: String {
        guard let file = TextFile.read("/proc/self/maps") else { return "unreadable" }
        // A file of maps is one of smaps without fields.
        let shown = SmapsEntry.parse(file, within: range).map(\.region).filter { !Self.isReserved($0) }
        return "\(shown.count)" + shown.map { "; " + text(of: $0) }.joined()
    }

    static func isReserved(_ region: MemoryRegion) -> Bool {
        region.inode == 0 && !region.isShared && region.protection == []
    }

    /// A mapping without what differs between two runs.
    func text(of region: MemoryRegion) -> String {
        let page = (Int(region.range.lowerBound) - Int(address(0))) / Page.size
        return "\(page)+\(region.length / UInt64(Page.size)) \(region.mode) \(offset(of: region)) \(file(of: region))"
    }

    /// Where a mapping is in its file: in pages from the buffer's start there, if that is known.
    func offset(of region: MemoryRegion) -> String {
        offset(region.offset)
    }

    func offset(_ offset: UInt64) -> String {
        // The exporter's own place goes first: where another device's happens to overlap it is no matter of the kernel's.
        let bases: [(String, UInt64?)] = [("", 0), ("native", subject.nativeOffset), ("route", target.offset)]
        for case (let name, let base?) in bases where offset >= base && offset - base < UInt64(subject.size) {
            return "\(name)+\((offset - base) / UInt64(Page.size))"
        }
        return "elsewhere"
    }

    private func file(of region: MemoryRegion) -> String {
        let inode = region.inode == 0 ? "none" : region.inode == subject.inode ? "own" : "other"
        let device = region.deviceMajor == 0 ? "" : "/device"
        guard let name = region.name else { return "-/\(inode)\(device)" }
        return "\(Self.stable(name))/\(inode)\(device)"
    }

    /// A file's name with its numbers taken out: which card or group it is depends on what was loaded before.
    static func stable(_ name: String) -> String {
        var text = ""
        for character in name where !(character.isNumber && text.last == "N") {
            text.append(character.isNumber ? "N" : character)
        }
        return text
    }

    /// Which page of the buffer each page shows.
    func content(at page: Int = 0, pages: Int = ProbeScene.pages) -> String {
        RunLengthText.of((page..<page + pages).map { content(of: address($0)) })
    }

    private func content(of address: UInt) -> String {
        guard let outcome = try? MemoryProbe.read(address) else { return "no handler" }
        switch outcome {
        case .segmentationFault(let code): return "SIGSEGV/\(code)"
        case .busError(let code): return "SIGBUS/\(code)"
        case .value: break
        }
        guard let pointer = UnsafeRawPointer(bitPattern: address) else { return "nowhere" }
        return describe(pointer.load(as: UInt64.self))
    }

    /// What the first word of a page says: the page's number, or what else it is.
    func describe(_ word: UInt64) -> String {
        if word == 0 { return "zero" }
        let first = subject.pattern.word(at: 0)
        guard word >> 40 == first >> 40, word & 0xFFF == 0 else { return "foreign" }
        return "#\(word >> 12 & 0xFFF_FFFF)"
    }
}
