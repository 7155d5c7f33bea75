import EntityTagging
import Lexicons
import ModelStorage
import RelationExtraction
import SystemFiles
import TextModel

/// Compiles lexicons, word classes, values, weights and patterns into one model.
public struct ModelCompiler {
    /// Warnings; errors are thrown together when all files have been read.
    public private(set) var diagnostics: [Diagnostic] = []
    public private(set) var lexiconsHash = ""
    public private(set) var patternsHash = ""
    private let paths: ModelPaths
    private var hash = StableHash()

    public init(_ paths: ModelPaths) { self.paths = paths }

    public mutating func compile() throws(ModelError) -> [UInt8] {
        let vocabulary = VocabularyBuilder()
        var classes = WordClassLoader(vocabulary)
        var entries = EntryLoader()
        var values = ValueLexiconBuilder(vocabulary: vocabulary)
        var lists = SegmentationLists()
        var weights: [WeightRow] = []
        do throws(FileError) {
            for path in paths.lexicons {
                let directory = FileName(bytes: path.bytes), shown = path.lastComponent.text
                try classes.load(directory: directory)
                try entries.load(directory: directory, shown: shown)
                try values.load(directory: directory, shown: shown)
                if let file = try table(directory, "abbreviations.tsv", key: "abbreviation", shown) { lists.addAbbreviations(file) }
                if let file = try table(directory, "layout.tsv", key: "word", shown) { lists.addLayout(file) }
                for name in ["weights.tsv", "weights-nested.tsv"] {
                    if let file = try table(directory, name, key: "evidence", shown) {
                        weights += WeightRow.rows(of: file, nested: name == "weights-nested.tsv", &diagnostics)
                    }
                }
            }
        } catch {
            throw ModelError([Diagnostic(.error, file: error.path.text, line: 0, column: 0, message: error.description, remedy: "check --lexicons")])
        }
        diagnostics += classes.diagnostics + entries.diagnostics + values.diagnostics
        var lexicon = LexiconBuilder(vocabulary: vocabulary)
        for row in entries.rows { lexicon.add(row) }
        let program = try patterns(vocabulary)
        let errors = diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty { throw ModelError(errors) }
        var writer = ModelWriter()
        vocabulary.write(to: &writer)
        lexicon.write(to: &writer)
        values.write(to: &writer)
        lists.write(to: &writer)
        WeightRow.write(weights, vocabulary.classNames, to: &writer)
        program.write(to: &writer)
        return writer.finish(sourceHash: (0, 0))
    }

    private mutating func table(_ directory: FileName, _ name: String, key: String, _ shown: String) throws(FileError) -> TSVFile? {
        let path = directory.appending(FileName(name))
        guard FileReader.exists(path) else { return nil }
        let file = TSVFile(bytes: try FileReader.read(path), name: shown + "/" + name, key: key)
        diagnostics += file.diagnostics
        return file
    }

    /// Patterns of all pattern directories, checked against the schema beside or in the first of them.
    private mutating func patterns(_ vocabulary: VocabularyBuilder) throws(ModelError) -> PatternProgram {
        var schemaText = "", schemaName = "schema.tsv"
        var files: [(name: String, text: String)] = []
        do throws(FileError) {
            for path in paths.patterns {
                let directory = FileName(bytes: path.bytes)
                for candidate in [directory.appending(FileName("schema.tsv")), FileName(bytes: path.directory.bytes).appending(FileName("schema.tsv"))]
                where schemaText.isEmpty && FileReader.exists(candidate) {
                    schemaText = String(decoding: try FileReader.read(candidate), as: UTF8.self)
                    schemaName = candidate.text
                }
                for file in try FileReader.walk(directory, suffix: ".pattern") {
                    files.append((ModelCompiler.shown(file), String(decoding: try FileReader.read(file), as: UTF8.self)))
                }
            }
        } catch {
            throw ModelError([Diagnostic(.error, file: error.path.text, line: 0, column: 0, message: error.description, remedy: "check --patterns")])
        }
        let (schema, schemaProblems) = SchemaReader.read(name: schemaName, text: schemaText)
        let (parsed, problems) = PatternSource.parse(files: files)
        let (program, found) = PatternCompiler(vocabulary: vocabulary, schema: schema, schemaText: schemaText).compile(parsed)
        diagnostics += schemaProblems + problems + found
        return program
    }

    /// A pattern file as records name it: from its `seeds` or `patterns` directory on.
    private static func shown(_ file: FileName) -> String {
        let parts = file.text.split(separator: "/")
        let start = parts.lastIndex(of: "seeds") ?? parts.lastIndex(of: "patterns") ?? max(parts.count - 1, 0)
        return parts[start...].joined(separator: "/")
    }
}
