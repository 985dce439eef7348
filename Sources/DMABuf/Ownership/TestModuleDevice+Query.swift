// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import SystemPackage

extension TestModuleDevice {
    /// Asks which dma-buf owns a range: `DVT_QUERY`.
    /// - Returns: The answer; "nobody" is an answer too.
    /// - Throws: `ESRCH` or (without CAP_SYS_PTRACE) `EPERM` for another process, `EINVAL` for options that exclude one another, and what
    ///   reading the buffer for a digest failed with.
    public borrowing func query(_ query: OwnershipQuery) throws(SystemCallError) -> OwnershipAnswer {
        OwnershipAnswer(try ask(query, options: query.options.subtracting(.descriptor)))
    }

    /// Asks which dma-buf owns a range, and for a file descriptor of it.
    public borrowing func queryWithDescriptor(_ query: OwnershipQuery) throws(SystemCallError) -> OwnedBufferAnswer {
        let result = try ask(query, options: query.options.union(.descriptor))
        let descriptor = result.fd < 0 ? nil : OwnedFileDescriptor(owning: FileDescriptor(rawValue: result.fd))
        return OwnedBufferAnswer(answer: OwnershipAnswer(result), descriptor: descriptor)
    }

    private borrowing func ask(
        _ query: OwnershipQuery, options: OwnershipQuery.Options
    ) throws(SystemCallError) -> dvt_query {
        var argument = dvt_query()
        argument.size = UInt32(MemoryLayout<dvt_query>.size)
        argument.flags = options.rawValue
        argument.addr = UInt64(query.address)
        argument.length = query.length
        argument.pid = query.process ?? 0
        argument.fd = -1
        try control(
            cdmabuf_dvt_query, "DVT_QUERY", &argument,
            of: "\(query.length) bytes at \(hexadecimal: UInt64(query.address))"
                + (query.process.map { " of process \($0)" } ?? ""))
        return argument
    }
}
