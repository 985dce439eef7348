// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
public import SystemPackage

/// What kind of buffer the test module shall export: the input of `DVT_CREATE`.
public struct TestBufferDescription: Sendable, Hashable {
    /// Where page table entries come from: `enum dvt_populate`.
    public enum Population: UInt32, Sendable, CaseIterable {
        /// By `->fault` with `vmf_insert_pfn()`; needs ``VMOperations/fault``.
        case faultPFN = 1
        /// By `->fault` that returns a page; needs ``VMOperations/fault``.
        case faultPage = 2
        /// By `remap_pfn_range()` in `->mmap`.
        case remap = 3
        /// By `vm_insert_page()` in `->mmap`.
        case insert = 4
    }

    /// What the exporter does wrong, or unusually: `DVT_MISBEHAVE_*`.
    public struct Misbehaviour: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// Has no `->mmap`.
        public static let noMap = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_NO_MMAP))
        /// `->mmap` fails with the errno ``TestBufferDescription/argument``.
        public static let failMap = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_FAIL_MMAP))
        /// `->mmap` replaces `vma->vm_file`.
        public static let changeFile = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_CHANGE_FILE))
        /// `->mmap` forwards to ``TestBufferDescription/forwardTo``.
        public static let forward = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_FORWARD))
        /// Every second `->mmap` uses another table.
        public static let secondTable = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_SECOND_TABLE))
        /// `->fault` sleeps for ``TestBufferDescription/argument`` microseconds.
        public static let slowFault = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_SLOW_FAULT))
        /// `->fault` drops the lock and asks for a retry, once.
        public static let retryFault = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_RETRY_FAULT))
        /// `->mmap` adds ``TestBufferDescription/argument`` to `vm_pgoff`.
        public static let shiftPageOffset = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_SHIFT_PGOFF))
        /// `->mmap` leaves `vm_ops` NULL.
        public static let noOperations = Misbehaviour(rawValue: UInt32(DVT_MISBEHAVE_NULL_VM_OPS))
    }

    /// In bytes, a multiple of the page size up to ``TestModuleDevice/maximumSize``.
    public var size: Int

    /// The members that the exporter's table shall have.
    public var operations: VMOperations

    public var population: Population

    public var misbehaviour: Misbehaviour

    /// What some kinds of misbehaviour need to know.
    public var argument: UInt32

    /// For ``Misbehaviour/forward``: a dma-buf.
    public var forwardTo: FileDescriptor?

    public var access: BufferAccess

    /// Whether the buffer can be mapped through the device too.
    public var isNative: Bool

    /// Describes a buffer; the default is what most exporters are.
    public init(
        size: Int, operations: VMOperations = [.fault], population: Population = .faultPFN,
        misbehaviour: Misbehaviour = [], argument: UInt32 = 0, forwardTo: FileDescriptor? = nil,
        access: BufferAccess = .readWrite, isNative: Bool = false
    ) {
        self.size = size
        self.operations = operations
        self.population = population
        self.misbehaviour = misbehaviour
        self.argument = argument
        self.forwardTo = forwardTo
        self.access = access
        self.isNative = isNative
    }
}
