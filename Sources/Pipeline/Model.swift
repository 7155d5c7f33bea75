import RecordWriting
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
    public let names: any RecordNames
    /// What a manifest says about it.
    public let facts: ModelFacts

    /// - Throws: everything that is wrong in the files, all at once.
    public static func load(_ paths: ModelPaths) throws(ModelError) -> Model {
        Model(names: NoNames(), facts: ModelFacts())
    }

    /// The stages for one worker.
    public func makeProcessor() -> any DocumentProcessor { NoStages() }
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

private final class NoStages: DocumentProcessor {
    func process(_ document: Document, into analysis: inout Analysis) {}
}

private struct NoNames: RecordNames {
    let schema = FactSchema()
    func appendPlace(of entry: EntryID, to text: inout ByteBuffer) {}
    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer) {}
    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer) {}
    func appendLemma(_ word: WordID, to text: inout ByteBuffer) {}
    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID] { [] }
    func attributes(of entry: EntryID) -> [EntryAttribute] { [] }
}
