// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import DMABuf

@Suite("Error texts")
struct ErrorTextTests {
    @Test func systemCallErrorSaysWhatWhereAndWhy() {
        let error = SystemCallError(call: "ioctl(DVT_QUERY)", what: "4096 bytes at 0x1000", errno: .noSuchProcess)
        #expect("\(error)" == "ioctl(DVT_QUERY) of 4096 bytes at 0x1000: No such process (errno 3)")
    }

    @Test(
        "each reason why a process cannot be asked about is told apart",
        arguments: [
            (
                SystemCallError(call: "open", what: "/proc/7/maps", errno: .noSuchFileOrDirectory),
                QueryFailure.noSuchProcess(7)
            ),
            (SystemCallError(call: "ioctl(DVT_QUERY)", what: "x", errno: .noSuchProcess), .noSuchProcess(7)),
            (SystemCallError(call: "ioctl(DVT_QUERY)", what: "x", errno: .notPermitted), .processNotPermitted(7)),
            (SystemCallError(call: "open", what: "/proc/7/maps", errno: .permissionDenied), .processNotPermitted(7)),
            (SystemCallError(call: "opendir", what: "/proc/7/fd", errno: .noSuchFileOrDirectory), .noSuchProcess(7)),
            (SystemCallError(call: "opendir", what: "/proc/7/fd", errno: .permissionDenied), .processNotPermitted(7)),
            (SystemCallError(call: "ioctl(DVT_QUERY)", what: "x", errno: .invalidArgument), .moduleTooOld),
            (SystemCallError(call: "ioctl(DVT_INFO)", what: "x", errno: .inappropriateIOCTLForDevice), .moduleTooOld),
            (
                SystemCallError(call: "ioctl(DVT_QUERY)", what: "x", errno: .noMemory),
                .failed(SystemCallError(call: "ioctl(DVT_QUERY)", what: "x", errno: .noMemory))
            ),
        ])
    func reasonsAreToldApart(error: SystemCallError, expected: QueryFailure) {
        #expect(QueryFailure(error, process: 7) == expected)
    }

    @Test func textsSayWhatToDo() {
        #expect("\(QueryFailure.moduleMissing)".contains("load the module dmabuf_vma_test"))
        #expect("\(QueryFailure.kernelWithoutSeries)".contains("the series is not applied"))
        #expect("\(QueryFailure.noSuchProcess(7))" == "there is no process 7, or it has ended")
        #expect("\(QueryFailure.processNotPermitted(7))".contains("as root"))
        #expect("\(QueryFailure.wrongInterface(found: 9))".contains("has interface 9, this program needs 1"))
    }

    @Test func eachKindOfFailureHasAWordAndAnExitCodeOfItsOwn() {
        let error = SystemCallError(call: "open", what: "x", errno: .noMemory)
        let failures: [QueryFailure] = [
            .moduleMissing, .deviceNotPermitted(error), .moduleTooOld, .kernelWithoutSeries, .noSuchProcess(7),
            .processNotPermitted(7), .failed(error),
        ]
        #expect(failures.map(\.exitCode) == [30, 31, 32, 33, 34, 35, 74])
        #expect(Set(failures.map(\.reason)).count == failures.count)
        #expect(failures.allSatisfy { !"\($0)".contains("\n") })
        #expect(QueryFailure.wrongInterface(found: 0).reason == "module-too-old")
        #expect(QueryFailure.wrongInterface(found: 9).reason == "module-too-new")
        #expect(QueryFailure.wrongInterface(found: 9).exitCode == 32)
    }

    @Test func withoutTheModuleTheKernelIsToBlameIfItHasNoSeries() {
        #expect(QueryFailure.ofMissingModule(kernelHasSeries: true) == .moduleMissing)
        #expect(QueryFailure.ofMissingModule(kernelHasSeries: false) == .kernelWithoutSeries)
        #expect(QueryFailure.ofMissingModule(kernelHasSeries: nil) == .moduleMissing)
    }

    @Test func onlyTheKernelsOwnSymbolCounts() {
        let helper = KernelSymbols.lookup
        for (text, expected) in [
            ("0 T a\n0 T \(helper)\n0 t b\n", true), ("0 t b\n0 T \(helper)\t[other]\n", false),
            ("0 T \(helper)_2\n0 T x_\(helper)\n", false), ("", false),
        ] {
            #expect(KernelSymbols.contain(helper, Array(text.utf8)) == expected, "\(text)")
        }
    }
}
