// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KernelLab
import Testing

@Suite("Guest image")
struct ImageTests {
    /// A program of this machine that is linked dynamically: every Debian has it.
    static func realProgram() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "/usr/bin/env")))
    }

    @Test("A real program's interpreter and libraries are read")
    func realELF() throws {
        let program = try ELFDynamic(parsing: Self.realProgram())
        #expect(program.needed.contains("libc.so.6"))
        #expect(program.interpreter?.hasPrefix("/lib") == true)
        #expect(program.soname == nil)
    }

    @Test("Every cut and every flipped byte of the headers is an error or an answer, never a trap")
    func damagedELF() throws {
        let whole = try Self.realProgram()
        for length in [0, 3, 4, 16, 63, 64, 65, 500, 1000, 2000, 4000] {
            #expect(throws: ELFError.self) { try ELFDynamic(parsing: Array(whole.prefix(length))) }
        }
        let program = try ELFDynamic(parsing: whole)
        for index in 0..<64 + 13 * 56 {
            for value in [0x00, 0x7F, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] = value
                _ = try? ELFDynamic(parsing: bytes)
            }
        }
        #expect(program == (try ELFDynamic(parsing: whole)))
        var other = whole
        other[4] = 1
        #expect(throws: ELFError.unsupported("not 64 bit")) { try ELFDynamic(parsing: other) }
        #expect(throws: ELFError.notELF) { try ELFDynamic(parsing: Array("#!/bin/sh\n".utf8)) }
    }

    @Test("Libraries are found as the loader finds them")
    func resolution() throws {
        let files: [String: ELFDynamic] = [
            "/lib64/ld.so": ELFDynamic(), "/opt/lib/liba.so": ELFDynamic(needed: ["libc.so", "libb.so"]),
            "/usr/lib/liba.so": ELFDynamic(needed: ["wrong"]), "/lib/libc.so": ELFDynamic(),
            "/usr/lib/libb.so": ELFDynamic(machine: 40),
            "/other/libb.so": ELFDynamic(needed: ["liba.so"]),
        ]
        let program = ELFDynamic(
            interpreter: "/lib64/ld.so", needed: ["liba.so", "libc.so"], runpath: ["$ORIGIN/../lib"])
        let found = try LibraryResolution.resolve(
            program: "/opt/bin/p", program, searchPath: ["/lib", "/usr/lib", "/other"]
        ) { files[$0.replacing("/opt/bin/../lib", with: "/opt/lib")] }
        #expect(found.map(\.name) == ["/lib64/ld.so", "liba.so", "libc.so", "libb.so"])
        #expect(found.map(\.path) == ["/lib64/ld.so", "/opt/bin/../lib/liba.so", "/lib/libc.so", "/other/libb.so"])
    }

    @Test("A library that is missing is named, with who needs it")
    func missingLibrary() {
        let error = #expect(throws: LibraryError.self) {
            try LibraryResolution.resolve(
                program: "/bin/p", ELFDynamic(needed: ["libx.so.1"]), searchPath: ["/lib", "/usr/lib"]
            ) { _ in nil }
        }
        #expect(error?.description == "/bin/p needs libx.so.1, which is in none of /lib, /usr/lib")
    }

    @Test("The image's description has parents first, and each entry once")
    func cpio() throws {
        var list = CpioList()
        try list.file("/lib/modules/6.12/a.ko", from: "/tmp/a.ko")
        try list.file("/init", from: "/tmp/init", mode: 0o755)
        try list.symbolicLink("/lib64", to: "lib")
        try list.node("/dev/console", .character, major: 5, minor: 1)
        try list.directory("/lib")
        #expect(
            list.text == """
                dir /lib 0755 0 0
                dir /lib/modules 0755 0 0
                dir /lib/modules/6.12 0755 0 0
                file /lib/modules/6.12/a.ko /tmp/a.ko 0644 0 0
                file /init /tmp/init 0755 0 0
                slink /lib64 lib 0777 0 0
                dir /dev 0755 0 0
                nod /dev/console 0600 0 0 c 5 1

                """)
    }

    @Test("Names that gen_init_cpio cannot take are refused")
    func badNames() {
        var list = CpioList()
        for name in ["/a b", "/a\nfile /etc/shadow x 0 0 0", "", "/a\t", "/${HOME}", "/../x"] {
            #expect(throws: CpioListError.unusableName(name)) { try list.file(name, from: "/tmp/x") }
        }
        for name in ["a", "/", "/a/", "//a"] {
            #expect(throws: CpioListError.notAbsolute(name)) { try list.directory(name) }
        }
        #expect(throws: CpioListError.unusableName("/tmp/a b")) { try list.file("/a", from: "/tmp/a b") }
        #expect(throws: CpioListError.badMode("/a", 0o17777)) { try list.directory("/a", mode: 0o17777) }
        #expect(throws: CpioListError.duplicate("/a")) {
            try list.file("/a", from: "/tmp/1")
            try list.file("/a", from: "/tmp/2")
        }
    }
}
