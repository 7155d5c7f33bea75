import EntityTagging
import Lexicons
import ModelStorage
import RelationExtraction
import StatementDetection
import SystemFiles
import TextModel

/// Compiles lexicons, word classes, values, weights and patterns into one model.
public struct ModelCompiler {
    /// Warnings; errors are thrown together when all files have been read.
    public private(set) var diagnostics: [Diagnostic] = []
    private let paths: ModelPaths

    public init(_ paths: ModelPaths) { self.paths = paths }

    /// Compiles to a file, which appears when it is complete.
    public mutating func compile(to path: FilePath) throws(CompileError) {
        let writer: ModelWriter
        do throws(ModelError) { writer = try tables(try ModelCompiler.read(paths)) } catch { throw .sources(error) }
        do throws(SystemError) {
            var file = try RecordOutput(file: path)
            try writer.write(sourceHash: (0, 0)) { bytes throws(SystemError) in try file.write(bytes) }
            try file.finish()
        } catch { throw .output(error) }
    }

    public enum CompileError: Error {
        case sources(ModelError)
        case output(SystemError)
    }

    public mutating func compile() throws(ModelError) -> [UInt8] {
        try compile(try ModelCompiler.read(paths), hash: (0, 0))
    }

    static let largestSources = 1 << 30

    /// What else a model's tables depend on, beside its format: the numbering of evidence.
    static let compatibility = EvidenceCatalog.fingerprint

    /// Reads all files.
    static func read(_ paths: ModelPaths) throws(ModelError) -> SourceSnapshot {
        do throws(FileError) { return try SourceSnapshot(paths) } catch {
            throw ModelError([Diagnostic(.error, file: error.path.text, line: 0, column: 0, message: error.reason, remedy: "check --lexicons and --patterns")])
        }
    }

    mutating func compile(_ sources: SourceSnapshot, hash: (UInt64, UInt64)) throws(ModelError) -> [UInt8] {
        try tables(sources).finish(sourceHash: hash)
    }

    /// All sections of the model.
    mutating func tables(_ sources: consuming SourceSnapshot) throws(ModelError) -> ModelWriter {
        var sources = sources
        // Offsets in the tables are 32 bits wide, and no table is larger than its sources.
        guard sources.items.reduce(0, { $0 + $1.bytes.count }) <= ModelCompiler.largestSources else {
            throw ModelError([Diagnostic(.error, file: paths.lexicons.first?.text ?? "lexicons", line: 0, column: 0, message: "lexicons and patterns are larger than 1 GiB",
                                         remedy: "leave out what you don't need")])
        }
        let hashes = (sources.lexiconsHash, sources.patternsHash)
        let isLayered = sources.items.contains { $0.file.layer > 0 }
        let vocabulary = VocabularyBuilder()
        var classes = WordClassLoader(vocabulary)
        var entries = EntryLoader()
        var values = ValueLexiconBuilder(vocabulary: vocabulary)
        var lists = SegmentationLists()
        var weights: [WeightRow] = []
        var evidenceWords: [TSVFile] = []
        var schema = SourceSnapshot.Item?.none
        var patterns: [(name: String, text: String)] = []
        for item in sources.items where item.file.layer > 0 {
            guard case .words(let kind) = item.file.role else { continue }
            classes.announce(TSVFile(bytes: item.bytes, name: item.file.shown, key: kind.key), kind: kind, className: item.file.className, layer: item.file.layer)
        }
        // Rows of later directories first: with them at hand the first directory's go by without being kept.
        for item in sources.items where item.file.layer > 0 {
            guard case .entries(let label) = item.file.role else { continue }
            entries.add(TSVFile(bytes: item.bytes, name: item.file.shown, key: "name"), label: label, layer: item.file.layer)
        }
        if isLayered { entries.endUpperLayers() }
        var lexicon = LexiconBuilder(vocabulary: vocabulary)
        for i in sources.items.indices {
            let item = sources.take(i)
            let name = item.file.shown
            switch item.file.role {
            case .words(let kind):
                let file = TSVFile(bytes: item.bytes, name: name, key: kind.key)
                classes.add(file, kind: kind, className: item.file.className, layer: item.file.layer)
            case .entries(let label):
                if item.file.layer > 0 { continue }
                entries.addLowest(TSVFile(bytes: item.bytes, name: name, key: "name"), label: label) { lexicon.add($0) }
            case .values(let kind): values.add(TSVFile(bytes: item.bytes, name: name, key: "word"), named: kind)
            case .abbreviations: lists.addAbbreviations(table(item, key: "abbreviation"))
            case .layout: lists.addLayout(table(item, key: "word"))
            case .evidenceWords: evidenceWords.append(table(item, key: EvidenceWords.key))
            case .weights(let nested): weights += WeightRow.rows(of: table(item, key: "evidence"), nested: nested, &diagnostics)
            case .schema: schema = item
            case .patterns: patterns.append((name, String(decoding: item.bytes, as: UTF8.self)))
            }
        }
        for row in entries.takeRows() { lexicon.add(row) }
        // When all classes are known.
        for file in evidenceWords { EvidenceWords.add(file, to: vocabulary) }
        diagnostics += classes.diagnostics + entries.diagnostics + values.diagnostics
        // Patterns stand on word classes: lexicons of names alone (a small set of one's own) are used without patterns.
        let program = compile(classes.files.isEmpty ? [] : patterns, schema, vocabulary)
        let errors = diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty { throw ModelError(errors) }
        var writer = ModelWriter()
        vocabulary.write(to: &writer)
        lexicon.write(to: &writer)
        values.write(to: &writer)
        lists.write(to: &writer)
        StatementLexiconBuilder(classes).write(to: &writer)
        WeightRow.write(weights, vocabulary.classNames, to: &writer)
        program.write(to: &writer)
        writer.add("mbuild", Array(ModelCompiler.compatibility.utf8))
        writer.add("mlexhash", Array(hashes.0.utf8))
        writer.add("mpathash", Array(hashes.1.utf8))
        return writer
    }

    private mutating func table(_ item: SourceSnapshot.Item, key: String) -> TSVFile {
        let file = TSVFile(bytes: item.bytes, name: item.file.shown, key: key)
        diagnostics += file.diagnostics
        return file
    }

    private mutating func compile(_ files: [(name: String, text: String)], _ schemaFile: SourceSnapshot.Item?, _ vocabulary: VocabularyBuilder) -> PatternProgram {
        let schemaText = schemaFile.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        let (schema, schemaProblems) = SchemaReader.read(name: schemaFile?.file.path.text ?? "schema.tsv", text: schemaText)
        let (parsed, problems) = PatternSource.parse(files: files)
        let (program, found) = PatternCompiler(vocabulary: vocabulary, schema: schema, schemaText: schemaText).compile(parsed)
        diagnostics += schemaProblems + problems + found
        return program
    }
}
