// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// A kernel report on request, through LKDTM: the harness's own tests need runs that are green but for a splat.
struct Provocation {
    private static let trigger: FilePath = "/sys/kernel/debug/provoke-crash/DIRECT"

    /// Has LKDTM do `kind` (WARNING, BUG, …); why that could not be done, or nil.
    static func failure(of kind: String) -> String? {
        do {
            let file = try FileDescriptor.open(trigger, .writeOnly)
            try file.closeAfter { _ = try file.writeAll(kind.utf8) }
            return nil
        } catch {
            return "cannot provoke \(kind) through \(trigger): \(error)"
        }
    }
}
