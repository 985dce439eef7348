// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// Here is a pointer that somebody gave us: have a camera write a frame there, without a copy.
///
/// The camera wants a dma-buf, and who gave us the pointer has none to give.
@main
struct PointerExample {
    /// What a run comes to: the exit code.
    private enum Outcome: Int32 {
        case done = 0
        case frameElsewhere = 1
        case noOwner = 2
        case failed = 3
        case usage = 64
    }

    static func main() {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            say(Options.usage, to: .standardError)
            exit(Outcome.usage.rawValue)
        }
        do {
            exit(try run(options).rawValue)
        } catch {
            say("pointer-example: \(error)", to: .standardError)
            exit(Outcome.failed.rawValue)
        }
    }

    private static func run(_ options: Options) throws(SystemCallError) -> Outcome {
        let camera = try Camera(path: options.device)
        let expected = try camera.read()
        let registry = options.usesRegistry ? BufferRegistry() : nil
        var picture = try Picture(
            size: camera.size, skipping: 10 * camera.stride, isDMABuf: !options.isPlainMemory, registry: registry)
        if options.movesMemory { try picture.move() }
        return try capture(camera, into: picture, expecting: expected, registry)
    }

    /// What this is about: from a pointer to a buffer that a device can be given.
    private static func capture(
        _ camera: Camera, into picture: borrowing Picture, expecting expected: [UInt8], _ registry: BufferRegistry?
    ) throws(SystemCallError) -> Outcome {
        let memory = picture.part
        let found = if let registry { try registry.owner(of: memory) } else { try KernelQuestion.owner(of: memory) }
        guard let owner = found else {
            say("the pointer is into memory of no dma-buf")
            return .noOwner
        }
        say("the pointer is at offset \(owner.offset) of dma-buf \(owner.buffer.inode)")

        try camera.capture(into: owner.buffer.descriptor)

        // The frame begins with the buffer, so that what is behind the pointer is the frame from the offset on.
        try owner.buffer.synchronize(.read, end: false)
        let hasArrived = memory.elementsEqual(expected.dropFirst(Int(clamping: owner.offset)))
        try owner.buffer.synchronize(.read, end: true)

        say("the frame is \(hasArrived ? "" : "NOT ")in the memory behind the pointer")
        return hasArrived ? .done : .frameElsewhere
    }

    private static func say(_ text: String, to file: FileDescriptor = .standardOutput) {
        // Nobody is left to be told that it failed.
        _ = try? file.writeAll("\(text)\n".utf8)
    }
}
