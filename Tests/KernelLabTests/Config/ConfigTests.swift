// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

@Suite("Configuration")
struct ConfigTests {
    /// A tree of Kconfig files.
    static let tree = [
        "Kconfig": """
        mainmenu "Linux/$(ARCH) Kernel Configuration"
        source "scripts/Kconfig.include"
        config MODULES
        \tbool "Enable loadable module support"
        \tmodules
        source "arch/$(SRCARCH)/Kconfig"
        source "drivers/Kconfig" # the rest
        """,
        "scripts/Kconfig.include": "cc-option = $(success,$(CC) -Werror $(1))\n",
        "arch/x86/Kconfig": """
        config MMU
        \tdef_bool y
        config GCC_VERSION
        \tint
        \tdefault 120200
        """,
        "drivers/Kconfig": """
        menu "Graphics"
        \tdepends on HAS_IOMEM

        config DRM
        \ttristate "Direct Rendering" \\
        \t\tif MMU
        \tselect DRM_HELPER if DMA
        \thelp
        \t  Text with words like

        \t    depends on NOTHING
        \t  and more.
        config DRM_HELPER
        \ttristate
        \tdepends on DRM
        config DRM_VGEM
        \ttristate "Virtual GEM"
        \tdepends on DRM && (MMU || X86_64)
        \tdepends on !PREEMPT_RT
        config NOBODY
        \tbool
        endmenu
        if EXPERT && DRM!=n
        config HEAPS
        \tbool "Heaps (if you want)" if DEBUG
        \tdepends on DRM=y
        config OLD
        \tbool "Old" 
        \tdepends on GCC_VERSION < 120000 && $(cc-option,-fx)
        endif
        choice
        \tprompt "Info"
        config INFO_NONE
        \tbool "None"
        config INFO_FULL
        \tbool "Full"
        endchoice
        config LEVEL
        \tint "Level"
        \trange 1 3
        """,
    ]

    static let kconfig = Kconfig { tree[$0] }

    static func dropped(_ fragment: String, config: String) throws -> [DroppedSymbol] {
        let merged = MergedConfig(merging: [try ConfigFragment(parsing: fragment, name: "f.config")])
        return ConfigCheck.dropped(from: merged, in: try FinalConfig(parsing: config, name: ".config")) { kconfig }
    }

