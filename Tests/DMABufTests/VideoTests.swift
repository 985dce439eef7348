// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import SystemPackage
import Testing

@testable import DMABuf

@Suite("Video nodes and VFIO devices")
struct VideoTests {
    @Test func capabilityOfACaptureNodeIsRead() {
        let capability = VideoCapability(answer(driver: "vivid", bus: "platform:vivid-001", caps: 0x8520_0001))
        #expect(capability.driver == "vivid")
        #expect(capability.bus == "platform:vivid-001")
        #expect(capability.isCapture)
        #expect(!capability.isMemoryToMemory)
    }

    @Test func capabilityOfAMemoryToMemoryNodeIsRead() {
        let capability = VideoCapability(answer(driver: "vim2m", bus: "platform:vim2m", caps: 0x0420_8000))
        #expect(!capability.isCapture)
        #expect(capability.isMemoryToMemory)
    }

    @Test func nodeOfNoSuchDriverSaysWhich() {
        let error = #expect(throws: SystemCallError.self) {
            _ = try VideoNode(driver: "none such", bus: "platform:none-000")
        }
        #expect(error?.errno == Errno(rawValue: 19))
        #expect(error?.what == "/dev/video* of the driver none such at platform:none-000")
    }

    @Test func mediatedDeviceOfNoSuchParentSaysWhere() {
        let error = #expect(throws: SystemCallError.self) {
            _ = try MediatedDevice(
                parent: "none-such", type: "mbochs-small", identifier: "d1a0b0f0-0000-4000-8000-000000000000")
        }
        #expect(error?.errno == .noSuchFileOrDirectory)
        #expect(error?.what == "/sys/class/mdev_bus/none-such/mdev_supported_types/mbochs-small/create")
    }

    private func answer(driver: String, bus: String, caps: UInt32) -> v4l2_capability {
        var capability = v4l2_capability()
        withUnsafeMutableBytes(of: &capability.driver) { $0.copyBytes(from: driver.utf8) }
        withUnsafeMutableBytes(of: &capability.bus_info) { $0.copyBytes(from: bus.utf8) }
        capability.device_caps = caps
        return capability
    }
}
