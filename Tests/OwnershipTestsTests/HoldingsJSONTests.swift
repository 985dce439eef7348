// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Testing

@testable import OwnershipTests

@Suite("JSON of what a process holds")
struct HoldingsJSONTests {
    private let holdings = ProcessHoldings(
        process: 5, command: "a \"b\"", mappings: [],
        descriptors: [
            HeldDescriptor(
                number: 3, buffer: HeldBuffer(inode: 9, exporter: "system", size: 4096, name: "x"), references: 2)
        ])

    private let none = #"{"times":0,"vmas":0,"bytes":0}"#

    private var amount: String {
        #""descriptors":1,"mapped":\#(none),"routes":{"fd/import":\#(none),"native":\#(none)}"#
    }

    @Test func schemaIsAsDocumented() {
        let totals = #"{"buffers":1,"size":4096,"buffersOfUnknownSize":0,\#(amount)}"#
        let expected =
            #"{"schema":1,"scope":"process","buffer":null,"missing":null,"refused":0,"processes":[{"pid":5,"#
            + #""command":"a \"b\"","mappings":[],"descriptors":[{"fd":3,"buffer":9,"references":2}],"#
            + #""totals":\#(totals)}],"buffers":[{"inode":9,"exporter":"system","name":"x","size":4096,"#
            + #""references":2,"processes":[5],\#(amount)}],"#
            + #""exporters":[{"exporter":"system","buffers":1,"size":4096,\#(amount)}],"#
            + #""totals":\#(totals),"unattributed":\#(none)}"#
        #expect(HoldingsJSON.line(HoldingsReport([holdings], scope: .process)) == expected)
    }

    @Test func whatIsMissingIsNamed() {
        let report = HoldingsReport([holdings], scope: .all, buffer: 9, refused: 2, limitation: .moduleMissing)
        let line = HoldingsJSON.line(report)
        #expect(
            line.hasPrefix(#"{"schema":1,"scope":"all","buffer":9,"missing":{"reason":"module-not-loaded","text":""#))
        #expect(line.contains(#""refused":2"#))
        #expect(
            HoldingsJSON.line(.noSuchProcess(7))
                == #"{"schema":1,"error":{"reason":"no-such-process","text":"there is no process 7, or it has ended"}}"#
        )
    }
}
