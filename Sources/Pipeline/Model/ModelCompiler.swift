import EntityTagging
import Lexicons
import ModelStorage
import TextModel

/// Compiles lexicons, word classes, weights and patterns into one model.
public struct ModelCompiler {
    public private(set) var diagnostics: [Diagnostic] = []
    /// Directories of lexicons, a later one on top of an earlier.
    let lexicons: [FileName]

    public init(lexicons: [FileName]) { self.lexicons = lexicons }

    /// The compiled model as bytes. Errors in files are in `diagnostics`; a file that can't be read is thrown.
    public mutating func compile(sourceHash: (UInt64, UInt64) = (0, 0)) throws(FileError) -> [UInt8] {
        let vocabulary = VocabularyBuilder()
        var classes = WordClassLoader(vocabulary)
        var entries = EntryLoader()
        for directory in lexicons {
            try classes.load(directory: directory)
            try entries.load(directory: directory, shown: directory.last.text)
        }
        diagnostics += classes.diagnostics + entries.diagnostics
        var lexicon = LexiconBuilder(vocabulary: vocabulary)
        for row in entries.rows { lexicon.add(row) }
        var weights: [WeightRow] = []
        for directory in lexicons {
            for name in ["weights.tsv", "weights-nested.tsv"] {
                let path = directory.appending(FileName(name))
                guard FileReader.exists(path) else { continue }
                let file = TSVFile(bytes: try FileReader.read(path), name: directory.last.text + "/" + name, key: "evidence")
                diagnostics += file.diagnostics
                weights += WeightRow.rows(of: file, nested: name == "weights-nested.tsv", &diagnostics)
            }
        }
        var writer = ModelWriter()
        vocabulary.write(to: &writer)
        lexicon.write(to: &writer)
        WeightRow.write(weights, vocabulary.classNames, to: &writer)
        return writer.finish(sourceHash: sourceHash)
    }
}
