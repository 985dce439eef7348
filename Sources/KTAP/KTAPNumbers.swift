// SPDX-License-Identifier: GPL-2.0-only

/// Which numbers a level has seen, in memory that grows only with results that came ahead of a gap.
struct KTAPNumbers: Sendable {
    enum Verdict { case expected, duplicate, outOfOrder }

    /// All of 1...contiguous were seen.
    private var contiguous = 0
    /// Numbers seen beyond that.
    private var ahead: Set<Int> = []
    /// How many of those could not be remembered any more.
    private var forgotten = 0
    private(set) var next = 1
    private(set) var highest = 0

    mutating func insert(_ number: Int, limit: Int) -> Verdict {
        let isExpected = number == next
        if number >= 1, number <= contiguous || ahead.contains(number) { return .duplicate }
        next = number == .max ? .max : number + 1
        guard number >= 1 else { return .outOfOrder }
        highest = max(highest, number)
        if number == contiguous + 1 {
            contiguous = number
            while ahead.remove(contiguous + 1) != nil { contiguous += 1 }
        } else if ahead.count < limit {
            ahead.insert(number)
        } else {
            forgotten += 1
        }
        return isExpected ? .expected : .outOfOrder
    }

    /// How many of 1...count were not seen.
    func missing(of count: Int) -> Int {
        guard count > contiguous else { return 0 }
        let seen = ahead.count { $0 <= count }
        return max(count - contiguous - seen - forgotten, 0)
    }

    /// The first `most` numbers of 1...count that were not seen.
    func firstMissing(of count: Int, most: Int) -> [Int] {
        var numbers: [Int] = []
        var candidate = contiguous
        while numbers.count < most, candidate < count {
            candidate += 1
            if !ahead.contains(candidate) { numbers.append(candidate) }
        }
        return numbers
    }
}
