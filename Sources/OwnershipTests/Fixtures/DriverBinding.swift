// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// A driver that can be unbound from its device and bound again, by sysfs.
struct DriverBinding: Sendable {
    /// As below `/sys/bus`.
    let bus: String
    /// As below the bus's `drivers`.
    let driver: String

    private var folder: String { "/sys/bus/\(bus)/drivers/\(driver)" }

    /// The device that the driver has, or nil.
    var device: String? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            // Beside its devices a driver's folder has its attributes and its module.
            if !name.hasPrefix("."), access("/sys/bus/\(bus)/devices/\(name)", F_OK) == 0 { return name }
        }
        return nil
    }

    /// Takes the device away from the driver, as when it is pulled out. Returns once the driver has let go of it.
    func unbind(_ device: String) throws {
        try write(device, to: "unbind")
    }

    /// Gives the device back.
    func bind(_ device: String) throws {
        try write(device, to: "bind")
    }

    private func write(_ device: String, to attribute: String) throws {
        let file = try FileDescriptor.open(FilePath("\(folder)/\(attribute)"), .writeOnly, options: .closeOnExec)
        try file.closeAfter { _ = try file.writeAll(device.utf8) }
    }
}
