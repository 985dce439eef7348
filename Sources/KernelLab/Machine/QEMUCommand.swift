// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// The command that starts a guest.
package struct QEMUCommand: Sendable {
    package static let program = "qemu-system-x86_64"

    package var accelerator: Accelerator
    /// In MiB.
    package var memory: Int
    package var processors = 2
    package var kernel: FilePath
    package var initramfs: FilePath?
    /// Kernel parameters beyond the standing ones.
    package var parameters: [String] = []
    /// What `/init` gets.
    package var initArguments: [String] = []
    /// Waits for gdb on this port of the local host before the first instruction.
    package var gdbPort: Int?
    /// Counts the guest's instructions: one tick of its time stamp counter each, whatever else the host does.
    ///
    /// One processor on one thread, which does not wait while it is idle; a clock and random numbers of the guest's own.
    package var countsInstructions = false
    /// A file that a third serial port is written to.
    package var dataFile: FilePath?
    /// Whether this host can lend the guest's memory to virtio-gpu's blobs.
    package var hasHostBlobs = access("/dev/udmabuf", R_OK | W_OK) == 0

    package init(accelerator: Accelerator, memory: Int, kernel: FilePath, initramfs: FilePath?) {
        self.accelerator = accelerator
        self.memory = memory
        self.kernel = kernel
        self.initramfs = initramfs
    }

    /// The kernel's command line.
    ///
    /// A panic reboots at once and QEMU is told not to reboot, so a dead guest is known the moment it dies. An oops is
    /// a panic: a kernel that went on would hang somewhere else, later. The contiguous memory is the CMA heap's.
    package var kernelCommandLine: String {
        var words = ["console=ttyS0,115200", "panic=-1", "oops=panic", "reboot=t", "cma=32M"]
        if gdbPort != nil {
            words.append("nokaslr")
        }
        words += parameters
        words.append("rdinit=/init")
        if !initArguments.isEmpty {
            words += ["--"] + initArguments.map(Self.quoted)
        }
        return words.joined(separator: " ")
    }

    /// The kernel takes double quotes around a word with blanks, and nothing to escape one with.
    private static func quoted(_ word: String) -> String {
        word.contains(" ") ? "\"\(word)\"" : word
    }

    /// The longest command line that x86 kernels take.
    package static let commandLineLimit = 2047
    /// The most arguments that `/init` can get (CONFIG_INIT_ENV_ARG_LIMIT).
    package static let initArgumentLimit = 31

    /// Display devices: buffers of every kind that a virtual machine's graphics drivers have.
    ///
    /// None has a ROM, which the firmware would run, and each as little memory as its driver takes. Two of them want
    /// the legacy VGA registers; nothing here ever uses those.
    private var displays: [String] {
        [
            hasHostBlobs ? "virtio-gpu-pci,blob=true" : "virtio-gpu-pci",
            "qxl,romfile=,ram_size_mb=16,vram_size_mb=16,vgamem_mb=8",
            "bochs-display,vgamem=4M",
            "cirrus-vga,romfile=",
            "vmware-svga,romfile=,vgamem_mb=8",
        ]
    }

    private var machineArguments: [String] {
        // Not the old machine, whose firmware works out its interrupts in a loop that takes a kernel with KASAN longer
        // than the 30 seconds that ACPI gives it: devices are without interrupts then.
        var arguments = ["-machine", "q35"]
        if countsInstructions {
            arguments += ["-accel", "tcg,thread=single", "-cpu", "max", "-icount", "shift=0,sleep=off"]
            arguments += ["-rtc", "clock=vm,base=2026-01-01", "-seed", "1"]
        } else {
            arguments += accelerator.arguments
        }
        arguments += [
            "-smp", "\(countsInstructions ? 1 : processors)", "-m", "\(memory)", "-nodefaults", "-display", "none",
            "-no-reboot",
        ]
        if hasHostBlobs {
            // What a blob is made of must be a file of the host's.
            arguments += [
                "-object", "memory-backend-memfd,id=memory,size=\(memory)M", "-machine", "memory-backend=memory",
            ]
        }
        arguments += displays.flatMap { ["-device", $0] }
        arguments += ["-kernel", kernel.string]
        if let initramfs {
            arguments += ["-initrd", initramfs.string]
        }
        return arguments + ["-append", kernelCommandLine]
    }

    private var debuggerArguments: [String] {
        gdbPort.map { ["-gdb", "tcp:127.0.0.1:\($0)", "-S"] } ?? []
    }

    /// The command, with the serial ports on files.
    package func command(console: String, channel: String) -> Command {
        var arguments = machineArguments
        arguments += ["-chardev", "file,id=console,path=\(console)", "-serial", "chardev:console"]
        arguments += ["-chardev", "file,id=channel,path=\(channel)", "-serial", "chardev:channel"]
        if let dataFile {
            arguments += ["-chardev", "file,id=data,path=\(dataFile)", "-serial", "chardev:data"]
        }
        return Command(Self.program, arguments + debuggerArguments)
    }

    /// The command with the console on the terminal, for a person at a shell in the guest.
    package func interactiveCommand() -> Command {
        Command(Self.program, machineArguments + ["-serial", "mon:stdio", "-serial", "null"] + debuggerArguments)
    }
}
