// SPDX-License-Identifier: GPL-2.0-only

/// What a process was started as.
enum ProcessCommand {
    /// Its command line, or in brackets its name: a kernel thread, or a process that is over, has no command line.
    static func text(of process: Int32) -> String {
        let folder = "/proc/\(process)"
        let arguments = (try? SmallFile.contents(of: "\(folder)/cmdline")) ?? []
        let words = arguments.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        if !words.isEmpty { return words.joined(separator: " ") }
        let name = (try? SmallFile.contents(of: "\(folder)/comm")) ?? []
        return "[\(String(decoding: name.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))]"
    }
}
