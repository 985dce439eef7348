// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

// A reader that is not told of the end waits for ever.
@Suite(.timeLimit(.minutes(1)))
struct SerialPipeTests {
    @Test func whatIsWrittenArrivesUntilTheLastWriterHasGone() async throws {
        let scratch = try Scratch()
        let pipe = try SerialPipe(making: scratch.path.appending("console"))
        let first = try FileDescriptor.open(pipe.path, .writeOnly)
        let second = try FileDescriptor.open(pipe.path, .writeOnly)
        try first.writeAll("one, ".utf8)
        try first.close()
        try second.writeAll("two".utf8)
        try second.close()
        var bytes: [UInt8] = []
        for await chunk in pipe.chunks { bytes += chunk }
        #expect(String(decoding: bytes, as: UTF8.self) == "one, two")
    }

    @Test func manyThatNobodyWritesToEndAtOnce() async throws {
        let scratch = try Scratch()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<64 {
                let path = scratch.path.appending("pipe\(number)")
                group.addTask {
                    let pipe = try SerialPipe(making: path)
                    pipe.finishWriting()
                    var count = 0
                    for await chunk in pipe.chunks { count += chunk.count }
                    return count
                }
            }
            for try await count in group { #expect(count == 0) }
        }
    }
}
