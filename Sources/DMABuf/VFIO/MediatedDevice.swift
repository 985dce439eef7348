// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// A mediated device, made through sysfs. Removed with its owner, which must not be while it is open: the kernel waits.
public struct MediatedDevice: ~Copyable, Sendable {
    /// The UUID it was made with, which is its name too.
    public let identifier: String

    private var isThere = true

    /// Makes a device.
    ///
    /// Written to `/sys/class/mdev_bus/PARENT/mdev_supported_types/TYPE/create`.
    /// - Parameters:
    ///   - parent: Whose device is shared: `mbochs`.
    ///   - type: One of those that the parent supports: `mbochs-small`.
    ///   - identifier: A UUID.
    public init(parent: String, type: String, identifier: String) throws(SystemCallError) {
        try SmallFile.write(
            identifier, to: "/sys/class/mdev_bus/\(parent)/mdev_supported_types/\(type)/create")
        self.identifier = identifier
    }

    deinit {
        // Nothing can be done about an error here.
        if isThere { try? SmallFile.write("1", to: Self.place(of: identifier) + "/remove") }
    }

    /// Removes the device, and says so if that failed.
    public consuming func remove() throws(SystemCallError) {
        isThere = false
        try SmallFile.write("1", to: Self.place(of: identifier) + "/remove")
    }

    /// The number of a device's VFIO group.
    ///
    /// The last component of what the device's `iommu_group` links to.
    public static func group(of identifier: String) throws(SystemCallError) -> Int {
        let link = place(of: identifier) + "/iommu_group"
        guard let number = try SmallFile.target(of: link).split(separator: "/").last.flatMap({ Int($0) }) else {
            throw SystemCallError(call: "readlink", what: link, errno: .invalidArgument)
        }
        return number
    }

    private static func place(of identifier: String) -> String {
        "/sys/bus/mdev/devices/\(identifier)"
    }
}
