// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// The exporter reaches every mapping of its buffer, by whichever route it was made and whatever became of it since.
///
/// Needs no answer from the kernel: with or without the series the exporter's zap has to work.
enum ReverseMapSuite {
    static let suite = Suite(
        "reverse-map",
        exporters.flatMap { exporter in
            exporter.routes.filter { $0 != .gemImporter }.flatMap { route in
                State.allCases.flatMap { state in
                    [Event.relocate, .revoke].map { event in
                        Test(
                            "\(event.rawValue)/\(exporter.name)/\(route.rawValue)/\(state.rawValue)",
                            needs: [.testModule]
                        ) { try check(event, state, Subject(exporter, by: route, in: $0), $0) }
                    }
                }
            }
        } + [
            // A GEM import attaches for good. Before 7.3 it maps for good as well, so that the buffer cannot move; it
            // can be revoked.
            Test("revoke/module-fault/importer-vgem/plain", needs: [.testModule, .vgem]) {
                try check(.revoke, .plain, Subject(.faulted, by: .gemImporter, in: $0), $0)
            },
            Test("relocate-refused-while-attached", needs: [.testModule, .vgem]) { context in
                let subject = try Subject(.faulted, by: .gemImporter, in: context)
                guard KernelRelease.running < KernelRelease(7, 3) else {
                    try check(.relocate, .plain, subject, context)
                    return
                }
                do {
                    try TestModuleDevice().relocate(subject.descriptor)
                    context.fail("an attached buffer was moved")
                } catch let error as SystemCallError {
                    context.equal(error.errno, .resourceBusy, "relocating an attached buffer")
                }
            },
            Test("others-undisturbed", needs: [.testModule], body: checkOthers),
            Test("new-mappings-after-revoke", needs: [.testModule], body: checkNewMappings),
        ])

    private static let exporters: [ExporterCase] = [
        .faulted, .faultedPages, .remapped, .inserted, .native, .nativePages, .nativeRemapped, .nativeInserted,
    ]

    private enum Event: String { case relocate, revoke }

    private enum State: String, CaseIterable { case plain, split, moved, forked, readOnly = "read-only" }

    private static func check(
        _ event: Event, _ state: State, _ subject: Subject, _ context: TestContext
    ) throws {
        let device = try TestModuleDevice()
        // Touched before anything else, so that there is something to zap.
        var mapping = try subject.map()
        subject.expectContent(of: mapping, offset: 0, "before")
        switch state {
        case .plain:
            let frames = PageMap.frames(of: mapping.range)
            try strike(event, device, subject)
            try expectStruck(event, subject, mapping, offset: 0, context)
            if event == .relocate, subject.canFaultIn, let frames, let now = PageMap.frames(of: mapping.range) {
                for (page, pair) in zip(frames, now).enumerated() {
                    context.check(pair.0 != pair.1, "page \(page) is still at the frame 0x\(String(pair.0, radix: 16))")
                }
            }
        case .readOnly:
            try mapping.protect(.read)
            try strike(event, device, subject)
            try expectStruck(event, subject, mapping, offset: 0, isWritable: false, context)
        case .split:
            let tail = try mapping.unmapHole(at: 2 * Page.size, length: Page.size)
            try strike(event, device, subject)
            try context.labelled("head") { try expectStruck(event, subject, mapping, offset: 0, context) }
            try context.labelled("tail") { try expectStruck(event, subject, tail, offset: 3 * Page.size, context) }
        case .moved:
            try mapping.move()
            subject.expectContent(of: mapping, offset: 0, "moved, before")
            try strike(event, device, subject)
            try expectStruck(event, subject, mapping, offset: 0, context)
        case .forked:
            // The child strikes: its own mapping and its parent's are both hit, or one of them is not.
            let copy = mapping.range
            try context.inChild("in the child") { child in
                try strike(event, device, subject)
                try expectStruck(event, subject, copy, offset: 0, isWritable: true, child)
            }
            try context.labelled("in the parent") { try expectStruck(event, subject, mapping, offset: 0, context) }
        }
    }

    private static func strike(_ event: Event, _ device: borrowing TestModuleDevice, _ subject: Subject) throws {
        switch event {
        case .relocate: try device.relocate(subject.descriptor)
        case .revoke: try device.revoke(subject.descriptor)
        }
    }

    private static func expectStruck(
        _ event: Event, _ subject: Subject, _ mapping: borrowing Mapping, offset: Int, isWritable: Bool = true,
        _ context: TestContext
    ) throws {
        try expectStruck(event, subject, mapping.range, offset: offset, isWritable: isWritable, context)
    }

