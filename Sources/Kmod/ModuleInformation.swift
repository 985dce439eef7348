// SPDX-License-Identifier: GPL-2.0-only

internal import CKmod

/// What a module's file says about itself, as `modinfo` shows it.
public struct ModuleInformation: Sendable, Hashable {
    /// Every entry of the file's `.modinfo`, in order. Keys may repeat.
    public struct Entry: Sendable, Hashable {
        public let key: String
        public let value: String
    }

    public let entries: [Entry]

    /// What it calls itself.
    public var name: String? { value("name") }

    /// Which kernel it was built for: release, and what must fit besides it.
    public var versionMagic: String? { value("vermagic") }

    /// The release that ``versionMagic`` starts with: what `uname -r` says where it fits.
    public var kernelRelease: String? {
        versionMagic.map { String($0.prefix { $0 != " " }) }
    }

    /// The modules it needs.
    public var dependencies: [String] {
        (value("depends") ?? "").split(separator: ",").map(String.init)
    }

    public var license: String? { value("license") }

    /// The names of its parameters.
    public var parameters: [String] {
        entries.filter { $0.key == "parmtype" }.map { entry in String(entry.value.prefix { $0 != ":" }) }
    }

    private func value(_ key: String) -> String? {
        entries.first { $0.key == key }?.value
    }

    init(entries: [Entry]) {
        self.entries = entries
    }
}
