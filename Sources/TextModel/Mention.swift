public enum MentionForm: UInt8, Sendable {
    case name, nominal, pronoun
    public var name: String { self == .name ? "name" : self == .nominal ? "nominal" : "pronoun" }
}

/// What decided a mention: the lexicon row, or a named rule.
public enum FoundBy: Sendable, Hashable {
    case entry(EntryID)
    case rule(StaticRule)
}

/// The name of a rule in code, such as `name-grammar.given-family`.
public struct StaticRule: Sendable, Hashable {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// A mention: a span of the text that names (or, for nominals, describes) something.
public struct Mention: Sendable {
    public var bytes: ByteRange
    /// Tokens that the span touches. The span may start inside the first token (behind its proclitics).
    public var tokens: TokenRange
    public var label: Label
    public var form: MentionForm
    public var sentence: UInt32
    public var foundBy: FoundBy
    /// The sense chosen, where the name is listed.
    public var entry: EntryID?
    /// 0–1; calibrated: of mentions with score s about the share s is right.
    public var score: Float
    public var proclitics: ProcliticSet
    public var via: FoldingSet
    /// Normalised date, number, money …; empty where there is none.
    public var value: String
    /// The smallest mention that contains this one.
    public var nestedIn: MentionID?
    public var entity: EntityID?

    public init(bytes: ByteRange, tokens: TokenRange, label: Label, form: MentionForm, sentence: UInt32, foundBy: FoundBy, entry: EntryID? = nil,
                score: Float = 1, proclitics: ProcliticSet = [], via: FoldingSet = [], value: String = "") {
        self.bytes = bytes
        self.tokens = tokens
        self.label = label
        self.form = form
        self.sentence = sentence
        self.foundBy = foundBy
        self.entry = entry
        self.score = score
        self.proclitics = proclitics
        self.via = via
        self.value = value
    }
}

/// One thing that mentions of a document refer to.
public struct Entity: Sendable {
    public var label: Label
    /// Fullest form, as the text writes it (canonical spelling where listed).
    public var name: String
    /// Other forms, in text order, without repetition.
    public var aliases: [String]
    /// In text order.
    public var mentions: [MentionID]
    public var entry: EntryID?
    /// Stable across documents and runs.
    public var key: String

    public init(label: Label, name: String, aliases: [String], mentions: [MentionID], entry: EntryID?, key: String) {
        self.label = label
        self.name = name
        self.aliases = aliases
        self.mentions = mentions
        self.entry = entry
        self.key = key
    }
}