    private static func expectStruck(
        _ event: Event, _ subject: Subject, _ range: Range<UInt>, offset: Int, isWritable: Bool, _ context: TestContext
    ) throws {
        guard event == .relocate, subject.canFaultIn else {
            try expectBusErrors(range, "after the pages were taken away", context)
            return
        }
        let device = try TestModuleDevice()
        let faults = try device.statistics(of: subject.descriptor).faults
        let pages = range.count / Page.size
        let content = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(bitPattern: range.lowerBound), count: range.count)
        if let mismatch = subject.pattern.mismatch(in: content, offset: UInt64(offset)) {
            context.fail("after relocation: \(mismatch)")
        }
        context.equal(
            try device.statistics(of: subject.descriptor).faults - faults, UInt64(pages),
            "faults of \(pages) relocated pages (none: they were not zapped)")

        // The same content could still be the old pages': what is written to the buffer now must be seen.
        let direct = try subject.mapDirectly()
        for page in 0..<pages {
            let place = offset + page * Page.size + 8
            let marker = ~subject.pattern.word(at: UInt64(place))
            direct.withMutableBytes { $0.storeBytes(of: marker, toByteOffset: place, as: UInt64.self) }
            context.equalHex(
                content.load(fromByteOffset: page * Page.size + 8, as: UInt64.self), marker,
                "page \(page): a word written to the relocated buffer")
            direct.withMutableBytes { $0.storeBytes(of: ~marker, toByteOffset: place, as: UInt64.self) }
        }
        if isWritable { try expectStoresArrive(range, offset, direct, context) }
    }

    private static func expectStoresArrive(
        _ range: Range<UInt>, _ offset: Int, _ direct: borrowing Mapping, _ context: TestContext
    ) throws {
        for (page, address) in stride(from: range.lowerBound, to: range.upperBound, by: Page.size).enumerated() {
            let place = offset + page * Page.size
            let old = direct.withBytes { $0[place] }
            let outcome = try MemoryProbe.write(~old, to: address)
            context.equal(outcome, .value(~old), "page \(page): writing after relocation")
            context.equalHex(direct.withBytes { $0[place] }, ~old, "page \(page): what was written, in the buffer")
            _ = try MemoryProbe.write(old, to: address)
        }
    }

    private static func expectBusErrors(_ range: Range<UInt>, _ what: String, _ context: TestContext) throws {
        for (page, address) in stride(from: range.lowerBound, to: range.upperBound, by: Page.size).enumerated() {
            let outcome = try MemoryProbe.read(address)
            if case .busError = outcome { continue }
            context.fail("page \(page) at 0x\(String(address, radix: 16)), \(what): expected SIGBUS, saw \(outcome)")
        }
    }

    /// Neither another buffer, nor other memory next to the struck one, notices anything.
    private static func checkOthers(_ context: TestContext) throws {
        let device = try TestModuleDevice()
        let victim = try Subject(.native, by: .native, in: context)
        let neighbour = try Subject(.native, by: .native, in: context)
        var range = try Mapping(anonymous: 3 * Page.size)
        range.withMutableBytes { $0[0] = 42 }
        let mapping = try victim.map()
        try range.overlay(at: Page.size, with: victim.descriptor, length: Page.size)
        let other = try neighbour.map()
        neighbour.expectContent(of: other, offset: 0, "before")
        victim.expectContent(of: mapping, offset: 0, "before")
        let faults = try device.statistics(of: neighbour.descriptor).faults

        try device.revoke(victim.descriptor)
        neighbour.expectContent(of: other, offset: 0, "another buffer of the module")
        context.equal(
            try device.statistics(of: neighbour.descriptor).faults, faults,
            "faults of the other buffer: it was zapped too")
        context.equal(range.withBytes { $0[0] }, 42, "anonymous memory next to a revoked mapping")
        context.equal(try range.probeRead(at: 2 * Page.size), .value(0), "anonymous memory behind a revoked mapping")
        try expectBusErrors(mapping.range, "after revoke", context)
        try expectBusErrors(
            range.address + UInt(Page.size)..<range.address + UInt(2 * Page.size), "after revoke", context)
    }

    private static func checkNewMappings(_ context: TestContext) throws {
        for exporter in exporters {
            for route in exporter.routes where route != .gemImporter {
                let subject = try Subject(exporter, by: route, in: context)
                try TestModuleDevice().revoke(subject.descriptor)
                do {
                    _ = try subject.map()
                    context.fail("\(exporter.name) by \(route.rawValue): a revoked buffer could be mapped")
                } catch let error as SystemCallError {
                    context.equal(
                        error.errno, Errno(rawValue: ENODEV),
                        "\(exporter.name) by \(route.rawValue): mapping after revoke")
                }
            }
        }
    }
}
