// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// A command of the test module's by number, for checks of the interface itself.
public struct TestModuleCommand: RawRepresentable, Sendable, Hashable {
    /// The ioctl number.
    public let rawValue: UInt

    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }

    public static let info = TestModuleCommand(rawValue: cdmabuf_dvt_info)
    public static let create = TestModuleCommand(rawValue: cdmabuf_dvt_create)
    public static let importBuffer = TestModuleCommand(rawValue: cdmabuf_dvt_import)
    public static let release = TestModuleCommand(rawValue: cdmabuf_dvt_release)
    public static let query = TestModuleCommand(rawValue: cdmabuf_dvt_query)
    public static let relocate = TestModuleCommand(rawValue: cdmabuf_dvt_relocate)
    public static let revoke = TestModuleCommand(rawValue: cdmabuf_dvt_revoke)
    public static let statistics = TestModuleCommand(rawValue: cdmabuf_dvt_stats)

    /// Every command.
    public static let all: [TestModuleCommand] = [
        .info, .create, .importBuffer, .release, .query, .relocate, .revoke, .statistics,
    ]

    /// The constant's name in the interface header.
    public var name: String {
        switch self {
        case .info: "DVT_INFO"
        case .create: "DVT_CREATE"
        case .importBuffer: "DVT_IMPORT"
        case .release: "DVT_RELEASE"
        case .query: "DVT_QUERY"
        case .relocate: "DVT_RELOCATE"
        case .revoke: "DVT_REVOKE"
        case .statistics: "DVT_STATS"
        default: "command \(hexadecimal: UInt64(rawValue))"
        }
    }

    /// The size of the command's structure, in bytes; zero for an unknown command.
    public var size: Int { self == .statistics ? Int(DVT_STATS_SIZE_VER1) : firstVersionSize }

    /// The size of the command's structure in its first version, in bytes; zero for an unknown command.
    public var firstVersionSize: Int {
        switch self {
        case .info: Int(DVT_INFO_SIZE_VER0)
        case .create: Int(DVT_CREATE_SIZE_VER0)
        case .importBuffer: Int(DVT_IMPORT_SIZE_VER0)
        case .release: Int(DVT_RELEASE_SIZE_VER0)
        case .query: Int(DVT_QUERY_SIZE_VER0)
        case .relocate: Int(DVT_RELOCATE_SIZE_VER0)
        case .revoke: Int(DVT_REVOKE_SIZE_VER0)
        case .statistics: Int(DVT_STATS_SIZE_VER0)
        default: 0
        }
    }
}
