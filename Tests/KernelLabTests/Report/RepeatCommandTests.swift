// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("The command that repeats a test")
struct RepeatCommandTests {
    @Test("Keeps the kernel and drops what selected tests")
    func options() {
        let command = RepeatCommand([
            ".build/release/dmabuf-lab", "run", "--filter", "a", "--profile", "debug", "--only-failed", "--filter=b",
            "--tree", "/my tree",
        ])
        #expect(
            command.line(test: "exporters/qxl/fd/split")
                == ".build/release/dmabuf-lab run --profile debug --tree '/my tree' --filter exporters/qxl/fd/split")
    }

    @Test("A shell takes the name as it is", arguments: ["a/$(reboot)", "a/`x`", "a/it's", "a/b c; d", "a/*", "a/\\n"])
    func quoting(name: String) throws {
        let line = try #require(RepeatCommand(["dmabuf-lab", "run"]).line(test: name))
        let quoted = name.replacing("'", with: #"'\''"#)
        #expect(line == "dmabuf-lab run --filter '\(quoted)'")
    }

    @Test("A name that a kernel's command line cannot hold has no command", arguments: ["", "a\"b", "a\nb", "ä", "-a"])
    func impossible(name: String) {
        #expect(RepeatCommand(["dmabuf-lab", "run"]).line(test: name) == nil)
    }
}
