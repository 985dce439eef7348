// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import OwnershipTests

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the tests, one suite/test a line, in the order they run.")

    @OptionGroup var selection: SelectionOptions

    func run() throws {
        for line in Catalogue.list(matching: selection.testFilter) {
            print(line)
        }
    }
}
