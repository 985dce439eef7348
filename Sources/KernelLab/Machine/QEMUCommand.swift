// SPDX-License-Identifier: GPL-2.0-only

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

    package init(accelerator: Accelerator, memory: Int, kernel: FilePath, initramfs: FilePath?) {
        self.accelerator = accelerator
        self.memory = memory
        self.kernel = kernel
        self.initramfs = initramfs
    }

    /// The kernel's command line.
    ///
    /// A panic reboots at once and QEMU is told not to reboot, so a dead guest is known the moment it dies. An oops is
    /// a panic: a kernel that went on would hang somewhere else, later.
    package var kernelCommandLine: String {
        var words = ["console=ttyS0,115200", "panic=-1", "oops=panic", "reboot=t"]
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

    /// The command, with the two serial ports on files.
    package func command(console: String, channel: String) -> Command {
        var arguments = accelerator.arguments
        arguments += ["-smp", "\(processors)", "-m", "\(memory)", "-nodefaults", "-display", "none", "-no-reboot"]
        arguments += ["-kernel", kernel.string]
        if let initramfs {
            arguments += ["-initrd", initramfs.string]
        }
        arguments += ["-append", kernelCommandLine]
        arguments += ["-chardev", "file,id=console,path=\(console)", "-serial", "chardev:console"]
        arguments += ["-chardev", "file,id=channel,path=\(channel)", "-serial", "chardev:channel"]
        if let gdbPort {
            arguments += ["-gdb", "tcp:127.0.0.1:\(gdbPort)", "-S"]
        }
        return Command(Self.program, arguments)
    }

    /// The command with the console on the terminal, for a person at a shell in the guest.
    package func interactiveCommand() -> Command {
        var arguments = accelerator.arguments
        arguments += ["-smp", "\(processors)", "-m", "\(memory)", "-nodefaults", "-display", "none", "-no-reboot"]
        arguments += ["-kernel", kernel.string]
        if let initramfs {
            arguments += ["-initrd", initramfs.string]
        }
        arguments += ["-append", kernelCommandLine, "-serial", "mon:stdio", "-serial", "null"]
        if let gdbPort {
            arguments += ["-gdb", "tcp:127.0.0.1:\(gdbPort)", "-S"]
        }
        return Command(Self.program, arguments)
    }
}
