// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc

/// What it comes to when the pages of a range are touched one by one.
struct PageTouch {
    /// Where in its page a word is written to, in bytes. Not the first one, which says what page it is.
    static let place = 8

    /// What is written.
    static let marker: UInt64 = 0x5A5A_A5A5

    private var pages: [cdmabuf_touch]

    /// Reads a word of each page from an address on.
    static func reading(_ address: UInt, pages: Int) -> PageTouch {
        PageTouch(address, pages: pages, write: 0, value: 0)
    }

    /// Writes a word to each page from an address on.
    static func writing(_ address: UInt, pages: Int) -> PageTouch {
        PageTouch(address, pages: pages, write: 1, value: UInt(marker))
    }

    private init(_ address: UInt, pages count: Int, write: Int32, value: UInt) {
        pages = [cdmabuf_touch](repeating: cdmabuf_touch(), count: count)
        let error = pages.withUnsafeMutableBufferPointer { results -> Int32 in
            guard let first = results.baseAddress else { return 0 }
            return cdmabuf_touch_pages(address, Int32(count), UInt(Self.place), write, value, first)
        }
        if error != 0 { pages = [] }
    }

    /// Whether no page raised anything.
    var isWhole: Bool { !pages.isEmpty && pages.allSatisfy { $0.signal == 0 } }

    /// Each page: `ok` or the signal with its code, and how many faults it took.
    var text: String {
        pages.isEmpty ? "no handler" : RunLengthText.of(pages.map(Self.word))
    }

    private static func word(_ page: cdmabuf_touch) -> String {
        let outcome =
            switch page.signal {
            case 0: "ok"
            case SIGSEGV: "SIGSEGV/\(page.code)"
            case SIGBUS: "SIGBUS/\(page.code)"
            default: "signal \(page.signal)/\(page.code)"
            }
        return "\(outcome)+\(page.faults)\(page.is_elsewhere != 0 ? "@elsewhere" : "")"
    }
}
