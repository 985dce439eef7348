// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A video device without hardware, and how its driver is loaded.
struct VideoDevice: Sendable {
    let driver: String
    /// As VIDIOC_QUERYCAP says.
    let bus: String
    let parameters: [String]
    /// Whether its buffers come from vmalloc(), of which there is a list.
    var hasVmalloc = true

    static let vividVmalloc = VideoDevice(driver: "vivid", bus: "platform:vivid-000", parameters: vividParameters)
    /// Its buffers are contiguous for DMA.
    static let vividContiguous = VideoDevice(
        driver: "vivid", bus: "platform:vivid-001", parameters: vividParameters, hasVmalloc: false)
    /// Memory to memory.
    static let vim2m = VideoDevice(driver: "vim2m", bus: "platform:vim2m", parameters: [])

    /// Two devices, one for each allocator, with a video capture node alone. Its only input is S-Video, because that
    /// one scales: frames, and with them buffers, may be as small as they like.
    private static let vividParameters = [
        "n_devs=2", "allocators=0,1", "node_types=1,1", "num_inputs=1,1", "input_types=2,2",
    ]

    /// Its node; looked for each time.
    func open() throws(SystemCallError) -> VideoExporter {
        try VideoExporter(driver: driver, bus: bus)
    }

    /// That the device is there; its module is loaded for it.
    var requirement: Requirement {
        Requirement { environment in
            if (try? open()) != nil { return otherParameters() }
            if let reason = environment.load(driver, parameters: parameters) { return reason }
            do {
                _ = try open()
                return otherParameters()
            } catch {
                return "module \(driver) is loaded, but: \(error)"
            }
        }
    }

    /// Why a module that somebody else has loaded will not do; nil for parameters as they should be.
    private func otherParameters() -> String? {
        for parameter in parameters {
            let parts = parameter.split(separator: "=")
            guard let name = parts.first, let wanted = parts.last else { continue }
            // An array shows as many values as it can hold.
            let value = TextFile.read("/sys/module/\(driver)/parameters/\(name)")?.trimmingBlanks ?? ""
            if value != wanted && !value.hasPrefix("\(wanted),") {
                return "module \(driver) was loaded with other parameters: \(parameter) is wanted"
            }
        }
        return nil
    }
}
