/// A document as it came in: its id and its bytes, valid UTF-8, never changed.
public struct Document: Sendable {
    /// Unique in a run.
    public var id: String
    /// Path or the id that a JSONL line gave.
    public var source: String
    /// ISO 8601 (`2017-02-25`), empty where not known.
    public var date: String
    public var text: [UInt8]
    /// What else a JSONL line carried: raw JSON object text, empty where none.
    public var meta: [UInt8]

    public init(id: String, source: String, date: String, text: [UInt8], meta: [UInt8] = []) {
        self.id = id
        self.source = source
        self.date = date
        self.text = text
        self.meta = meta
    }
}

/// Everything the stages found in one document. Each stage appends its own arrays and edits no earlier one's
/// (but for the back references that the comments name). One value per worker, reused from document to document.
public struct Analysis: Sendable {
    // Segmentation
    public var tokens: [Token] = []
    public var sentences: [Sentence] = []
    public var quotations: [Quotation] = []
    // Tagging (the resolver sets `entity`)
    public var mentions: [Mention] = []
    // Clause bounds
    public var clauses: [Clause] = []
    // Statements, relations, events
    public var statements: [Statement] = []
    public var facts: [Fact] = []
    /// Pool for arguments of statements and facts.
    public var arguments: [Argument] = []
    /// Pool for attribution chains.
    public var attributions: [StatementID] = []
    // Source line
    public var publisher: ByteRange?
    public var dateline: ByteRange?
    public var author: ByteRange?
    // Resolution
    public var entities: [Entity] = []

    public init() {}

    /// Empties all arrays and keeps their memory.
    public mutating func reset() {
        tokens.removeAll(keepingCapacity: true)
        sentences.removeAll(keepingCapacity: true)
        quotations.removeAll(keepingCapacity: true)
        mentions.removeAll(keepingCapacity: true)
        clauses.removeAll(keepingCapacity: true)
        statements.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
        arguments.removeAll(keepingCapacity: true)
        attributions.removeAll(keepingCapacity: true)
        entities.removeAll(keepingCapacity: true)
        publisher = nil
        dateline = nil
        author = nil
    }
}
