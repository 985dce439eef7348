// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import DMABuf
import Glibc
import OwnershipTests
import SystemPackage

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Print which dma-buf owns an address, or what a process holds of dma-bufs.",
        discussion: """
            With --pid: every mapping of a dma-buf with its owner, and for each buffer and each exporter how much is \
            held: descriptors (FDS), mapped bytes (MAPPED) and how often (TIMES), by the buffer's own file (FD/IMPORT: \
            its descriptor, or a device that imported it, between which the kernel makes no difference) or by the \
            exporter's device (NATIVE). A mapping that was split into VMAs that lie next to each other counts once in \
            TIMES. With --all: of all processes. With --buffer: of that buffer alone.
            With an address: the owner of the memory there.
            Needs the test module, a kernel with the series, and root; without them --pid, --all and --buffer print \
            what /proc tells, and what is missing is said on standard error.
            Exit codes: 0 answered; 1 nobody owns the address, or holds the buffer; 30 module not loaded; 31 its \
            device is not permitted; 32 module too old, or another one; 33 kernel without the series; 34 no such \
            process, or it has ended; 35 process not permitted; 64 usage; 74 input or output.
            """)

    @Argument(
        help: "An address, hexadecimal as in /proc/PID/maps, with or without 0x.",
        transform: QueryAddressArgument.parse)
    var address: UInt?

    @Option(name: .customLong("pid"), help: "The process whose memory is meant; this program itself else.")
    var process: Int32?

    @Flag(help: "All processes that may be looked at.")
    var all = false

    @Option(help: ArgumentHelp("Who holds this dma-buf: of all processes unless --pid is given.", valueName: "inode"))
    var buffer: UInt64?

    @Flag(help: "With the mappings too that are no dma-buf's.")
    var everyMapping = false

    @Option(help: "How many bytes from the address on: all must be of one buffer.")
    var length: UInt64 = 1

    @Flag(help: "Ask for a buffer to be written to: a read-only mapping is refused.")
    var write = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if address == nil && process == nil && !all && buffer == nil {
            throw ValidationError("give an ADDRESS, --pid for what a process holds, --all, or --buffer")
        }
        if address == nil && (write || length != 1) {
            throw ValidationError("--length and --write are about an ADDRESS")
        }
        if address != nil && (all || buffer != nil || everyMapping) {
            throw ValidationError("--all, --buffer and --every-mapping are not about an ADDRESS")
        }
        if all && process != nil {
            throw ValidationError("--all and --pid exclude each other")
        }
        if everyMapping && (buffer != nil || (all && !json)) {
            throw ValidationError("--every-mapping goes with --pid, or with --all --json")
        }
        if let process, process <= 0 {
            throw ValidationError("\(process) is no process id")
        }
    }

    func run() throws {
        do {
            if let address {
                try printOwner(of: address)
            } else {
                try printHoldings()
            }
        } catch let failure as QueryFailure {
            if json && address == nil { print(HoldingsJSON.line(failure)) }
            throw Self.exit(failure)
        }
    }

    private func printHoldings() throws {
        let source = QuerySource()
        let report: HoldingsReport
        if let process {
            report = HoldingsReport([try source.holdings(of: process)], scope: .process, buffer: buffer)
        } else {
            report = try source.report(buffer: buffer)
        }
        if json {
            print(HoldingsJSON.line(report, everyMapping: everyMapping))
        } else {
            let text = HoldingsText(report, style: StandardOutputStyle.current, everyMapping: everyMapping)
            text.lines.forEach { print($0) }
        }
        if let limitation = report.limitation { throw Self.exit(limitation, suffix: "; this is what /proc tells") }
        if buffer != nil && report.isEmpty { throw ExitCode.failure }
    }

    /// Says what is missing, on standard error.
    private static func exit(_ failure: QueryFailure, suffix: String = "") -> ExitCode {
        // What is printed comes first, should both go to one place.
        fflush(nil)
        _ = try? FileDescriptor.standardError.writeAll("dmabuf-selftest: \(failure)\(suffix)\n".utf8)
        return ExitCode(failure.exitCode)
    }

    private func printOwner(of address: UInt) throws {
        let device = try QueryFailure.openDevice()
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
