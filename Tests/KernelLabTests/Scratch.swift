// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage

@testable import KernelLab

/// A folder that lives as long as the test that made it.
final class Scratch {
    let path: FilePath

    init() throws {
        let name = "dmabuf-lab-tests-\(UInt64.random(in: 0 ... .max))"
        path = FilePath(NSTemporaryDirectory()).appending(name)
        try FileTree.makeFolder(path)
    }

    deinit {
        try? FileTree.remove(path)
    }

    func write(_ name: String, _ text: String) throws {
        let file = path.appending(name)
        try FileTree.makeFolder(file.removingLastComponent())
        try AtomicFile.write(text, to: file)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try AtomicFile.read(path.appending(name)), as: UTF8.self)
    }
}
