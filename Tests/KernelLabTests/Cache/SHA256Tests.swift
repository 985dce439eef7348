// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func agreesWithThePublishedVectors(_ text: String, _ expected: String) {
        var digest = SHA256()
        digest.update(Array(text.utf8))
        #expect(digest.hexDigest() == expected)
    }

    @Test func doesNotDependOnHowTheInputIsCut() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        var whole = SHA256()
        whole.update(bytes)
        let expected = whole.hexDigest()
        for cut in [1, 55, 56, 63, 64, 65, 128, 299] {
            var parts = SHA256()
            parts.update(bytes[..<cut])
            parts.update(bytes[cut...])
            #expect(parts.hexDigest() == expected)
        }
    }

    @Test func fingerprintsTellPartsApart() {
        var left = Fingerprint("x")
        left.add("a", "bc")
        left.add("d", "e")
        var right = Fingerprint("x")
        right.add("a", "b")
        right.add("cd", "e")
        #expect(left.key() != right.key())
    }
}
