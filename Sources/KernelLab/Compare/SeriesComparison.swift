// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// What differs between two versions of the series, as `git range-diff` shows it.
///
/// Mails are enough for that: it is the patches that are compared, not the trees they make.
package struct SeriesComparison: Sendable {
    private let names: (first: String, second: String)
    private let pairs: [PatchPair]
    /// Lines shown around each difference.
    private static let context = 3

    package init(
        _ first: (name: String, patches: [ComparablePatch]), _ second: (name: String, patches: [ComparablePatch])
    ) {
        names = (first.name, second.name)
        pairs = PatchPair.pairs(first.patches, second.patches)
    }

    /// Reads two versions.
    ///
    /// - Parameters:
    ///   - first: A kernel that has a series, such as "7.3", or a folder of patches.
    ///   - here: What a relative path is relative to.
    /// - Throws: ``LabFailure``, exit code 64 when there is no such folder and 11 when it holds no series.
    package init(_ first: String, _ second: String, in repository: Repository, here: FilePath) throws(LabFailure) {
        self.init(
            (first, try Self.patches(first, in: repository, here: here)),
            (second, try Self.patches(second, in: repository, here: here)))
    }

    private static func patches(
        _ name: String, in repository: Repository, here: FilePath
    ) throws(LabFailure) -> [ComparablePatch] {
        let own = repository.seriesVersions.contains(name)
        let folder = own ? try repository.series(for: name) : here.pushing(FilePath(name))
        guard FileTree.status(folder)?.isFolder == true else {
            throw LabFailure(
                .usage, "\(name) is neither a version of the series nor a folder of patches",
                advice: "the versions are \(repository.seriesVersions.joined(separator: ", "))")
        }
        do {
            return try SeriesFolder(reading: folder).patches.map { patch in
                try ComparablePatch(parsing: String(decoding: patch.bytes, as: UTF8.self), file: patch.path.string)
            }
        } catch let failure as LabFailure {
            throw failure
        } catch {
            throw LabFailure(.apply, "\(error)")
        }
    }

    /// A line for each patch, below it what differs, and a line of totals.
    ///
    /// - Parameter isShort: Says of each changed patch only how much of it differs.
    package func text(isShort: Bool, colour: Bool) -> String {
        var lines: [String] = []
        for pair in pairs {
            lines.append(headline(pair, withParts: isShort))
            if !isShort, pair.relation == .changed, let first = pair.first, let second = pair.second {
                lines += Self.difference(first, second, colour: colour)
            }
        }
        lines.append(totals)
        return lines.joined(separator: "\n")
    }

    private func headline(_ pair: PatchPair, withParts: Bool) -> String {
        let subject = (pair.first ?? pair.second)?.subject ?? ""
        let parts = withParts && !pair.parts.isEmpty ? " (\(pair.parts))" : ""
        return "\(Self.number(pair.first)) \(pair.relation.rawValue) \(Self.number(pair.second))  \(subject)\(parts)"
    }

    private static func number(_ patch: ComparablePatch?) -> String {
        let text = patch.map { String($0.number) } ?? "-"
        return String(repeating: " ", count: max(0, 3 - text.count)) + text
    }

    private static func difference(
        _ first: ComparablePatch, _ second: ComparablePatch, colour: Bool
    ) -> [String] {
        let diff = LineDiff(from: first.lines, to: second.lines)
        var result: [String] = []
        for hunk in diff.hunks(context: context) {
            result.append("    @@ " + heading(diff.lines[...hunk.lowerBound]))
            for line in diff.lines[hunk] {
                let text = "    \(line.edit.rawValue)\(line.text)"
                switch line.edit {
                case .removed where colour: result.append("\u{1B}[31m\(text)\u{1B}[0m")
                case .added where colour: result.append("\u{1B}[32m\(text)\u{1B}[0m")
                default: result.append(text)
                }
            }
        }
        return result
    }

    /// The last function, file or part of the message that begins in some lines.
    private static func heading(_ lines: ArraySlice<LineDiff.Line>) -> String {
        for line in lines.reversed() {
            if line.text.hasPrefix(" ## "), line.text.hasSuffix(" ##") {
                return String(line.text.dropFirst(4).dropLast(3))
            }
            if line.text.hasPrefix("@@ ") {
                return String(line.text.dropFirst(3))
            }
        }
        return ""
    }

    private var totals: String {
        func count(_ relation: PatchPair.Relation) -> Int { pairs.count { $0.relation == relation } }
        return "\(count(.same)) same, \(count(.changed)) changed, \(count(.onlyInFirst)) only in \(names.first), "
            + "\(count(.onlyInSecond)) only in \(names.second)"
    }
}
