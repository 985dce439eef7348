// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// Accesses that are not the program's own: by the kernel on its behalf, by a debugger, by pinning pages.
extension ProbeOperation {
    static let access: [ProbeOperation] = [
        ProbeOperation("kernel-copies") { scene in
            for (name, protection) in [("rw", PROT_READ | PROT_WRITE), ("r", PROT_READ), ("none", PROT_NONE)] {
                guard scene.fresh(name, protection: protection) else { return }
                try scene.notePipe("\(name)/from", cdmabuf_nr_write, cdmabuf_nr_read)
                try scene.noteFill(name)
                scene.note("\(name)/content", scene.content())
            }
        },
        ProbeOperation("proc-mem") { scene in
            for (name, protection) in [("rw", PROT_READ | PROT_WRITE), ("r", PROT_READ), ("none", PROT_NONE)] {
                for isTouched in [false, true] {
                    let step = name + (isTouched ? "/touched" : "/untouched")
                    guard scene.fresh(step, protection: protection) else { return }
                    if isTouched { _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages) }
                    scene.noteMemoryFile("\(step)/self", "/proc/self/mem")
                    scene.note("\(step)/content", scene.content())
                }
            }
            guard scene.fresh("other") else { return }
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            let child = try ForkedProcess()
            scene.noteMemoryFile("other", "/proc/\(child.identifier)/mem")
            try child.end()
        },
        ProbeOperation("proc-mem-private") { scene in
            guard scene.fresh("fresh", flags: MAP_PRIVATE) else { return }
            scene.noteMemoryFile("untouched", "/proc/self/mem")
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            scene.noteMemoryFile("copied", "/proc/self/mem")
        },
        ProbeOperation("ptrace") { scene in
            guard scene.fresh("fresh") else { return }
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            let child = try ForkedProcess()
            scene.noteTrace("touched", child.identifier)
            try child.end()
            scene.note("touched/content", scene.content())
            guard scene.fresh("read-only", protection: PROT_READ) else { return }
            let second = try ForkedProcess()
            scene.noteTrace("read-only", second.identifier)
            try second.end()
            scene.note("read-only/content", scene.content())
        },
        ProbeOperation("process-vm") { scene in
            guard scene.fresh("fresh") else { return }
            var word: UInt64 = 0
            let process = Int(getpid())
            for (name, number) in [("readv", cdmabuf_nr_process_vm_readv), ("writev", cdmabuf_nr_process_vm_writev)] {
                for page in [0, 3] {
                    let call = withUnsafeMutableBytes(of: &word) { word in
                        scene.withVector(word.asArgument, 8) { local in
                            scene.withVector(scene.place(page), 8) { RawCall(number, process, local, 1, $0, 1, 0) }
                        }
                    }
                    scene.note("\(name)/page-\(page)", call.count)
                    scene.note("\(name)/page-\(page)/word", scene.describe(word))
                }
            }
        },
        ProbeOperation("vmsplice") { scene in
            for (name, protection) in [("rw", PROT_READ | PROT_WRITE), ("r", PROT_READ)] {
                for flags in [0, 8] {
                    let step = name + (flags == 0 ? "" : "/gift")
                    guard scene.fresh(step, protection: protection) else { return }
                    try scene.noteSplice(step, flags: flags)
                    scene.noteAll(step)
                }
            }
        },
        ProbeOperation("direct-io") { scene in
            guard scene.fresh("fresh") else { return }
            let path = "/dev/shm/dmabuf-probe-\(getpid())"
            let options: FileDescriptor.OpenOptions = [
                .create, .truncate, .closeOnExec, FileDescriptor.OpenOptions(rawValue: cdmabuf_open_direct),
            ]
            defer { unlink(path) }
            do {
                let file = try FileDescriptor.open(
                    FilePath(path), .readWrite, options: options, permissions: .ownerReadWrite)
                let number = Int(file.rawValue)
                scene.note("write", RawCall(cdmabuf_nr_pwrite, number, scene.place(0), scene.size, 0).count)
                scene.note("read", RawCall(cdmabuf_nr_pread, number, scene.place(0), scene.size, 0).count)
                scene.noteAll("after")
                try file.close()
            } catch let error as Errno {
                scene.note("open", ErrnoName.of(error))
            }
        },
        ProbeOperation("io-uring") { scene in
            guard scene.fresh("fresh") else { return }
            var parameters = [UInt8](repeating: 0, count: 120)
            let ring = parameters.withUnsafeMutableBytes { RawCall(cdmabuf_nr_io_uring_setup, 4, $0.asArgument) }
            scene.note("setup", ring.outcome)
            guard ring.isSuccess else { return }
            let call = scene.withVector(scene.place(0), scene.size) {
                RawCall(cdmabuf_nr_io_uring_register, ring.result, 0, $0, 1)
            }
            scene.note("register-buffers", call.outcome)
            _ = RawCall(cdmabuf_nr_close, ring.result)
            scene.noteAll("after")
        },
        ProbeOperation("futex") { scene in
            guard scene.fresh("fresh") else { return }
            scene.note("wake/untouched", RawCall(cdmabuf_nr_futex, scene.place(1), 1, 1).count)
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            scene.note("wake", RawCall(cdmabuf_nr_futex, scene.place(0), 1, 1).count)
            scene.note("wake-private", RawCall(cdmabuf_nr_futex, scene.place(0), 0x81, 1).count)
            // With another value than is there: it does not wait.
            scene.note("wait", RawCall(cdmabuf_nr_futex, scene.place(0) + 4, 0, 0x1234_5678, 0).count)
            guard scene.fresh("read-only", protection: PROT_READ) else { return }
            scene.note("read-only/wake", RawCall(cdmabuf_nr_futex, scene.place(1), 1, 1).count)
        },
    ]
}

