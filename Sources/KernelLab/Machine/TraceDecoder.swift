// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Adds files and lines to a kernel's traces with the kernel's own `decode_stacktrace.sh`.
package struct TraceDecoder: Sendable {
    private let runner: CommandRunner
    private let kernel: BuiltKernel
    private let modules: FilePath?

    /// - Parameter modules: The folder of the test module with its symbols.
    package init(kernel: BuiltKernel, modules: FilePath?, runner: CommandRunner) {
        self.kernel = kernel
        self.modules = modules
        self.runner = runner
    }

    /// The lines of a report, decoded; `nil` when the script is no help.
    package func decode(_ lines: [String], scratch: FilePath) async throws -> [String]? {
        let input = scratch.appending("trace")
        try AtomicFile.write(lines.joined(separator: "\n") + "\n", to: input)
        defer { FileTree.unlink(input) }
        let script = #"exec bash "$1" "$2" auto "$3" < "$4""#
        let collected = LineCollector()
        let result = try await runner.run(
            Command(
                "sh",
                [
                    "-c", script, "sh", kernel.decoder.string, kernel.symbols.string,
                    (modules ?? kernel.moduleRoot).string, input.string,
                ]), onLine: collected.append)
        return result.isSuccess ? collected.lines : nil
    }
}
