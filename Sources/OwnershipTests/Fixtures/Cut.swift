// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// How a mapping was made or cut before it was first touched.
enum Cut: String, Sendable, CaseIterable {
    case whole
    case eachPage = "each-page"
    case headUnmapped = "head-unmapped"
    case middleProtected = "middle-protected"
    case tailMoved = "tail-moved"

    func applies(to route: Route, of exporter: ExporterCase) -> Bool {
        self != .eachPage || exporter.takesOffsets(route)
    }

    /// Cuts a mapping of the subject's, and looks at what it shows.
    func check(_ subject: Subject) throws {
        let page = Page.size
        switch self {
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
