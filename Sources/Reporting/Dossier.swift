import RecordReading

/// All that a report shows: documents with their records, and what merging made of them.
public struct Dossier: Sendable {
    /// One document.
    public struct Document: Sendable {
        public var id: String
        public var record: DocumentRecord?
        public var mentions: [MentionRecord] = []
        public var entities: [EntityRecord] = []
        public var facts: [FactRecord] = []
        public var statements: [StatementRecord] = []
        /// The original text, where it could be read and every slice fits.
        public var text: [UInt8]?
    }

    public private(set) var documents: [Document] = []
    public private(set) var entities: [MergedEntity] = []
    public private(set) var clusters: [ClusterRecord] = []
    public private(set) var facts: [MergedFact] = []
    public private(set) var conflicts: [ConflictRecord] = []
    /// Documents that were left out for their number.
    public private(set) var omitted = 0
    private var indices: [[UInt8]: Int] = [:]
    private var left: Set<[UInt8]> = []
    public let maximumDocuments: Int

    public init(maximumDocuments: Int = 200) { self.maximumDocuments = maximumDocuments }

    public mutating func add(_ record: Record) {
        switch record {
        case .document(let r): with(r.doc) { $0.record = r }
        case .mention(let r): with(r.doc) { $0.mentions.append(r) }
        case .entity(let r): with(r.doc) { $0.entities.append(r) }
        case .fact(let r): with(r.doc) { $0.facts.append(r) }
        case .statement(let r): with(r.doc) { $0.statements.append(r) }
        case .merged(.entity(let r)): entities.append(r)
        case .merged(.cluster(let r)): clusters.append(r)
        case .merged(.fact(let r)): facts.append(r)
        case .merged(.conflict(let r)): conflicts.append(r)
        }
    }

    public var hasMergedRecords: Bool { !entities.isEmpty || !clusters.isEmpty || !facts.isEmpty || !conflicts.isEmpty }

    private mutating func with(_ doc: String, _ change: (inout Document) -> Void) {
        let key = Array(doc.utf8)
        if let index = indices[key] { return change(&documents[index]) }
        guard documents.count < maximumDocuments else {
            if left.insert(key).inserted { omitted += 1 }
            return
        }
        indices[key] = documents.count
        documents.append(Document(id: doc))
        change(&documents[documents.count - 1])
    }

    func index(of doc: String) -> Int? { indices[Array(doc.utf8)] }

    /// Gives every document its text, where `read` finds bytes that the records fit.
    public mutating func loadTexts(_ read: (DocumentRecord) -> [UInt8]?) {
        for i in documents.indices {
            guard let record = documents[i].record, let bytes = read(record) else { continue }
            if TextSlices.fits(bytes, documents[i]) { documents[i].text = bytes }
        }
    }
}
