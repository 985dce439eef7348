// SPDX-License-Identifier: GPL-2.0-only

/// What is wrong with the order of the patches.
package enum SeriesOrderError: Error, Equatable, CustomStringConvertible {
    case duplicate(line: Int, subject: String)
    case empty

    package var description: String {
        switch self {
        case .duplicate(let line, let subject): "\(SeriesOrder.fileName):\(line): is there twice: \(subject)"
        case .empty: "\(SeriesOrder.fileName): no subject is listed"
        }
    }
}
