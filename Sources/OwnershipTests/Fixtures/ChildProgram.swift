// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc
import SystemPackage

/// A program, run as somebody would run it, and what came of it.
struct ChildProgram {
    /// The program that is running: the runner itself.
    static let runner = "/proc/self/exe"

    let status: ChildStatus
    let output: String
    let errors: String

    /// Runs a program to its end.
    /// - Parameters:
    ///   - path: The program.
    ///   - user: The user, and group, that it is run as; nil for this process's.
    ///   - arguments: Made of the process id that the program will have.
    static func run(
        _ path: String, asUser user: UInt32? = nil, _ arguments: (Int32) -> [String]
    ) throws -> ChildProgram {
        let output = try FileDescriptor.pipe()
        let errors = try FileDescriptor.pipe()
        let pid = fork()
        if pid == 0 {
            cdmabuf_die_with_parent()
            _ = try? output.writeEnd.duplicate(as: .standardOutput)
            _ = try? errors.writeEnd.duplicate(as: .standardError)
            for end in [output.readEnd, output.writeEnd, errors.readEnd, errors.writeEnd] { try? end.close() }
            if let user, cdmabuf_become_user(user) != 0 { _exit(126) }
            var words: [UnsafeMutablePointer<CChar>?] =
                ([path] + arguments(getpid())).map { strdup($0) } + [nil]
            execv(path, &words)
            _exit(127)
        }
        let error = errno
        try output.writeEnd.close()
        try errors.writeEnd.close()
        defer {
            try? output.readEnd.close()
            try? errors.readEnd.close()
        }
        guard pid > 0 else { throw Errno(rawValue: error) }
        let texts = (text(of: output.readEnd), text(of: errors.readEnd))
        return ChildProgram(status: try ChildStatus.wait(for: pid), output: texts.0, errors: texts.1)
    }

    private static func text(of file: FileDescriptor) -> String {
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
        defer { chunk.deallocate() }
        while let count = try? file.read(into: chunk), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
