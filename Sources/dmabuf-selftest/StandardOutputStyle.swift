// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// How text is to look on standard output: a terminal has a width, and shows bold unless it is told not to.
enum StandardOutputStyle {
    static var current: TextStyle {
        guard isatty(STDOUT_FILENO) == 1 else { return TextStyle() }
        let isPlain = text("NO_COLOR")?.isEmpty == false || text("TERM") == "dumb"
        return TextStyle(width: width, hasEmphasis: !isPlain)
    }

    /// In characters; nil where nobody knows.
    private static var width: Int? {
        if let columns = text("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private static func text(_ variable: String) -> String? {
        getenv(variable).map { String(cString: $0) }
    }
}
