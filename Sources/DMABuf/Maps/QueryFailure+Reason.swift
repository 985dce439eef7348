// SPDX-License-Identifier: GPL-2.0-only

extension QueryFailure {
    /// One word for it, for programs: it stays as it is.
    public var reason: String {
        switch self {
        case .moduleMissing: "module-not-loaded"
        case .deviceNotPermitted: "device-not-permitted"
        case .wrongInterface(let found) where found > TestModuleInformation.expectedABI: "module-too-new"
        case .wrongInterface, .moduleTooOld: "module-too-old"
        case .kernelWithoutSeries: "kernel-without-series"
        case .noSuchProcess: "no-such-process"
        case .processNotPermitted: "process-not-permitted"
        case .malformedMaps, .failed: "failed"
        }
    }

    /// The exit code for it, which nothing else has.
    public var exitCode: Int32 {
        switch self {
        case .moduleMissing: 30
        case .deviceNotPermitted: 31
        case .wrongInterface, .moduleTooOld: 32
        case .kernelWithoutSeries: 33
        case .noSuchProcess: 34
        case .processNotPermitted: 35
        // As sysexits.h has it: input or output.
        case .malformedMaps, .failed: 74
        }
    }
}
