// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import DMABuf

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Print which dma-buf owns an address, or each mapping of a process.",
        discussion: """
            With --pid alone: every mapping of the process, as pmap prints them, with the owning dma-buf's inode, the \
            mapping's offset in it, its exporter and its name.
            With an address: the owner of the memory there. Needs the test module and a kernel with the series.
            """)

    @Argument(
        help: "An address, hexadecimal as in /proc/PID/maps, with or without 0x.",
        transform: QueryAddressArgument.parse)
    var address: UInt?

    @Option(name: .customLong("pid"), help: "The process whose memory is meant; this program itself else.")
    var process: Int32?

    @Option(help: "How many bytes from the address on: all must be of one buffer.")
    var length: UInt64 = 1

    @Flag(help: "Ask for a buffer to be written to: a read-only mapping is refused.")
    var write = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if address == nil && process == nil {
            throw ValidationError("give an ADDRESS, or --pid for all mappings of a process")
        }
        if address == nil && (write || length != 1) {
            throw ValidationError("--length and --write are about an ADDRESS")
        }
        if let process, process <= 0 {
            throw ValidationError("\(process) is no process id")
        }
    }

    func run() throws {
        let device = try QueryFailure.openDevice()
        if let address {
            try printOwner(of: address, device)
            return
        }
        let report = try ProcessMapReport(of: process, device: device)
        if json {
            print(QueryJSON.text(report))
        } else {
            ProcessMapText(report).lines.forEach { print($0) }
        }
    }

    private func printOwner(of address: UInt, _ device: borrowing TestModuleDevice) throws {
        let report = try AddressReport(
            OwnershipQuery(
                address: address, length: length, options: write ? .write : [], process: process), device: device)
        if json {
            print(QueryJSON.text(report))
        } else {
            report.lines.forEach { print($0) }
        }
        if report.answer.owner == nil { throw ExitCode.failure }
    }
}
