// SPDX-License-Identifier: GPL-2.0-only

/// The command line.
struct Options {
    static let usage = """
        usage: pointer-example [-r] [-m | -p] /dev/videoN
          -r  find the buffer in a registry instead of asking the kernel
          -m  let the library move its memory, at the same address, before
          -p  let the library use plain memory instead of a dma-buf
        """

    let device: String
    let usesRegistry: Bool
    let movesMemory: Bool
    let isPlainMemory: Bool

    /// Nil if the words are none that make sense.
    init?(_ arguments: ArraySlice<String>) {
        let switches = Set(arguments.filter { $0.hasPrefix("-") })
        let others = arguments.filter { !$0.hasPrefix("-") }
        guard others.count == 1, let device = others.first, switches.isSubset(of: ["-r", "-m", "-p"]),
            !switches.isSuperset(of: ["-m", "-p"])
        else { return nil }
        self.device = device
        usesRegistry = switches.contains("-r")
        movesMemory = switches.contains("-m")
        isPlainMemory = switches.contains("-p")
    }
}
