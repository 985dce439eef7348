// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation

/// What a browser may do with a page: nothing is loaded, and nothing runs but its own style and script, known by their
/// digests.
struct PagePolicy {
    let style: String
    /// Empty for a page without.
    var script = ""

    var text: String {
        let scripts = script.isEmpty ? "" : "script-src \(Self.source(script)); "
        return "default-src 'none'; img-src data:; style-src \(Self.source(style)); \(scripts)"
            + "base-uri 'none'; form-action 'none'"
    }

    private static func source(_ text: String) -> String {
        var hash = SHA256()
        hash.update(text.utf8)
        return "'sha256-\(Data(hash.digest()).base64EncodedString())'"
    }
}
