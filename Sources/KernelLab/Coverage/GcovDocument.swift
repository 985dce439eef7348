// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// What `gcov --json-format` says of one object (gcov(1), "JSON format").
struct GcovDocument: Decodable {
    struct Branch: Decodable {
        let count: Int
    }

    struct Line: Decodable {
        /// From 1.
        let number: Int
        let function: String?
        let count: Int
        let branches: [Branch]

        private enum CodingKeys: String, CodingKey {
            case number = "line_number"
            case function = "function_name"
            case count
            case branches
        }
    }

    struct File: Decodable {
        /// As the compiler was given it.
        let file: String
        let lines: [Line]
    }

    let files: [File]

    init(decoding bytes: [UInt8]) throws(LabFailure) {
        do {
            self = try JSONDecoder().decode(GcovDocument.self, from: Data(bytes))
        } catch {
            throw LabFailure(
                .kernelBuild, "gcov's output cannot be read: \(error)",
                advice: "it has to be of the compiler's version, 9 or later")
        }
    }
}
