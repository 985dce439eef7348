// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// What the kernel logs from now on: it says there, and only there, why it does not take a module.
struct KernelLogTail: ~Copyable {
    private let file: FileDescriptor?

    /// Starts at the log's end. Without the right to read the log there is nothing to be read later.
    init() {
        file = try? FileDescriptor.open("/dev/kmsg", .readOnly, options: [.nonBlocking, .closeOnExec])
        _ = try? file?.seek(offset: 0, from: .end)
    }

    deinit {
        try? file?.close()
    }

    /// The lines logged since, that are about a module: those that start with one of its names.
    borrowing func lines(about names: [String], limit: Int = 4) -> [String] {
        var lines: [String] = []
        guard let file else { return lines }
        var record = [UInt8](repeating: 0, count: 8192)
        while lines.count < limit {
            let count: Int
            do {
                count = try record.withUnsafeMutableBytes { try file.read(into: $0) }
            } catch Errno.brokenPipe {
                continue  // Overtaken by the log: the next record is a later one.
            } catch {
                break  // EAGAIN: that was all.
            }
            guard count > 0 else { break }
            if let text = Self.text(ofRecord: record[..<count]), names.contains(where: { Self.isAbout($0, text) }) {
                lines.append(text)
            }
        }
        return lines
    }

    /// The text of a record `priority,sequence,time,flags;text`, its first line.
    static func text(ofRecord record: ArraySlice<UInt8>) -> String? {
        guard let semicolon = record.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let text = record[(semicolon + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a line starts with the module's name and a colon, dashes and underscores being the same.
    static func isAbout(_ module: String, _ text: String) -> Bool {
        let prefix = text.prefix { $0 != ":" && $0 != " " }
        func canonical(_ name: some StringProtocol) -> String { String(name.map { $0 == "-" ? "_" : $0 }) }
        return canonical(prefix) == canonical(module)
    }
}
