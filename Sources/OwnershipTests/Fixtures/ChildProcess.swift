// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc
import SystemPackage

extension TestContext {
    /// Runs checks in a forked child, which has a copy of every mapping. Its failures and notes become this test's.
    ///
    /// This process is single-threaded whenever a test starts, so that the child may run Swift.
    func inChild(_ label: String, _ body: (TestContext) throws -> Void) throws {
        let pipe = try FileDescriptor.pipe()
        let pid = fork()
        guard pid >= 0 else {
            let error = Errno(rawValue: errno)
            try pipe.readEnd.close()
            try pipe.writeEnd.close()
            throw error
        }
        if pid == 0 {
            cdmabuf_die_with_parent()
            let context = TestContext(environment: environment, options: options)
            do {
                try body(context)
            } catch {
                context.fail("unexpected error: \(error)")
            }
            // NUL ends each, so that what was cut short can be told.
            let report = (context.failures.map { "F\($0)\0" } + context.notes.map { "N\($0)\0" }).joined()
            let isSent = (try? pipe.writeEnd.writeAll(report.utf8)) != nil
            _exit(isSent ? 0 : 1)
        }
        try pipe.writeEnd.close()
        let report = Self.drain(pipe.readEnd)
        try pipe.readEnd.close()
        let status = try ChildStatus.wait(for: pid)
        let lines = report.split(separator: "\0")
        for line in lines where line.hasPrefix("N") { note(String(line.dropFirst())) }
        labelled(label) {
            adopt(failures: lines.filter { $0.hasPrefix("F") }.map { String($0.dropFirst()) })
            if let problem = status.problem { fail(problem) }
        }
    }

    private static func drain(_ file: FileDescriptor) -> String {
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
        defer { chunk.deallocate() }
        while let count = try? file.read(into: chunk), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
