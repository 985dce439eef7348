// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A mapping shows the bytes of the buffer that belong there, also where it begins inside of the buffer or was cut
/// before it was first touched.
///
/// Asks the kernel for no owner: these tests run, and fail where they are due to, on a kernel without the series
/// (drm_gem_shmem_fault() looks a page up by its place in the VMA, not in the object).
enum ContentSuite {
    static let suite = Suite(
        "content",
        ExporterCase.all.flatMap { exporter in
            exporter.routes.flatMap { route in
                Cut.allCases.filter { $0.applies(to: route, of: exporter) }.map { cut in
                    Test("\(exporter.name)/\(route.rawValue)/\(cut.rawValue)", needs: exporter.needs + route.needs) {
                        try check(cut, Subject(exporter, by: route, in: $0), $0)
                    }
                }
            }
        })

    private enum Cut: String, CaseIterable {
        case whole
        case eachPage = "each-page"
        case headUnmapped = "head-unmapped"
        case middleProtected = "middle-protected"
        case tailMoved = "tail-moved"

        func applies(to route: Route, of exporter: ExporterCase) -> Bool {
            self != .eachPage || MappingState.pageOffset.applies(to: route, of: exporter)
        }
    }

    private static func check(_ cut: Cut, _ subject: Subject, _ context: TestContext) throws {
        let page = Page.size
        switch cut {
        case .whole:
            let mapping = try subject.map()
            subject.expectContent(of: mapping, offset: 0, "whole")
        case .eachPage:
            for number in 0..<Subject.standardPages {
                let mapping = try subject.map(fromPage: number, pages: 1)
                subject.expectContent(of: mapping, offset: number * page, "mapped at page \(number)")
            }
        case .headUnmapped:
            var head = try subject.map()
            let tail = head.splitOff(at: 2 * page)
            try head.unmap()
            subject.expectContent(of: tail, offset: 2 * page, "faulted in after its head was unmapped")
        case .middleProtected:
            var mapping = try subject.map()
            try mapping.protect(.read, offset: 2 * page, length: 2 * page)
            subject.expectContent(of: mapping, offset: 0, "faulted in after the middle became read-only")
        case .tailMoved:
            var head = try subject.map()
            var tail = head.splitOff(at: 3 * page)
            try tail.move()
            subject.expectContent(of: tail, offset: 3 * page, "faulted in after it was moved")
            subject.expectContent(of: head, offset: 0, "faulted in after its tail was moved")
        }
    }
}
