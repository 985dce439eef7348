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
        #expect("\(QueryFailure.noSuchProcess(7))" == "there is no process 7")
        #expect("\(QueryFailure.processNotPermitted(7))".contains("as root"))
        #expect("\(QueryFailure.wrongInterface(found: 9))".contains("has interface 9, this program needs 1"))
    }
}
