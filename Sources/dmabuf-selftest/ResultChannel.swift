// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// Where the results go: standard output, a file, or a serial port of their own.
final class ResultChannel {
    private let file: FileDescriptor
    private let isOwned: Bool

    static var standardOutput: ResultChannel { ResultChannel(.standardOutput) }

    private init(_ file: FileDescriptor) {
        self.file = file
        isOwned = false
    }

    /// Opens `path` (made if missing). A terminal is set raw: no echo, no CR in front of LF, no flow control.
    init(path: String) throws(ChannelError) {
        do {
            file = try FileDescriptor.open(
                FilePath(path), .readWrite,
                options: [.create, .closeOnExec, FileDescriptor.OpenOptions(rawValue: O_NOCTTY)],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw ChannelError(path: path, action: "open", cause: "\(error)")
        }
        isOwned = true
        if isatty(file.rawValue) == 1 { try Self.setRaw(file, path: path) }
    }

    deinit {
        if isOwned { try? file.close() }
    }

    /// One `write()` where the other side takes it whole.
    func write(_ bytes: [UInt8]) throws {
        try file.writeAll(bytes)
    }

    /// Waits until a serial port has sent all of it; nothing to do for anything else.
    func drain() throws {
        if isatty(file.rawValue) == 1 { tcdrain(file.rawValue) }
    }

    /// Makes standard output and standard error this channel too, for what prints by itself.
    func replaceStandardStreams() throws {
        _ = try file.duplicate(as: .standardOutput)
        _ = try file.duplicate(as: .standardError)
    }

    private static func setRaw(_ file: FileDescriptor, path: String) throws(ChannelError) {
        var settings = termios()
        guard tcgetattr(file.rawValue, &settings) == 0 else {
            throw ChannelError(path: path, action: "tcgetattr", cause: "\(Errno(rawValue: errno))")
        }
        cfmakeraw(&settings)
        settings.c_cflag |= tcflag_t(CLOCAL)
        // The driver's waits are computed from the rate, whatever the virtual wire does.
        cfsetspeed(&settings, speed_t(B115200))
        guard tcsetattr(file.rawValue, TCSANOW, &settings) == 0 else {
            throw ChannelError(path: path, action: "tcsetattr", cause: "\(Errno(rawValue: errno))")
        }
    }
}

/// The channel cannot be used; the text names it.
struct ChannelError: Error, CustomStringConvertible {
    let path: String
    let action: String
    let cause: String

    var description: String { "\(action) \(path): \(cause)" }
}
