import Lexicons
import EntityTagging
import SystemFiles
import TextModel

/// A file that a model is compiled from.
package struct SourceFile: Sendable {
    package enum Role: Hashable, Sendable {
        case words(WordClassLoader.Kind)
        case entries(Label)
        case values(String)
        case abbreviations, layout, evidenceWords
        case weights(nested: Bool)
        case schema, patterns
    }

    package var path: FilePath
    package var role: Role
    /// Which of the lexicon directories it is in, from 0; later ones overrule earlier ones.
    package var layer: Int
    /// As records and messages name it: `lexicons/gpe/cities.tsv`.
    package var shown: String

    /// The word class of a file of words, verbs or name parts.
    package var className: String { WordClassLoader.className(FileName(bytes: path.bytes)) }
    package var isLexicon: Bool { role != .schema && role != .patterns }
}

/// The files of lexicon and pattern directories in the order in which they are compiled.
package struct SourceList: Sendable {
    package private(set) var files: [SourceFile] = []
    /// Directories that were listed, and files that aren't there but would be read: while they stay as they are, so does the list.
    private(set) var places: [FilePath] = []

    package init(_ paths: ModelPaths) throws(FileError) {
        for (layer, path) in paths.lexicons.enumerated() { try addLexicons(path, layer) }
        try addPatterns(paths.patterns)
    }

    private mutating func addLexicons(_ root: FilePath, _ layer: Int) throws(FileError) {
        let shown = root.lastComponent.text
        let directory = FileName(bytes: root.bytes)
        if !FileReader.isDirectory(directory) { _ = try FileReader.names(in: directory) }
        places.append(root)
        for kind in WordClassLoader.Kind.allCases { try addFolder(root, kind.rawValue, .words(kind), layer, shown) }
        for label in Label.allCases { try addFolder(root, label.name.lowercased(), .entries(label), layer, shown) }
        if FileReader.isDirectory(FileName(bytes: root.appending("values").bytes)) { places.append(root.appending("values")) }
        for name in ValueLexiconBuilder.fileNames { addFile(root, "values/\(name).tsv", .values(name), layer, shown) }
        addFile(root, "abbreviations.tsv", .abbreviations, layer, shown)
        addFile(root, "layout.tsv", .layout, layer, shown)
        addFile(root, EvidenceWords.fileName, .evidenceWords, layer, shown)
        addFile(root, "weights.tsv", .weights(nested: false), layer, shown)
        addFile(root, "weights-nested.tsv", .weights(nested: true), layer, shown)
    }

    private mutating func addFolder(_ root: FilePath, _ name: String, _ role: SourceFile.Role, _ layer: Int, _ shown: String) throws(FileError) {
        let folder = root.appending(name)
        guard FileReader.isDirectory(FileName(bytes: folder.bytes)) else { return }
        places.append(folder)
        var seen: Set<FilePath> = [folder]
        for file in try FileReader.walk(FileName(bytes: folder.bytes), suffix: ".tsv") {
            let path = FilePath(bytes: file.bytes)
            if seen.insert(path.directory).inserted { places.append(path.directory) }
            let relative = String(decoding: path.bytes.dropFirst(folder.bytes.count + 1), as: UTF8.self)
            files.append(SourceFile(path: path, role: role, layer: layer, shown: "\(shown)/\(name)/\(relative)"))
        }
    }

    private mutating func addFile(_ root: FilePath, _ name: String, _ role: SourceFile.Role, _ layer: Int, _ shown: String) {
        let path = root.appending(name)
        guard FileReader.exists(FileName(bytes: path.bytes)) else { return }
        files.append(SourceFile(path: path, role: role, layer: layer, shown: "\(shown)/\(name)"))
    }

    /// All pattern files, and the schema in or beside the first directory that has one.
    private mutating func addPatterns(_ directories: [FilePath]) throws(FileError) {
        var hasSchema = false
        for root in directories {
            places.append(root)
            for candidate in [root.appending("schema.tsv"), root.directory.appending("schema.tsv")] where !hasSchema {
                hasSchema = FileReader.exists(FileName(bytes: candidate.bytes))
                if hasSchema {
                    files.append(SourceFile(path: candidate, role: .schema, layer: 0, shown: "schema.tsv"))
                } else {
                    places.append(candidate)
                }
            }
            var seen: Set<FilePath> = [root]
            for file in try FileReader.walk(FileName(bytes: root.bytes), suffix: ".pattern") {
                let path = FilePath(bytes: file.bytes)
                if seen.insert(path.directory).inserted { places.append(path.directory) }
                files.append(SourceFile(path: path, role: .patterns, layer: 0, shown: SourceList.shown(pattern: path)))
            }
        }
    }

    /// A pattern file as records name it: from its `seeds` or `patterns` directory on.
    private static func shown(pattern file: FilePath) -> String {
        let parts = file.text.split(separator: "/")
        let start = parts.lastIndex(of: "seeds") ?? parts.lastIndex(of: "patterns") ?? max(parts.count - 1, 0)
        return parts[start...].joined(separator: "/")
    }
}