    @Test("A fragment's lines are read, with their places")
    func fragment() throws {
        let text =
            "# a comment\n\nCONFIG_A=y\r\nCONFIG_B=m\n# CONFIG_C is not set\nCONFIG_D=\"a \\\"b\\\"\"\nCONFIG_E=0x10\nCONFIG_F=-3\n"
        let fragment = try ConfigFragment(parsing: text, name: "x.config")
        #expect(fragment.requests.map(\.symbol) == ["A", "B", "C", "D", "E", "F"])
        #expect(
            fragment.requests.map(\.value) == [.yes, .module, .no, .string("a \"b\""), .number("0x10"), .number("-3")])
        #expect(fragment.requests.map(\.line) == [3, 4, 5, 6, 7, 8])
    }

    @Test(
        "A line that is none is an error with its place",
        arguments: [
            "CONFIG_A", "A=y", "CONFIG_A=yes", "CONFIG_A=\"open", "CONFIG_A=\"a\"b\"", "CONFIG_=y", "CONFIG_A-B=y",
            "CONFIG_A=", "garbage",
        ])
    func malformed(line: String) throws {
        let error = #expect(throws: ConfigError.self) {
            try ConfigFragment(parsing: "# x\n\(line)\n", name: "x.config")
        }
        #expect(error?.description.hasPrefix("x.config:2: ") == true)
    }

    @Test("A fragment that contradicts itself is an error with both places; a later fragment simply wins")
    func conflicts() throws {
        let error = #expect(throws: ConfigError.self) {
            try ConfigFragment(parsing: "CONFIG_A=y\nCONFIG_A=y\n# CONFIG_A is not set\n", name: "x.config")
        }
        #expect(error?.description == "x.config:3: CONFIG_A=n contradicts CONFIG_A=y at x.config:1")
        let merged = MergedConfig(merging: [
            try ConfigFragment(parsing: "CONFIG_A=y\nCONFIG_B=0x10\n", name: "1"),
            try ConfigFragment(parsing: "CONFIG_C=y\nCONFIG_A=n\nCONFIG_B=16\n", name: "2"),
        ])
        #expect(merged.text == "# CONFIG_A is not set\nCONFIG_B=16\nCONFIG_C=y\n")
        #expect(merged.overrides.map(\.description) == ["2:2: CONFIG_A=n replaces CONFIG_A=y of 1:1"])
    }

    @Test("What was asked for and is there is not reported, and Kconfig is not read for it")
    func met() throws {
        let merged = MergedConfig(merging: [
            try ConfigFragment(parsing: "CONFIG_A=y\nCONFIG_B=n\nCONFIG_C=0x10\nCONFIG_D=\"\"\n", name: "f")
        ])
        let config = try FinalConfig(parsing: "CONFIG_A=y\nCONFIG_C=16\n", name: ".config")
        var wasRead = false
        let dropped = ConfigCheck.dropped(from: merged, in: config) {
            wasRead = true
            return nil
        }
        #expect(dropped.isEmpty && !wasRead)
    }

    @Test("A symbol that the tree does not have")
    func notDefined() throws {
        let found = try Self.dropped("CONFIG_MISSPELT=y\n", config: "")
        #expect(found.map(\.cause) == [.notDefined])
        #expect(
            found[0].description.hasPrefix(
                "f.config:1: CONFIG_MISSPELT=y was dropped, it is not set in the final configuration"))
    }

    @Test("The false part of the dependencies is named, those of menus and ifs included")
    func unmetDependency() throws {
        let menu = try Self.dropped("CONFIG_DRM=y\n", config: "CONFIG_MMU=y\n")
        #expect(
            menu.map(\.cause) == [
                .unmetDependency(
                    definition: "drivers/Kconfig:4", expression: "HAS_IOMEM",
                    unmet: ["HAS_IOMEM (HAS_IOMEM is not defined in this tree)"])
            ])
        let parts = try Self.dropped(
            "CONFIG_DRM_VGEM=y\n", config: "CONFIG_HAS_IOMEM=y\nCONFIG_DRM=m\nCONFIG_MMU=y\nCONFIG_PREEMPT_RT=y\n")
        guard case .unmetDependency(_, let expression, let unmet) = parts.first?.cause else {
            Issue.record("\(parts)")
            return
        }
        #expect(expression == "HAS_IOMEM && DRM && (MMU || X86_64) && !PREEMPT_RT")
        #expect(unmet == ["DRM (DRM=m)", "!PREEMPT_RT (PREEMPT_RT=y)"])
    }

    @Test("A tristate that is content with m, and a bool in an if that wants more")
    func tristates() throws {
        #expect(
            try Self.dropped("CONFIG_DRM_VGEM=m\n", config: "CONFIG_HAS_IOMEM=y\nCONFIG_DRM=m\nCONFIG_MODULES=y\n")
                .first?.description.contains("unmet: MMU || X86_64 (MMU=n, X86_64 is not defined in this tree)") == true
        )
        let heaps = try Self.dropped("CONFIG_HEAPS=y\n", config: "CONFIG_EXPERT=y\nCONFIG_DRM=m\n")
        #expect(heaps.first?.description.contains("unmet: DRM=y (DRM=m)") == true)
        let prompt = try Self.dropped("CONFIG_HEAPS=y\n", config: "CONFIG_EXPERT=y\nCONFIG_DRM=y\n")
        #expect(prompt.first?.description.contains("(its prompt) depends on DEBUG") == true)
    }

    @Test("Comparisons are evaluated, macros of the compiler are not")
    func comparisons() throws {
        let old = try Self.dropped(
            "CONFIG_OLD=y\n", config: "CONFIG_EXPERT=y\nCONFIG_DRM=y\nCONFIG_GCC_VERSION=120200\n")
        #expect(old.first?.description.contains("unmet: GCC_VERSION<120000 (GCC_VERSION=120200)") == true)
    }

    @Test("A symbol without a prompt names its selectors; a selected one cannot be off")
    func selections() throws {
        let helper = try Self.dropped("CONFIG_DRM_HELPER=y\n", config: "CONFIG_HAS_IOMEM=y\nCONFIG_DRM=y\n")
        #expect(helper.map(\.cause) == [.noPrompt(selectedBy: ["DRM (DRM=y if DMA)"])])
        #expect(
            try Self.dropped("CONFIG_NOBODY=y\n", config: "CONFIG_HAS_IOMEM=y\n").map(\.cause) == [
                .noPrompt(selectedBy: [])
            ])
        let off = try Self.dropped(
            "# CONFIG_DRM_HELPER is not set\n", config: "CONFIG_DRM=y\nCONFIG_DMA=y\nCONFIG_DRM_HELPER=y\n")
        #expect(off.map(\.cause) == [.selected(by: ["DRM (DRM=y if DMA)"])])
    }

    @Test("Choices, types and what only menuconfig can tell")
    func others() throws {
        #expect(
            try Self.dropped("CONFIG_INFO_FULL=y\n", config: "CONFIG_INFO_NONE=y\n").map(\.cause) == [
                .choice(chosen: "INFO_NONE")
            ])
        #expect(
            try Self.dropped("CONFIG_MODULES=m\n", config: "").first?.description.contains("cannot be a module") == true
        )
        #expect(try Self.dropped("CONFIG_DRM=\"y\"\n", config: "").first?.description.contains("is no value") == true)
        #expect(try Self.dropped("CONFIG_LEVEL=9\n", config: "CONFIG_LEVEL=3\n").map(\.cause) == [.unknown])
    }

    @Test("Broken Kconfig files give problems, not traps")
    func brokenFiles() {
        let files = [
            "Kconfig":
                "endif\nsource \"gone\"\nconfig\nconfig A\n\tdepends on (B &&\n\thelp\nsource \"Kconfig\"\nconfig A-B\n"
        ]
        let kconfig = Kconfig { files[$0] }
        #expect(kconfig.defines("A"))
        #expect(kconfig.problems.contains { $0.message.contains("gone cannot be read") })
        #expect(kconfig.problems.contains { $0.message.contains("not an expression") })
        #expect(kconfig.problems.contains { $0.message.contains("nested too deep") })
    }
}
