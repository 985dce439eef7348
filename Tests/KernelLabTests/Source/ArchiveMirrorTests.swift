// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("The archive that apt's configuration names")
struct ArchiveMirrorTests {
    private func mirror(_ name: String, _ text: String, codename: String = "bookworm") -> ArchiveMirror? {
        ArchiveMirror(files: [(name, text)], codename: codename)
    }

    @Test func stanzaOfTheReleaseIsTakenNotThatOfItsSecurityUpdates() {
        let text = """
            # what a fresh installation has
            Types: deb
            URIs: http://security.example/debian-security
            Suites: bookworm-security
            Components: main
            Signed-By: /usr/share/keyrings/security.gpg

            Types: deb deb-src
            URIs: http://mirror.example/debian http://other.example/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/archive.gpg
            """
        let found = mirror("debian.sources", text)
        #expect(found?.address == "http://mirror.example/debian")
        #expect(found?.keyring == "/usr/share/keyrings/archive.gpg")
    }

    @Test func oneLineStyleIsReadWithAndWithoutOptions() {
        let plain = mirror("sources.list", "deb http://a.example/debian bookworm main # of the installer\n")
        #expect(plain?.address == "http://a.example/debian")
        #expect(plain?.keyring == nil)
        let signed = mirror(
            "sources.list", "deb [ arch=amd64 signed-by=/k.gpg ] https://b.example/debian/ bookworm contrib main")
        #expect(signed?.address == "https://b.example/debian/")
        #expect(signed?.keyring == "/k.gpg")
    }

    @Test(arguments: [
        "", "# deb http://a.example/debian bookworm main", "deb-src http://a.example/debian bookworm main",
        "deb http://a.example/debian trixie main", "deb http://a.example/debian bookworm contrib",
        "deb [signed-by=/k.gpg http://a.example/debian bookworm main", "deb http://a.example/debian",
    ])
    func lineThatIsNoSourceOfTheReleaseIsPassedOver(_ line: String) {
        #expect(mirror("sources.list", line) == nil)
    }

    @Test func disabledStanzaIsPassedOver() {
        let stanza = "Enabled: no\nTypes: deb\nURIs: http://a.example\nSuites: bookworm\nComponents: main\n"
        #expect(mirror("a.sources", stanza) == nil)
        #expect(mirror("a.sources", stanza.replacing("no\n", with: "yes\n", maxReplacements: 1)) != nil)
    }

    @Test func fieldGoesOnInTheLinesThatAreIndented() {
        let text = """
            Types: deb
            URIs:
             http://a.example/debian
            Suites: trixie
            # a comment in the middle
             bookworm
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
            """
        let found = mirror("a.sources", text)
        #expect(found?.address == "http://a.example/debian")
        #expect(found?.keyring == nil)
    }

    @Test func firstFileThatHasTheReleaseWins() {
        let found = ArchiveMirror(
            files: [
                ("sources.list", "deb http://a.example/debian sid main"),
                ("b.list", "deb http://b.example/debian bookworm main"),
                ("c.list", "deb http://c.example/debian bookworm main"),
            ], codename: "bookworm")
        #expect(found?.address == "http://b.example/debian")
    }
}
