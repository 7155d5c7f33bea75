/// A piece of a document's text with its offsets, in the unit that the document record names.
public struct SliceRecord: Sendable, Equatable {
    public var text: String
    public var start: Int
    public var end: Int

    public init(text: String, start: Int, end: Int) {
        self.text = text
        self.start = start
        self.end = end
    }
}

public struct DocumentRecord: Sendable, Equatable {
    public var doc: String
    public var source: String
    public var date: String?
    public var length: Int
    public var offsets: String
    public var publisher: SliceRecord?
    public var dateline: SliceRecord?
    public var author: SliceRecord?

    public init(doc: String, source: String, date: String? = nil, length: Int, offsets: String, publisher: SliceRecord? = nil,
                dateline: SliceRecord? = nil, author: SliceRecord? = nil) {
        self.doc = doc
        self.source = source
        self.date = date
        self.length = length
        self.offsets = offsets
        self.publisher = publisher
        self.dateline = dateline
        self.author = author
    }
}

public struct MentionRecord: Sendable, Equatable {
    public var doc: String
    public var id: String
    public var label: String
    public var form: String
    public var text: String
    public var start: Int
    public var end: Int
    public var name: String
    public var entity: String?
    public var value: String?
    public var foundBy: String
    /// Number of the sentence; 0 where the record doesn't say.
    public var sentence: Int

    public init(doc: String, id: String, label: String, form: String, text: String, start: Int, end: Int, name: String, entity: String? = nil,
                value: String? = nil, foundBy: String, sentence: Int = 0) {
        self.doc = doc
        self.id = id
        self.label = label
        self.form = form
        self.text = text
        self.start = start
        self.end = end
        self.name = name
        self.entity = entity
        self.value = value
        self.foundBy = foundBy
        self.sentence = sentence
    }
}

public struct NamedValue: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

public struct EntityRecord: Sendable, Equatable {
    public var doc: String
    public var id: String
    public var label: String
    public var name: String
    public var aliases: [String]
    /// Number of mentions.
    public var mentions: Int
    /// Scheme and id.
    public var kb: [NamedValue]
    public var attributes: [NamedValue]
    public var key: String
    /// The lexicon row, nil where the name isn't listed.
    public var foundBy: String?
    /// Only in partial records: whether a mention of it is a name. nil = ask the mention records.
    public var named: Bool?

    public init(doc: String, id: String, label: String, name: String, aliases: [String], mentions: Int, kb: [NamedValue], attributes: [NamedValue],
                key: String, foundBy: String? = nil, named: Bool? = nil) {
        self.doc = doc
        self.id = id
        self.label = label
        self.name = name
        self.aliases = aliases
        self.mentions = mentions
        self.kb = kb
        self.attributes = attributes
        self.key = key
        self.foundBy = foundBy
        self.named = named
    }
}

public struct ArgumentRecord: Sendable, Equatable {
    public var role: String
    public var text: String
    public var start: Int
    public var end: Int
    public var mention: String?
    public var entity: String?
    public var label: String?
    public var value: String?

    public init(role: String, text: String, start: Int, end: Int, mention: String? = nil, entity: String? = nil, label: String? = nil,
                value: String? = nil) {
        self.role = role
        self.text = text
        self.start = start
        self.end = end
        self.mention = mention
        self.entity = entity
        self.label = label
        self.value = value
    }
}

public struct AttributionRecord: Sendable, Equatable {
    public var statement: String
    public var text: String?
    public var entity: String?

    public init(statement: String, text: String? = nil, entity: String? = nil) {
        self.statement = statement
        self.text = text
        self.entity = entity
    }
}

/// A relation or an event.
public struct FactRecord: Sendable, Equatable {
    public var doc: String
    public var id: String
    public var isEvent: Bool
    /// `position_held`, `Attack`, …
    public var type: String
    public var args: [ArgumentRecord]
    public var start: Int
    public var end: Int
    /// The slice from start to end; nil where the writer left it out.
    public var text: String?
    public var sentence: Int
    public var polarity: String
    public var modality: String
    /// Outermost source first.
    public var attribution: [AttributionRecord]
    public var trigger: SliceRecord?
    public var foundBy: String

    public init(doc: String, id: String, isEvent: Bool, type: String, args: [ArgumentRecord], start: Int, end: Int, text: String? = nil,
                sentence: Int, polarity: String, modality: String, attribution: [AttributionRecord], trigger: SliceRecord? = nil, foundBy: String) {
        self.doc = doc
        self.id = id
        self.isEvent = isEvent
        self.type = type
        self.args = args
        self.start = start
        self.end = end
        self.text = text
        self.sentence = sentence
        self.polarity = polarity
        self.modality = modality
        self.attribution = attribution
        self.trigger = trigger
        self.foundBy = foundBy
    }
}

public struct StatementRecord: Sendable, Equatable {
    public var doc: String
    public var id: String
    public var cue: SliceRecord
    public var form: String
    public var args: [ArgumentRecord]
    public var content: SliceRecord
    public var sentence: Int
    public var attribution: [AttributionRecord]

    public init(doc: String, id: String, cue: SliceRecord, form: String, args: [ArgumentRecord], content: SliceRecord, sentence: Int,
                attribution: [AttributionRecord]) {
        self.doc = doc
        self.id = id
        self.cue = cue
        self.form = form
        self.args = args
        self.content = content
        self.sentence = sentence
        self.attribution = attribution
    }
}

/// One line of `rabt extract`.
public enum Record: Sendable, Equatable {
    case document(DocumentRecord)
    case mention(MentionRecord)
    case entity(EntityRecord)
    case fact(FactRecord)
    case statement(StatementRecord)
    /// A line of `rabt merge`.
    case merged(MergedRecord)

    /// The document's id; nil for lines of `rabt merge`.
    public var doc: String? {
        switch self {
        case .document(let r): r.doc
        case .mention(let r): r.doc
        case .entity(let r): r.doc
        case .fact(let r): r.doc
        case .statement(let r): r.doc
        case .merged: nil
        }
    }
}
