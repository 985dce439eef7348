// SPDX-License-Identifier: GPL-2.0-only

/// A library that is not where the loader would look for it.
package struct LibraryError: Error, Equatable, CustomStringConvertible {
    package let library: String
    /// The file that needs it.
    package let neededBy: String
    package let searched: [String]

    package var description: String {
        "\(neededBy) needs \(library), which is in none of \(searched.joined(separator: ", "))"
    }
}

/// One file that must be in the guest for a program to start.
package struct ResolvedLibrary: Sendable, Equatable {
    /// As the loader in the guest will look for it: the soname, or the interpreter's own path.
    package let name: String
    /// Path on the host, and in the guest.
    package let path: String
}

/// Finds a program's libraries as ld.so does, without running it (and so without ldd).
package enum LibraryResolution {
    /// All libraries that `program` needs, directly and through others, each once, in order of discovery; the
    /// interpreter comes first.
    ///
    /// - Parameters:
    ///   - searchPath: folders of the system, as ld.so.conf has them.
    ///   - lookup: reads the ELF file at a path; nil when there is none, or when it is none that fits.
    package static func resolve(
        program path: String, _ program: ELFDynamic, searchPath: [String], lookup: (String) -> ELFDynamic?
    ) throws(LibraryError) -> [ResolvedLibrary] {
        var found: [ResolvedLibrary] = []
        if let interpreter = program.interpreter {
            guard lookup(interpreter) != nil else {
                throw LibraryError(library: interpreter, neededBy: path, searched: ["/"])
            }
            found.append(ResolvedLibrary(name: interpreter, path: interpreter))
        }
        var queue: [(path: String, file: ELFDynamic, inherited: [String])] = [(path, program, [])]
        while !queue.isEmpty {
            let (user, file, inherited) = queue.removeFirst()
            // DT_RPATH counts only without DT_RUNPATH, and only it is inherited by what the file loads.
            let own = folders(file.runpath, of: user)
            let rpath = file.runpath.isEmpty ? folders(file.rpath, of: user) + inherited : []
            for name in file.needed where !found.contains(where: { $0.name == name || fileName($0.path) == name }) {
                let candidates = name.contains("/") ? [name] : (rpath + own + searchPath).map { $0 + "/" + name }
                var hit: (path: String, file: ELFDynamic)?
                for place in candidates {
                    // Another machine's library of the same name is passed over, as ld.so does.
                    if let file = lookup(place), file.machine == program.machine {
                        hit = (place, file)
                        break
                    }
                }
                guard let hit else {
                    throw LibraryError(library: name, neededBy: user, searched: candidates.map { folder(of: $0) })
                }
                found.append(ResolvedLibrary(name: name, path: hit.path))
                queue.append((hit.path, hit.file, rpath))
            }
        }
        return found
    }

    private static func folders(_ paths: [String], of file: String) -> [String] {
        paths.map { path in
            path.replacing("${ORIGIN}", with: folder(of: file)).replacing("$ORIGIN", with: folder(of: file))
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func fileName(_ path: String) -> Substring {
        path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    }
}
