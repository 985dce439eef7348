// SPDX-License-Identifier: GPL-2.0-only

/// Why something cannot be in the image.
package enum CpioListError: Error, Equatable, CustomStringConvertible {
    /// gen_init_cpio's format separates by blanks and has no quoting.
    case unusableName(String)
    case notAbsolute(String)
    case duplicate(String)
    case badMode(String, UInt32)

    package var description: String {
        switch self {
        case .unusableName(let name):
            "a file of the guest's image cannot be named \(name.debugDescription): blanks, control characters, $ and .. are not possible"
        case .notAbsolute(let name): "not an absolute path in the guest's image: \(name)"
        case .duplicate(let name): "\(name) is in the guest's image twice, differently"
        case .badMode(let name, let mode): "\(name): 0\(String(mode, radix: 8)) is no file mode"
        }
    }
}

/// The description of an initramfs for the kernel tree's own `usr/gen_init_cpio`.
///
/// Everything belongs to root. Folders above an entry are added by themselves, before it.
package struct CpioList: Sendable, Equatable {
    package enum NodeKind: String, Sendable {
        case character = "c"
        case block = "b"
    }

    private var lines: [(path: String, line: String)] = []

    package init() {}

    package static func == (left: CpioList, right: CpioList) -> Bool { left.text == right.text }

    /// One line for each entry.
    package var text: String { lines.map { $0.line + "\n" }.joined() }

    package var paths: [String] { lines.map(\.path) }

    package mutating func directory(_ path: String, mode: UInt32 = 0o755) throws(CpioListError) {
        try add(path, "dir \(path) \(try Self.octal(mode, path)) 0 0")
    }

    /// - Parameter source: the file on the host.
    package mutating func file(_ path: String, from source: String, mode: UInt32 = 0o644) throws(CpioListError) {
        try Self.check(source, allowsParent: true)
        try add(path, "file \(path) \(source) \(try Self.octal(mode, path)) 0 0")
    }

    package mutating func symbolicLink(_ path: String, to target: String) throws(CpioListError) {
        try Self.check(target, allowsParent: true)
        try add(path, "slink \(path) \(target) 0777 0 0")
    }

    package mutating func node(
        _ path: String, _ kind: NodeKind, major: UInt32, minor: UInt32, mode: UInt32 = 0o600
    ) throws(CpioListError) {
        try add(path, "nod \(path) \(try Self.octal(mode, path)) 0 0 \(kind.rawValue) \(major) \(minor)")
    }

    private mutating func add(_ path: String, _ line: String) throws(CpioListError) {
        try Self.check(path)
        guard path.hasPrefix("/"), path != "/", !path.hasSuffix("/"), !path.contains("//") else {
            throw .notAbsolute(path)
        }
        if let present = lines.first(where: { $0.path == path }) {
            guard present.line == line else { throw .duplicate(path) }
            return
        }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            let parent = String(path[..<slash])
            if !lines.contains(where: { $0.path == parent }) { try directory(parent) }
        }
        lines.append((path, line))
    }

    private static func check(_ name: String, allowsParent: Bool = false) throws(CpioListError) {
        // gen_init_cpio replaces `${NAME}` from its environment.
        let isClean = name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "$" }
        let hasParent = name.split(separator: "/").contains("..")
        guard !name.isEmpty, isClean, allowsParent || !hasParent else { throw .unusableName(name) }
    }

    private static func octal(_ mode: UInt32, _ path: String) throws(CpioListError) -> String {
        guard mode <= 0o7777 else { throw .badMode(path, mode) }
        return "0" + String(mode, radix: 8)
    }
}
