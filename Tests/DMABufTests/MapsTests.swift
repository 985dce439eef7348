// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import DMABuf

@Suite("/proc/PID/maps")
struct MapsTests {
    private func one(_ line: String) throws -> MemoryRegion {
        let regions = try ProcessMaps.parse(Array(line.utf8))
        #expect(regions.count == 1)
        return try #require(regions.first)
    }

    @Test func fileMappingHasAllItsFields() throws {
        let region = try one("55d0c0a00000-55d0c0a22000 r-xp 0001f000 fe:01 1048601                    /usr/bin/cat\n")
        #expect(region.range == 0x55d0_c0a0_0000..<0x55d0_c0a2_2000)
        #expect(region.protection == [.read, .execute])
        #expect(!region.isShared)
        #expect(region.mode == "r-xp")
        #expect(region.offset == 0x1f000)
        #expect(region.deviceMajor == 0xfe)
        #expect(region.deviceMinor == 1)
        #expect(region.inode == 1_048_601)
        #expect(region.name == "/usr/bin/cat")
        #expect(region.length == 0x22000)
    }

    @Test func dmaBufIsASharedMappingWithItsName() throws {
        let region = try one(
            "7f0000000000-7f0000004000 rw-s 00001000 00:0b 42                         /dmabuf:frame 3\n")
        #expect(region.isShared)
        #expect(region.mode == "rw-s")
        #expect(region.name == "/dmabuf:frame 3")
    }

    @Test func anonymousMappingHasNoName() throws {
        // The kernel ends the line with a blank here.
        #expect(try one("7ffd1000-7ffd2000 ---p 00000000 00:00 0 \n").name == nil)
        #expect(try one("7ffd1000-7ffd2000 ---p 00000000 00:00 0\n").name == nil)
    }

    @Test(
        "keeps odd names",
        arguments: [
            "[heap]", "[anon: my arena]", "/memfd:a b  c (deleted)", "/tmp/line\\012break", "anon_inode:[perf_event]",
            "/dev/dri/card0", "/tmp/größe", "//deleted", "/a:b-c 00:00 0 d",
        ])
    func keepsOddNames(name: String) throws {
        #expect(try one("1000-2000 rw-p 00000000 00:00 0                          \(name)\n").name == name)
    }

    @Test func nameThatIsNoUTF8IsRepairedAndTheRestKept() throws {
        var text = Array("1000-2000 rw-p 00000000 08:01 5 /tmp/".utf8)
        text += [0xff, 0xfe, UInt8(ascii: "\n")]
        let region = try #require(try ProcessMaps.parse(text).first)
        #expect(region.inode == 5)
        #expect(region.name?.hasPrefix("/tmp/") == true)
    }

    @Test func addressesOfTheKernelsHalfAndLargeOffsetsFit() throws {
        let region = try one(
            "ffffffffff600000-ffffffffff601000 --xp ffffffff000 00:00 18446744073709551615  [vsyscall]")
        #expect(region.range.lowerBound == 0xffff_ffff_ff60_0000)
        #expect(region.offset == 0xfff_ffff_f000)
        #expect(region.inode == .max)
        #expect(region.protection == .execute)
    }

    @Test func emptyFileHasNoMappings() throws {
        #expect(try ProcessMaps.parse([]).isEmpty)
    }

    @Test func lastLineNeedsNoNewline() throws {
        let text = "1000-2000 rw-p 00000000 00:00 0 \n2000-3000 r--p 00000000 00:00 0"
        #expect(try ProcessMaps.parse(Array(text.utf8)).count == 2)
    }

    @Test(
        "rejects what the kernel does not write",
        arguments: [
            "\n", "garbage", "1000-2000", "2000-1000 rw-p 0 00:00 0 ", "1000-1000 rw-p 0 00:00 0 ",
            "1000-2000 rwxx 0 00:00 0 ", "1000-2000 rw- 0 00:00 0 ", "1000-2000 rw-p 0 0000 0 ",
            "1000-2000 rw-p 0 00:00 x ", "1000-2000 rw-p 0 00:00 0x",
            "10000000000000000-20000000000000000 rw-p 0 0:0 0 ",
            "-1000-2000 rw-p 0 00:00 0 ", "1000-2000 rw-p 0 100000000:00 0 ", "1000-2000  rw-p 0 00:00 0 ",
        ])
    func rejectsWhatTheKernelDoesNotWrite(line: String) {
        let good = "1000-2000 rw-p 00000000 00:00 0 \n"
        let error = #expect(throws: ProcessMaps.Failure.self) {
            try ProcessMaps.parse(Array((good + line + "\n" + good).utf8))
        }
        guard case .malformed(line: 2, _)? = error else {
            Issue.record("not the second line: \(String(describing: error))")
            return
        }
    }

    @Test func ownMapsContainAMappingAndItsProtection() throws {
        let memory = try Mapping(anonymous: 4 * Page.size, protection: .readWrite)
        let range = memory.range
        let regions = try ProcessMaps.read()
        // Neighbours may have been merged with it.
        let region = try #require(regions.first { $0.range.contains(range.lowerBound) })
        #expect(region.range.upperBound >= range.upperBound)
        #expect(region.protection == .readWrite)
        #expect(zip(regions, regions.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }

    @Test func processThatDoesNotExistIsASystemError() {
        // Beyond the largest pid that Linux gives.
        let error = #expect(throws: ProcessMaps.Failure.self) { try ProcessMaps.read(of: 0x7fff_ffff) }
        #expect("\(error!)" == "open of /proc/2147483647/maps: No such file or directory (errno 2)")
    }
}
