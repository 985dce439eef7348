// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import CDMABufUAPI
import Glibc
import OwnershipTests
import SystemPackage

/// This program as PID 1 of the guest: sets the system up, has a child run one command, and stops the machine.
///
/// A child, because the kernel treats PID 1 unlike any program under test (no signal is fatal to it, every fault of
/// its is logged), and because a runner that dies shall still have a last line.
///
/// Mounts come first and nothing here is asynchronous: the Swift runtime wants /proc before it makes a thread.
struct GuestInit {
    private static let defaultChannel = "/dev/ttyS1"

    static func run() -> Never {
        let problems = mountAll()
        openStandardStreams()
        umask(0o022)
        setenv("PATH", "/sbin:/bin", 1)

        let arguments = commandLine()
        do {
            let channel = try ResultChannel(path: channelPath(in: arguments))
            try channel.replaceStandardStreams()
            supervise(channel) { obey(arguments, problems, channel) }
            try channel.drain()
        } catch {
            complain("dmabuf-selftest: \(error)")
        }
        stop()
    }

    private static let marker = "DMABUF_SELFTEST_GUEST"

    /// Whether this process runs for the guest's init, whose results end with a line of their own in any format.
    static var isGuest: Bool { getenv(marker) != nil }

    private static func supervise(_ channel: ResultChannel, _ body: () -> Void) {
        setenv(marker, "1", 1)
        let runner = fork()
        if runner == 0 {
            body()
            exit(0)
        }
        var status: Int32 = 0
        while true {
            // Orphans of the tests come here too.
            let ended = waitpid(-1, &status, 0)
            if ended == runner || (ended < 0 && errno != EINTR) { break }
        }
        let signal = status & 0x7F
        if runner < 0 || signal != 0 {
            let cause = runner < 0 ? "it could not be started" : "signal \(signal)"
            let end = TestEnvironment().end(exitCode: 1, leaks: 0)
            try? channel.write(Array("Bail out! the runner died: \(cause)\n# \(end.text)\n".utf8))
        }
    }

    private static func obey(_ arguments: [String], _ problems: [String], _ channel: ResultChannel) {
        func say(_ line: String) {
            do { try channel.write(Array("\(line)\n".utf8)) } catch { complain("dmabuf-selftest: \(error)") }
        }
        func end(_ code: Int32) { say("# " + TestEnvironment().end(exitCode: code, leaks: 0).text) }
        for problem in problems { say("# dmabuf-selftest: \(problem)") }

        do {
            var command = try SelftestCommand.parseAsRoot(arguments)
            do {
                try command.run()
            } catch is ExitCode
                where command is RunCommand || command is BenchCommand || command is EquivalenceCommand
            {
                // A run has ended its results itself before it throws its verdict.
                return
            }
            end(0)
        } catch {
            let code = SelftestCommand.exitCode(for: error).rawValue
            let message = SelftestCommand.fullMessage(for: error)
            say(code == 0 ? message : "Bail out! " + message.split(separator: "\n").joined(separator: " / "))
            end(code)
        }
    }

    /// The kernel's words after `--`. The runtime's argv can be empty in a PID 1.
    private static func commandLine() -> [String] {
        guard let file = try? FileDescriptor.open("/proc/self/cmdline", .readOnly) else {
            return Array(CommandLine.arguments.dropFirst())
        }
        defer { try? file.close() }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 8)
        defer { buffer.deallocate() }
        guard let count = try? file.read(into: buffer), count > 0 else {
            return Array(CommandLine.arguments.dropFirst())
        }
        let words = buffer[..<count].split(separator: 0, omittingEmptySubsequences: false).dropLast()
        return words.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }

    /// Looked for before the arguments are parsed: that they cannot be is the first thing to be said there.
    private static func channelPath(in arguments: [String]) -> String {
        for (index, argument) in arguments.enumerated() {
            if argument == "--channel", index + 1 < arguments.count { return arguments[index + 1] }
            if argument.hasPrefix("--channel=") { return String(argument.dropFirst("--channel=".count)) }
        }
        return defaultChannel
    }

    private static let fileSystems: [(kind: String, target: String)] = [
        ("proc", "/proc"), ("sysfs", "/sys"), ("devtmpfs", "/dev"), ("tmpfs", "/tmp"), ("tmpfs", "/dev/shm"),
        ("debugfs", "/sys/kernel/debug"),
    ]

    /// What could not be mounted, and why. That is no reason to stop: tests that need it say so.
    private static func mountAll() -> [String] {
        fileSystems.compactMap { kind, target in
            mkdir(target, 0o755)
            guard mount(kind, target, kind, 0, nil) != 0, errno != EBUSY else { return nil }
            return "cannot mount \(kind) on \(target): \(Errno(rawValue: errno))"
        }
    }

    /// An initramfs without /dev/console starts init with nothing open; a result must not land in "fd 1".
    private static func openStandardStreams() {
        while true {
            var file = open("/dev/console", O_RDWR | O_NOCTTY)
            if file < 0 { file = open("/dev/null", O_RDWR) }
            guard file >= 0 else { return }
            if file > 2 {
                close(file)
                return
            }
        }
    }

    /// The last resort where the channel itself is the problem.
    private static func complain(_ text: String) {
        guard let log = try? FileDescriptor.open("/dev/kmsg", .writeOnly) else { return }
        _ = try? log.writeAll("\(text)\n".utf8)
        try? log.close()
    }

    private static func stop() -> Never {
        sync()
        // With reboot=t and -no-reboot QEMU exits, without the way through ACPI that powering off takes.
        cdmabuf_restart_machine()
        while true { pause() }
    }
}
