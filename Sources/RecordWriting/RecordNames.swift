import TextModel

/// What records need to know about ids: rows of lexicons, patterns, words, types and roles. Texts are appended as plain UTF-8; the writer escapes them.
public protocol RecordNames: Sendable {
    /// Names of types and roles, codes of code books.
    var schema: FactSchema { get }

    /// File and line of a lexicon row: `lexicons/gpe/cities.tsv:123`.
    func appendPlace(of entry: EntryID, to text: inout ByteBuffer)

    /// A pattern's id, and its file and line behind a space: `attack-verb-target seeds/patterns/attack.rabt:12`.
    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer)

    /// The folded name of a mention without clitics.
    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer)

    /// The lemma of a reporting verb or noun.
    func appendLemma(_ word: WordID, to text: inout ByteBuffer)

    /// Ids of a row in public knowledge bases (wikidata, geonames, iso3166-1, iso3166-2), in the row's order.
    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID]

    /// The other columns of a row, in the file's order.
    func attributes(of entry: EntryID) -> [EntryAttribute]

    /// The same as of a day (ISO 8601, empty where it isn't known): posts that were held then, of all rows of the thing.
    func attributes(of entry: EntryID, on date: String) -> [EntryAttribute]
}

extension RecordNames {
    public func attributes(of entry: EntryID, on date: String) -> [EntryAttribute] { attributes(of: entry) }
}

public struct KnowledgeBaseID: Sendable, Hashable {
    public var scheme: String
    public var id: String
    public init(scheme: String, id: String) {
        self.scheme = scheme
        self.id = id
    }
}

public struct EntryAttribute: Sendable, Hashable {
    public var name: String
    public var value: String
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
