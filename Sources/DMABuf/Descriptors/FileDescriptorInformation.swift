// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// What `/proc/self/fdinfo` says about a dma-buf: independent of the interfaces under test.
enum FileDescriptorInformation {
    /// The exporter's name.
    /// - Throws: `EINVAL` if the descriptor is of no dma-buf.
    static func exporterName(of descriptor: FileDescriptor) throws(SystemCallError) -> String {
        let path = "/proc/self/fdinfo/\(descriptor.rawValue)"
        guard let name = value("exp_name", in: try SmallFile.contents(of: path)) else {
            throw SystemCallError(call: "read", what: "the exporter's name in \(path)", errno: .invalidArgument)
        }
        return name
    }

    /// The value of a line `key:<tab>value`.
    static func value(_ key: String, in text: [UInt8]) -> String? {
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[..<colon].elementsEqual(key.utf8) else {
                continue
            }
            let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: "\t") }
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}
