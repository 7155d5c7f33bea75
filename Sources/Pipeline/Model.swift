import ArabicText
import ClauseBounds
import EntityTagging
import Lexicons
import ModelStorage
import RecordWriting
import RelationExtraction
import Segmentation
import SystemFiles
import TextModel

/// Lexicons and patterns as they are on disk.
public struct ModelPaths: Sendable {
    /// Directories of lexicons; later ones add to earlier ones.
    public var lexicons: [FilePath]
    public var patterns: [FilePath]
    public init(lexicons: [FilePath], patterns: [FilePath]) {
        self.lexicons = lexicons
        self.patterns = patterns
    }
}

/// The compiled lexicons and patterns: read once, shared by all workers.
public struct Model: Sendable {
    public let lexicon: Lexicon
    public let program: PatternProgram
    public let names: any RecordNames
    /// What a manifest says about it.
    public let facts: ModelFacts
    /// Warnings of the files that it was compiled from.
    public let warnings: [Diagnostic]
    public let file: ModelFile
    let abbreviations: AbbreviationTable
    let layout: LayoutWords

    public init(_ file: ModelFile, facts: ModelFacts = ModelFacts(), warnings: [Diagnostic] = []) {
        self.file = file
        lexicon = Lexicon(file)
        program = PatternProgram(file: file)
        names = ModelNames(lexicon: lexicon, program: program)
        self.facts = facts
        self.warnings = warnings
        let lists = SegmentationLists(file)
        abbreviations = AbbreviationTable(lists.abbreviations)
        layout = LayoutWords(outlets: lists.outlets, authorMarks: lists.authorMarks, verbs: lists.verbs)
    }

    /// The stages for one worker. `types`: the records that will be written; stages that none of them needs are left out.
    public func makeProcessor(for types: RecordTypes = .all, isTimed: Bool = false) -> any DocumentProcessor {
        Stages(self, findsFacts: types.needFacts, isTimed: isTimed)
    }
}

public struct ModelFacts: Sendable {
    public var icuVersion = ""
    public var unicodeVersion = ""
    /// Hashes of the content of all lexicon and pattern files, hexadecimal.
    public var lexiconsHash = ""
    public var patternsHash = ""
    public init() {}
}

public struct ModelError: Error, Sendable {
    public var diagnostics: [Diagnostic]
    /// `file:line:column: what; what to do`
    public var lines: [String] { diagnostics.map(\.description) }
    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
