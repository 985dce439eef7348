// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage
import Testing

@testable import DMABuf

/// Serialized: a number that another test opens meanwhile would be taken for one that was not closed.
@Suite("Owned file descriptor", .serialized)
struct OwnedFileDescriptorTests {
    /// Numbers from here on belong to these tests alone, whatever else is opened meanwhile.
    private static func open(at number: CInt) throws -> OwnedFileDescriptor {
        let source = try OwnedFileDescriptor(opening: "/dev/null")
        let copy = fcntl(source.descriptor.rawValue, F_DUPFD_CLOEXEC, number)
        return OwnedFileDescriptor(owning: FileDescriptor(rawValue: copy))
    }

    private static func isOpen(_ number: CInt) -> Bool {
        fcntl(number, F_GETFD) >= 0
    }

    @Test func isClosedAtTheEndOfItsLife() throws {
        let number: CInt
        do {
            let file = try Self.open(at: 700)
            number = file.descriptor.rawValue
            #expect(Self.isOpen(number))
        }
        #expect(!Self.isOpen(number))
    }

    @Test func closingTakesEffectAtOnce() throws {
        let file = try Self.open(at: 710)
        let number = file.descriptor.rawValue
        try file.close()
        #expect(!Self.isOpen(number))
    }

    /// A second close would hit whatever has got the number meanwhile: somebody who is waiting for it sees that.
    @Test func isClosedExactlyOnce() async throws {
        let source = try OwnedFileDescriptor(opening: "/dev/null")
        let number = source.descriptor.rawValue
        let lost = await withTaskGroup(of: Int.self) { group in
            group.addTask {
                for _ in 0..<200_000 {
                    try? OwnedFileDescriptor(owning: FileDescriptor(rawValue: fcntl(number, F_DUPFD_CLOEXEC, 750)))
                        .close()
                }
                return 0
            }
            group.addTask {
                (0..<200_000).count { _ in
                    let waiting = fcntl(number, F_DUPFD_CLOEXEC, 750)
                    return (0..<4).contains { _ in fcntl(waiting, F_GETFD) == -1 } || Glibc.close(waiting) == -1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(lost == 0)
    }

    @Test func givingAwayDoesNotClose() throws {
        let number: CInt
        do {
            let file = try Self.open(at: 720)
            number = file.relinquish().rawValue
        }
        #expect(Self.isOpen(number))
        close(number)
    }

    @Test func closingOfWhatIsClosedAlreadyIsAnError() throws {
        let file = try Self.open(at: 730)
        let number = file.descriptor.rawValue
        Glibc.close(number)
        var text = ""
        do {
            try file.close()
        } catch {
            text = "\(error)"
        }
        #expect(text == "close of descriptor \(number): Bad file descriptor (errno 9)")
    }

    @Test func duplicateOutlivesTheFirst() throws {
        let file = try Self.open(at: 740)
        let copy = try file.duplicate()
        let number = file.descriptor.rawValue
        try file.close()
        #expect(!Self.isOpen(number))
        #expect(Self.isOpen(copy.descriptor.rawValue))
        #expect(fcntl(copy.descriptor.rawValue, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func openingWhatIsNotThereSaysWhat() {
        let error = #expect(throws: SystemCallError.self) {
            _ = try OwnedFileDescriptor(opening: "/nowhere/at/all")
        }
        #expect(error?.errno == .noSuchFileOrDirectory)
        #expect("\(error!)" == "open of /nowhere/at/all: No such file or directory (errno 2)")
    }
}
