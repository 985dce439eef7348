// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

struct QEMUCommandTests {
    private let command = QEMUCommand(accelerator: .tcg, memory: 1024, kernel: "/k/kernel", initramfs: "/k/i.cpio")

    @Test func thePortsAreTheConsoleAndTheResultsInThatOrder() {
        let arguments = command.command(console: "c", channel: "r").arguments
        let ports = arguments.indices.filter { arguments[$0] == "-serial" }.map { arguments[$0 + 1] }
        #expect(ports == ["chardev:console", "chardev:channel"])
        #expect(arguments.contains("file,id=console,path=c"))
        #expect(arguments.contains("-no-reboot"))
    }

    @Test func argumentsForInitComeLastAndBlanksAreQuoted() {
        var command = command
        command.initArguments = ["run", "--filter", "two words"]
        #expect(command.kernelCommandLine.hasSuffix(#"rdinit=/init -- run --filter "two words""#))
    }

    @Test func everyDisplayComesWithoutFirmwareOfItsOwn() {
        let arguments = command.command(console: "c", channel: "r").arguments
        let devices = arguments.indices.filter { arguments[$0] == "-device" }.map { arguments[$0 + 1] }
        for kind in ["qxl", "bochs-display", "cirrus-vga", "vmware-svga"] {
            #expect(devices.contains { $0.hasPrefix(kind + ",") })
        }
        let withFirmware = devices.filter {
            $0.contains("vga") && !$0.contains("romfile=,") && !$0.hasSuffix("romfile=")
        }
        #expect(withFirmware.filter { !$0.hasPrefix("bochs-display") } == [])
    }

    @Test func blobsNeedMemoryThatTheHostCanLend() {
        var command = command
        command.hasHostBlobs = false
        let without = command.interactiveCommand().arguments
        #expect(without.contains("virtio-gpu-pci") && !without.contains("-object"))
        command.hasHostBlobs = true
        let with = command.interactiveCommand().arguments
        #expect(with.contains("virtio-gpu-pci,blob=true"))
        #expect(with.contains("memory-backend-memfd,id=memory,size=1024M"))
    }

    @Test func countingTakesOneProcessorOnOneThreadAndNothingOfTheHosts() {
        var command = command
        command.countsInstructions = true
        let arguments = command.command(console: "c", channel: "r").arguments
        func value(of option: String) -> String? {
            arguments.firstIndex(of: option).map { arguments[$0 + 1] }
        }
        #expect(value(of: "-icount") == "shift=0,sleep=off")
        #expect(value(of: "-smp") == "1")
        #expect(value(of: "-accel") == "tcg,thread=single")
        #expect(value(of: "-rtc")?.hasPrefix("clock=vm,base=") == true)
        #expect(value(of: "-seed") != nil)
        #expect(!self.command.command(console: "c", channel: "r").arguments.contains("-icount"))
    }

    @Test func debuggingStopsAtTheFirstInstructionAndKeepsAddresses() {
        var command = command
        command.gdbPort = 1234
        #expect(
            command.command(console: "c", channel: "r").arguments.suffix(3) == ["-gdb", "tcp:127.0.0.1:1234", "-S"])
        #expect(command.kernelCommandLine.contains("nokaslr"))
    }

    @Test func timeoutsGrowWithTheProfileAndTheAccelerator() {
        let quick = MachineTimeouts(profile: .fast, accelerator: .kvm)
        let slow = MachineTimeouts(profile: .debug, accelerator: .tcg)
        #expect(slow.boot > quick.boot * 10)
        #expect(slow.silence < slow.overall)
    }

    @Test func aShellRunsTheWrittenLineAsItIsMeant() {
        #expect(Command("a", ["b c", "d'e", "", "x=1"]).shellLine == #"a 'b c' 'd'\''e' '' x=1"#)
    }
}
