// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// Why a process's memory could not be asked about, in words for the person who asked.
public enum QueryFailure: Error, Sendable, Hashable {
    /// The test module is not loaded.
    case moduleMissing
    /// The device cannot be opened with these rights.
    case deviceNotPermitted(SystemCallError)
    /// The module has another interface than this program.
    case wrongInterface(found: UInt32)
    /// The module does not know what it is asked.
    case moduleTooOld
    /// The kernel does not have the series.
    case kernelWithoutSeries
    /// There is no such process.
    case noSuchProcess(Int32)
    /// The process is somebody else's.
    case processNotPermitted(Int32)
    /// `/proc/PID/maps` is not as expected.
    case malformedMaps(String)
    /// Anything else.
    case failed(SystemCallError)

    /// Opens the device, and checks that it can answer.
    public static func openDevice() throws(QueryFailure) -> TestModuleDevice {
        do {
            return try TestModuleDevice()
        } catch {
            switch error.errno.rawValue {
            // ENXIO, ENODEV: a node in /dev that the module left behind where nothing manages /dev.
            case ENOENT, ENXIO, ENODEV: throw ofMissingModule(kernelHasSeries: KernelSymbols.haveSeries)
            case EACCES, EPERM: throw .deviceNotPermitted(error)
            default: throw .failed(error)
            }
        }
    }

    /// What is missing where the module is: loading it is of no use on a kernel without the series.
    /// - Parameter kernelHasSeries: Nil for unknown.
    static func ofMissingModule(kernelHasSeries: Bool?) -> QueryFailure {
        kernelHasSeries == false ? .kernelWithoutSeries : .moduleMissing
    }

    /// Checks that the kernel can answer at all.
    static func check(_ device: borrowing TestModuleDevice, process: Int32?) throws(QueryFailure) {
        let information: TestModuleInformation
        do {
            information = try device.information()
        } catch {
            throw QueryFailure(error, process: process)
        }
        guard information.abi == TestModuleInformation.expectedABI else {
            throw .wrongInterface(found: information.abi)
        }
        guard information.features.contains(.getDMABuf) else { throw .kernelWithoutSeries }
    }

    init(_ error: SystemCallError, process: Int32?) {
        switch (error.errno, process) {
        case (.noSuchProcess, let process?): self = .noSuchProcess(process)
        // Of /proc/PID/maps.
        case (.noSuchFileOrDirectory, let process?) where error.call == "open" || error.call == "opendir":
            self = .noSuchProcess(process)
        // The command, or one of its flags, is not known.
        case (.inappropriateIOCTLForDevice, _) where error.call.hasPrefix("ioctl"): self = .moduleTooOld
        case (.invalidArgument, _) where error.call.hasPrefix("ioctl"): self = .moduleTooOld
        case (.permissionDenied, let process?), (.notPermitted, let process?): self = .processNotPermitted(process)
        default: self = .failed(error)
        }
    }

    init(_ error: ProcessMaps.Failure, process: Int32?) {
        switch error {
        case .system(let error): self.init(error, process: process)
        case .malformed: self = .malformedMaps("\(error)")
        }
    }
}

extension QueryFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .moduleMissing:
            "\(TestModuleDevice.path) is missing: load the module \(TestModuleDevice.exporterName) first"
        case .deviceNotPermitted(let error):
            "\(error): the device is root's; run this as root"
        case .wrongInterface(let found):
            "the loaded module \(TestModuleDevice.exporterName) has interface \(found), this program needs "
                + "\(TestModuleInformation.expectedABI): load the module that was built with it"
        case .moduleTooOld:
            "the loaded module \(TestModuleDevice.exporterName) is too old for this program: load the module that was "
                + "built with it"
        case .kernelWithoutSeries:
            "the running kernel cannot tell: it has no vm_operations_struct.get_dmabuf (the series is not applied)"
        case .noSuchProcess(let process):
            "there is no process \(process), or it has ended"
        case .processNotPermitted(let process):
            "process \(process) may not be looked into: run this as root (CAP_SYS_PTRACE)"
        case .malformedMaps(let text):
            text
        case .failed(let error):
            "\(error)"
        }
    }
}
