// SPDX-License-Identifier: GPL-2.0-only

/// What a check looks at, beyond what is quick.
package struct CheckScope: Sendable, Equatable {
    /// Compiles what the series touches.
    package var compiles = false
    /// Compiles it in random configurations.
    package var configurations: ConfigurationScope?
    /// Looks at each patch on its own.
    package var each: EachScope?
    /// Runs Coccinelle's rules about mappings.
    package var matches = false
    /// Makes the pages that the series touches.
    package var renders = false
    /// Builds and runs `tools/testing/vma`.
    package var testsVMAs = false
    /// Measures code and structures.
    package var measures = false

    package init() {}

    /// Whether a tree is laid out with the series for it, or with a part of it.
    var needsTrees: Bool { needsBothTrees || each != nil }

    /// Whether the patched and the unpatched tree are looked at together.
    var needsBothTrees: Bool { compiles || configurations != nil || matches || renders || testsVMAs || measures }
}

/// How many random configurations, and which.
package struct ConfigurationScope: Sendable, Equatable {
    package let count: Int
    /// The same seed gives the same configurations of the same fragments.
    package let seed: UInt64

    package init(count: Int, seed: UInt64) {
        self.count = count
        self.seed = seed
    }
}

/// Which patches are looked at on their own, and how far.
package struct EachScope: Sendable, Equatable {
    /// Their numbers, as the mails have them; nil for all.
    package let numbers: ClosedRange<Int>?
    /// Whether the kernel after each patch is booted, and the suites run.
    package let boots: Bool

    package init(numbers: ClosedRange<Int>?, boots: Bool) {
        self.numbers = numbers
        self.boots = boots
    }
}

extension CheckScope {
    /// The programs that are called for it, besides those of every check.
    package var tools: [RequiredTool] {
        var tools: [RequiredTool] = []
        if compiles {
            tools += RequiredTool.forCompiling
        }
        if configurations != nil {
            tools += RequiredTool.forConfigurations
        }
        if matches {
            tools += RequiredTool.forRules
        }
        if renders {
            tools += RequiredTool.forPages
        }
        if testsVMAs {
            tools += RequiredTool.forBuilding
        }
        if measures {
            tools += RequiredTool.forMeasuring
        }
        if let each {
            tools += RequiredTool.forEach + (each.boots ? RequiredTool.forBooting + [.swift] : [])
        }
        return tools
    }

    /// The files of development packages that are read for it.
    package var headers: [(file: String, package: String)] {
        let builds = compiles || configurations != nil || each != nil || measures
        return (builds ? RequiredTool.headers : []) + (renders ? [RequiredTool.pageTheme] : [])
            + (testsVMAs ? [("/usr/include/x86_64-linux-gnu/urcu.h", "liburcu-dev")] : [])
    }
}
