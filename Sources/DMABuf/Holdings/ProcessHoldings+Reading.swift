// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

extension ProcessHoldings {
    /// Looks at a process.
    ///
    /// It goes on meanwhile: a mapping that goes away is nobody's, a descriptor that is closed is not seen.
    /// - Parameters:
    ///   - limitation: Why nobody can be asked, if nobody can.
    ///   - ask: What the test module says about a VMA; nil if it is not asked.
    public init(
        of process: Int32, limitation: QueryFailure? = nil,
        asking ask: (OwnershipQuery) throws(SystemCallError) -> OwnershipAnswer? = { _ in nil }
    ) throws(QueryFailure) {
        let mappings = try Self.mappings(of: process, asking: ask)
        let descriptors = try Self.descriptors(of: process)
        let command = ProcessCommand.text(of: process)
        // What has ended shows nothing, and that would be taken for an answer.
        guard ProcessState.isAlive(process) else { throw .noSuchProcess(process) }
        self.init(
            process: process, command: command, mappings: mappings, descriptors: descriptors, limitation: limitation)
    }

    private static func mappings(
        of process: Int32, asking ask: (OwnershipQuery) throws(SystemCallError) -> OwnershipAnswer?
    ) throws(QueryFailure) -> [HeldMapping] {
        let regions: [MemoryRegion]
        do {
            regions = try ProcessMaps.read(of: process)
        } catch .system(let error) where error.errno == .noSuchProcess && ProcessState.isAlive(process) {
            // Newer kernels say so of a kernel thread, which has no memory of its own.
            return []
        } catch {
            throw QueryFailure(error, process: process)
        }
        var mappings: [HeldMapping] = []
        for region in regions {
            do {
                let answer = try ask(OwnershipQuery(region.range, options: .identify, process: process))
                mappings.append(HeldMapping(region, answer: answer))
            } catch {
                throw QueryFailure(error, process: process)
            }
        }
        return mappings
    }

    private static func descriptors(of process: Int32) throws(QueryFailure) -> [HeldDescriptor] {
        let folder = "/proc/\(process)"
        let numbers: [Int32]
        do {
            numbers = try ProcessFolder.numbers(in: "\(folder)/fd")
        } catch {
            throw QueryFailure(error, process: process)
        }
        return numbers.compactMap { number in
            // The link tells most others without a second file; opening what it points to is never needed.
            guard let target = try? SmallFile.target(of: "\(folder)/fd/\(number)"), target.hasPrefix("/dmabuf:"),
                let text = try? SmallFile.contents(of: "\(folder)/fdinfo/\(number)")
            else { return nil }
            return HeldDescriptor(number: number, information: text)
        }
    }
}