extension ProbeScene {
    /// A `struct iovec` for as long as a body runs.
    fileprivate func withVector<Result>(_ base: Int, _ length: Int, _ body: (Int) -> Result) -> Result {
        withUnsafeBytes(of: (base, length)) { body($0.asArgument) }
    }

    /// Pages of the mapping into a pipe by one call, and what comes out of it by another.
    fileprivate func notePipe(_ name: String, _ put: Int, _ get: Int) throws {
        let pipe = try FileDescriptor.pipe()
        defer {
            try? pipe.readEnd.close()
            try? pipe.writeEnd.close()
        }
        let call = RawCall(put, Int(pipe.writeEnd.rawValue), place(0), bytes(2))
        note(name, call.count)
        guard call.isSuccess else { return }
        noteWords(name, drain(pipe.readEnd, call.result, get))
    }

    fileprivate func noteSplice(_ name: String, flags: Int) throws {
        let pipe = try FileDescriptor.pipe()
        defer {
            try? pipe.readEnd.close()
            try? pipe.writeEnd.close()
        }
        let number = Int(pipe.writeEnd.rawValue)
        let call = withVector(place(1), bytes(3)) { RawCall(cdmabuf_nr_vmsplice, number, $0, 1, flags) }
        note("\(name)/vmsplice", call.count)
        guard call.isSuccess else { return }
        // Pages that are pinned in the pipe while their mapping changes.
        note("\(name)/dontneed-meanwhile", RawCall(cdmabuf_nr_madvise, place(0), size, 4).outcome)
        noteWords("\(name)/vmsplice", drain(pipe.readEnd, call.result, cdmabuf_nr_read))
    }

    private func drain(_ file: FileDescriptor, _ count: Int, _ get: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: max(1, count / 8))
        let call = words.withUnsafeMutableBytes { RawCall(get, Int(file.rawValue), $0.asArgument, $0.count) }
        return call.isSuccess ? Array(words.prefix(call.result / 8)) : []
    }

    /// The first word of each page that was copied.
    private func noteWords(_ name: String, _ words: [UInt64]) {
        let firsts = stride(from: 0, to: words.count, by: bytes(1) / 8).map { describe(words[$0]) }
        note("\(name)/words", firsts.isEmpty ? "none" : RunLengthText.of(firsts))
    }

    /// The kernel writes zeros to a page of the mapping, where its number does not stand.
    fileprivate func noteFill(_ name: String) throws {
        let zero = try OwnedFileDescriptor(opening: "/dev/zero", .readOnly)
        let call = RawCall(cdmabuf_nr_read, Int(zero.descriptor.rawValue), place(0) + 64, 64)
        note("\(name)/into", call.count)
    }

    /// Reads and writes by a process's memory file.
    fileprivate func noteMemoryFile(_ name: String, _ path: String) {
        guard let file = try? OwnedFileDescriptor(opening: FilePath(path), .readWrite) else {
            note(name, "not opened")
            return
        }
        let number = Int(file.descriptor.rawValue)
        for page in [0, 3] {
            var word: UInt64 = 0
            let read = withUnsafeMutableBytes(of: &word) {
                RawCall(cdmabuf_nr_pread, number, $0.asArgument, 8, place(page))
            }
            note("\(name)/read-\(page)", read.isSuccess ? "\(read.count) \(describe(word))" : read.outcome)
            word = PageTouch.marker
            let write = withUnsafeMutableBytes(of: &word) {
                RawCall(cdmabuf_nr_pwrite, number, $0.asArgument, 8, place(page) + PageTouch.place)
            }
            note("\(name)/write-\(page)", write.count)
        }
        var page = [UInt8](repeating: 0, count: bytes(2))
        let across = page.withUnsafeMutableBytes {
            RawCall(cdmabuf_nr_pread, number, $0.asArgument, $0.count, place(5))
        }
        note("\(name)/read-past-the-end", across.count)
    }

    /// Attaches to a child that shares the mapping, and reads and writes words of it.
    fileprivate func noteTrace(_ name: String, _ process: Int32) {
        let child = Int(process)
        let attach = RawCall(cdmabuf_nr_ptrace, 16, child)
        note("\(name)/attach", attach.outcome)
        guard attach.isSuccess else { return }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        for page in [0, 3] {
            var word: UInt64 = 0
            let peek = withUnsafeMutableBytes(of: &word) {
                RawCall(cdmabuf_nr_ptrace, 2, child, place(page), $0.asArgument)
            }
            note("\(name)/peek-\(page)", peek.isSuccess ? describe(word) : peek.outcome)
            let poke = RawCall(cdmabuf_nr_ptrace, 5, child, place(page) + PageTouch.place, Int(PageTouch.marker))
            note("\(name)/poke-\(page)", poke.outcome)
        }
        _ = RawCall(cdmabuf_nr_ptrace, 17, child)
    }
}
