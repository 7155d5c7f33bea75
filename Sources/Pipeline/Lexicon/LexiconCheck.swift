import EntityTagging
import Lexicons
import SystemFiles
import TextModel

/// Checks lexicon directories: what compiling would report, and what only looks wrong. Nothing is left out for being the fiftieth.
public struct LexiconCheck {
    public private(set) var diagnostics: [Diagnostic] = []
    public private(set) var fileCount = 0
    public private(set) var rowCount = 0
    /// Files of text, as they were read, for repairs.
    public private(set) var files: [(path: FilePath, bytes: [UInt8], repair: LexiconRepair.Kind?)] = []

    /// `replacing`: checks as if this file had other content (it need not be there).
    public init(_ directories: [FilePath], replacing file: FilePath? = nil, by bytes: [UInt8] = []) throws(ModelError) {
        var snapshot = try ModelCompiler.read(ModelPaths(lexicons: directories, patterns: []))
        if let file { snapshot.replace(file, by: bytes) }
        let vocabulary = VocabularyBuilder()
        var classes = WordClassLoader(vocabulary), entries = EntryLoader(), values = ValueLexiconBuilder(vocabulary: vocabulary)
        var checker = LexiconChecker()
        var tables: [(item: SourceSnapshot.Item, table: TSVFile)] = []
        for item in snapshot.items {
            guard let key = item.file.role.key else { continue }
            tables.append((item, TSVFile(bytes: item.bytes, name: item.file.path.text, key: key, limit: .max)))
        }
        for (item, table) in tables {
            if case .words(let kind) = item.file.role, item.file.layer > 0 {
                classes.announce(table, kind: kind, className: item.file.className, layer: item.file.layer)
            }
        }
        for (item, table) in tables {
            fileCount += 1
            rowCount += table.rowCount
            files.append((item.file.path, item.bytes, item.file.role.repair))
            switch item.file.role {
            case .words(let kind):
                classes.add(table, kind: kind, className: item.file.className, layer: item.file.layer)
                checker.add(table, .words(kind), className: item.file.className)
            case .entries(let label):
                entries.add(table, label: label, layer: item.file.layer)
                checker.add(entries: table, label: label, layer: item.file.layer)
            case .values(let name):
                // Marks are part of what these files list (الـ).
                diagnostics += table.diagnostics.filter { $0.severity == .error }
                values.add(table, named: name)
            case .abbreviations:
                diagnostics += table.diagnostics
                checker.add(table, .abbreviations)
            case .layout:
                diagnostics += table.diagnostics
                checker.add(table, .layout)
            case .evidenceWords: diagnostics += table.diagnostics
            case .weights(let nested):
                diagnostics += table.diagnostics
                _ = WeightRow.rows(of: table, nested: nested, &diagnostics)
            case .schema, .patterns: break
            }
        }
        _ = entries.takeRows()
        diagnostics += classes.diagnostics + entries.diagnostics + values.diagnostics + checker.finish(words: vocabulary)
        let order = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1.path.text, $0) })
        diagnostics = Set(diagnostics).sorted { a, b in
            let x = order[a.file] ?? -1, y = order[b.file] ?? -1
            return (x, a.line, a.column, a.severity.rawValue, a.message) < (y, b.line, b.column, b.severity.rawValue, b.message)
        }
    }

    public var errorCount: Int { diagnostics.count { $0.severity == .error } }
    public var warningCount: Int { diagnostics.count - errorCount }
}

extension SourceFile.Role {
    /// The column that no row leaves empty.
    var key: String? {
        switch self {
        case .words(let kind): kind.key
        case .entries: "name"
        case .values: "word"
        case .abbreviations: "abbreviation"
        case .layout: "word"
        case .evidenceWords: EvidenceWords.key
        case .weights: "evidence"
        case .schema, .patterns: nil
        }
    }

    /// What repairs may touch: the cells of other files are no names and words.
    var repair: LexiconRepair.Kind? {
        switch self {
        case .entries, .words(.names): .names
        case .words: .words
        default: nil
        }
    }
}
