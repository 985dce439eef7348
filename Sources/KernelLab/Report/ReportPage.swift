// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KTAP
internal import Mustache

/// The run as one page of HTML for people: complete in itself, and complete without scripts.
///
/// Whatever a guest sent is text there and nothing else: the template escapes it, and the page's own policy lets a
/// browser run and load nothing but what the page was made with. The page stays of a readable size whatever the run
/// printed; the files beside it have the rest.
package struct ReportPage: Sendable {
    private let report: RunReport

    package init(_ report: RunReport) {
        self.report = report
    }

    /// The document, UTF-8.
    package func html() throws -> [UInt8] {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        let template = try MustacheTemplate(string: Self.text(PackageResources.report_mustache))
        return Array(template.render(PageContent(report, style: Self.style, script: Self.script)).utf8)
    }

    private static var style: String { text(PackageResources.report_css) }
    private static var script: String { text(PackageResources.report_js) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
