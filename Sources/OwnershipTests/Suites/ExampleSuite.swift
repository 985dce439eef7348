// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// The programs in `examples/` as somebody would run them: a frame is captured into the dma-buf behind a pointer.
enum ExampleSuite {
    static let suite = Suite("example", Language.allCases.flatMap(tests))

    /// The examples, which are one program written twice.
    private enum Language: String, CaseIterable {
        case c
        case swift

        var path: String {
            switch self {
            case .c: "/bin/pointer-example-c"
            case .swift: "/bin/pointer-example"
            }
        }
    }

    /// Where the pointer points to: ten lines of 360 pixels, two bytes each, below the start of the picture.
    private static let offset = 10 * 360 * 2

    private static let arrived = "the frame is in the memory behind the pointer"
    private static let lost = "the frame is NOT in the memory behind the pointer"

    private static func tests(_ language: Language) -> [Test] {
        [
            test("kernel", language, [], 0, says: arrived),
            test("kernel-after-move", language, ["-m"], 0, says: arrived),
            test("kernel-plain-memory", language, ["-p"], 2),
            test("registry", language, ["-r"], 0, says: arrived),
            // What a registry cannot know, and why the kernel is asked: this is not to be mended.
            test("registry-after-move", language, ["-r", "-m"], 1, says: lost),
            test("registry-plain-memory", language, ["-r", "-p"], 2),
            Test("\(language.rawValue)/usage", needs: [present(language)]) { context in
                for words in [[], ["-x", "/dev/video0"], ["-m", "-p", "/dev/video0"]] {
                    let result = try ChildProgram.run(language.path) { _ in words }
                    context.equal(result.status, .exited(64), "exit of \(words)")
                    context.check(result.errors.contains("usage: "), "no usage in: \(result.errors)")
                }
            },
            Test("\(language.rawValue)/no-device", needs: [present(language)]) { context in
                let result = try ChildProgram.run(language.path) { _ in ["/dev/video-none"] }
                context.equal(result.status, .exited(3), "exit")
                context.check(result.errors.contains("/dev/video-none"), "the device is not named: \(result.errors)")
                context.equal(result.errors.split(separator: "\n").count, 1, "lines of standard error")
            },
        ]
    }

    /// - Parameter line: The second and last line of output; nil where the first says that nobody owns the memory.
    private static func test(
        _ name: String, _ language: Language, _ options: [String], _ code: Int32, says line: String? = nil
    ) -> Test {
        Test(
            "\(language.rawValue)/\(name)",
            needs: [
                present(language), .testModule, .getDMABuf, .systemHeap, VideoDevice.vividVmalloc.requirement,
            ]
        ) { context in
            let node = try VideoDevice.vividVmalloc.open().path
            let result = try ChildProgram.run(language.path) { _ in options + [node] }
            context.equal(result.status, .exited(code), "exit; it said: \(result.output)\(result.errors)")
            context.equal(result.errors, "", "standard error")
            let lines = result.output.split(separator: "\n").map(String.init)
            guard let line else {
                context.equal(lines, ["the pointer is into memory of no dma-buf"], "output")
                return
            }
            context.check(
                lines.first?.hasPrefix("the pointer is at offset \(offset) of dma-buf ") == true,
                "not at offset \(offset): \(lines)")
            context.equal(Array(lines.dropFirst()), [line], "output after the owner")
        }
    }

    private static func present(_ language: Language) -> Requirement {
        Requirement { $0.missing(language.path, "only dmabuf-lab's image has the examples") }
    }
}
