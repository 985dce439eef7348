// SPDX-License-Identifier: GPL-2.0-only

import KTAP

/// What the series' own KUnit suite says of the kernel it runs in, a test for each of its cases.
///
/// The cases run inside the kernel when their module is loaded, on an address space that KUnit makes for them
/// (`kunit_vm_mmap()`); what is reported here is what debugfs has of them afterwards.
enum KUnitSuite {
    static let suite = Suite(
        "kunit",
        KUnitResults.cases.map { name in
            Test(name, needs: [.root, .kunit]) { context in
                guard let result = try KUnitResults.read().first(where: { $0.name == name }) else {
                    return context.fail("the kernel's KUnit suite has no case \(name)")
                }
                for line in result.diagnostics { context.note(line) }
                switch result.status {
                case .pass: break
                case .skip: throw SkipTest(reason: result.reason ?? "skipped by KUnit")
                default: context.fail("KUnit says: \(result.status.rawValue)")
                }
            }
        } + [
            Test("no-other-case", needs: [.root, .kunit]) { context in
                let others = try KUnitResults.read().map(\.name).filter { !KUnitResults.cases.contains($0) }
                context.equal(others, [], "cases that are not listed here")
            }
        ])
}
