// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

struct InPlaceWriterTests {
    private struct Stop: Error {}

    private let scratch: Scratch
    private let writer: InPlaceWriter
    private let overlay = TreeOverlay(files: [
        "mm/memory.c": .init(bytes: Array("new\n".utf8), isExecutable: false),
        "mm/fresh/file.c": .init(bytes: Array("fresh\n".utf8), isExecutable: false),
        "mm/gone.c": nil,
        "scripts/tool": .init(bytes: Array("#!/bin/sh\n".utf8), isExecutable: true),
    ])

    init() throws {
        scratch = try Scratch()
        try scratch.write("mm/memory.c", "old\n")
        try scratch.write("mm/gone.c", "gone\n")
        try scratch.write("scripts/tool", "#!/bin/sh\n")
        writer = InPlaceWriter(scratch.path)
    }

    private var states: [String: FileTree.Status] { writer.states(of: Array(overlay.files.keys)) }

    /// Names, states and contents of everything, hidden files included.
    private func snapshot() throws -> [String: String] {
        var found: [String: String] = [:]
        for file in FileTree.files(below: scratch.path) + FileTree.names(in: scratch.path) {
            let status = try #require(FileTree.status(scratch.path.appending(file)))
            let content = status.isRegular ? try scratch.read(file) : ""
            found[file] = status.isRegular ? "\(status.mode) \(status.inode) \(status.modified) \(content)" : "folder"
        }
        return found
    }

    @Test func everythingIsWritten() async throws {
        let changed = try await writer.write(overlay, states: states)
        #expect(changed == 4)
        #expect(FileTree.files(below: scratch.path) == ["mm/fresh/file.c", "mm/memory.c", "scripts/tool"])
        #expect(try scratch.read("mm/memory.c") == "new\n")
        #expect(FileTree.status(scratch.path.appending("scripts/tool")).map { $0.mode & 0o777 } == 0o755)
        #expect(FileTree.names(in: scratch.path) == ["mm", "scripts"])
    }

    @Test(arguments: ["mm/fresh/file.c", "mm/gone.c", "mm/memory.c", "scripts/tool"])
    func aFailureBeforeAnyFileBringsTheSameFilesBack(_ file: String) async throws {
        let before = try snapshot()
        await #expect(throws: Stop.self) {
            _ = try await writer.write(overlay, states: states) { if $0 == file { throw Stop() } }
        }
        #expect(try snapshot() == before)
    }

    @Test func aFileThatChangesMeanwhileStopsIt() async throws {
        let states = states
        try scratch.write("mm/memory.c", "an edit\n")
        let before = try snapshot()
        let failure = await #expect(throws: LabFailure.self) {
            _ = try await writer.write(overlay, states: states)
        }
        #expect(failure?.message.contains("mm/memory.c was changed while") == true)
        #expect(try snapshot() == before)
    }

    @Test(arguments: ["mm/gone.c", "scripts/tool"])
    func whatAKilledRunHasLeftIsPutBackByTheNext(_ file: String) async throws {
        let before = try snapshot()
        let copy = scratch.path.appending("copy")
        let work = scratch.path.appending(InPlaceWriter.folderName)
        // What is there at that moment is what a run killed then leaves behind.
        await #expect(throws: Stop.self) {
            _ = try await writer.write(overlay, states: states) {
                guard $0 == file else { return }
                try FileTree.rename(work, to: copy)
                throw Stop()
            }
        }
        try FileTree.remove(work)
        try FileTree.rename(copy, to: work)
        #expect(try snapshot() != before)
        #expect(try await writer.recover())
        #expect(try snapshot() == before)
        #expect(try await !writer.recover())
    }

    @Test func aFolderThatIsALinkIsNotFollowed() async throws {
        let elsewhere = try Scratch()
        try elsewhere.write("memory.c", "old\n")
        try FileTree.remove(scratch.path.appending("mm"))
        try FileTree.link(scratch.path.appending("mm"), to: elsewhere.path.string)
        await #expect(throws: LabFailure.self) {
            _ = try await writer.write(overlay, states: states)
        }
        #expect(try elsewhere.read("memory.c") == "old\n")
        #expect(FileTree.names(in: elsewhere.path) == ["memory.c"])
    }

    @Test func twoAtOnceAreRefused() async throws {
        let (tree, overlay, states) = (scratch.path, overlay, states)
        _ = try await writer.write(overlay, states: states) { file in
            guard file == "mm/gone.c" else { return }
            #expect(FileTree.exists(tree.appending(InPlaceWriter.folderName).appending("lock")))
        }
        try FileTree.makeFolder(tree.appending(InPlaceWriter.folderName))
        let failure = await #expect(throws: LabFailure.self) {
            _ = try await writer.write(overlay, states: writer.states(of: Array(overlay.files.keys)))
        }
        #expect(failure?.message.contains("another run") == true)
    }
}
