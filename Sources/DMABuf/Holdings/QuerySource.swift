// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// Whom to ask what a process holds: the test module and `/proc`, or `/proc` alone.
///
/// Asking changes nothing: descriptors are looked at and not opened, and the kernel's answer exports nothing.
public struct QuerySource: ~Copyable {
    private let device: TestModuleDevice?

    /// Why there is no module that can be asked; nil if there is.
    public let limitation: QueryFailure?

    /// Looks for a module that can be asked.
    public init() {
        do {
            let device = try QueryFailure.openDevice()
            try QueryFailure.check(device, process: nil)
            self.device = consume device
            limitation = nil
        } catch {
            device = nil
            limitation = error
        }
    }

    /// Looks at one process.
    /// - Throws: That it is not there or may not be looked at. That the module may not look at it, although `/proc`
    ///   shows it, is no error but the ``ProcessHoldings/limitation``.
    public borrowing func holdings(of process: Int32) throws(QueryFailure) -> ProcessHoldings {
        if limitation == nil {
            do {
                return try ProcessHoldings(of: process) { query throws(SystemCallError) in
                    try device?.query(query)
                }
            } catch {
                switch error {
                case .processNotPermitted, .moduleTooOld:
                    return try ProcessHoldings(of: process, limitation: error)
                default:
                    throw error
                }
            }
        }
        return try ProcessHoldings(of: process, limitation: limitation)
    }

    /// Looks at all processes.
    /// - Parameter buffer: The only one of interest, by its inode; nil for all.
    public borrowing func report(buffer: UInt64? = nil) throws(QueryFailure) -> HoldingsReport {
        let numbers: [Int32]
        do {
            numbers = try ProcessFolder.numbers(in: "/proc")
        } catch {
            throw .failed(error)
        }
        var processes: [ProcessHoldings] = []
        var refused = 0
        for number in numbers {
            do {
                let holdings = try holdings(of: number)
                if !holdings.isEmpty { processes.append(holdings) }
            } catch {
                switch error {
                // It has ended since.
                case .noSuchProcess: break
                case .processNotPermitted: refused += 1
                default: throw error
                }
            }
        }
        return HoldingsReport(processes, scope: .all, buffer: buffer, refused: refused, limitation: limitation)
    }
}
