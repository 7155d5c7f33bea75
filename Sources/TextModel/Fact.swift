public enum FactKind: UInt8, Sendable { case relation, event }

public enum Polarity: UInt8, Sendable {
    case asserted, negated
    public var name: String { self == .asserted ? "asserted" : "negated" }
}

public enum Modality: UInt8, Sendable {
    case actual, possible, planned, demanded
    public var name: String { ["actual", "possible", "planned", "demanded"][Int(rawValue)] }
}

/// A filler of a role: always a span of the text, and the mention and value behind it where there are any.
public struct Argument: Sendable {
    public var role: RoleID
    public var bytes: ByteRange
    public var mention: MentionID?
    /// Normalised value (`>50`, `2017-02-25`), empty where there is none.
    public var value: String

    public init(role: RoleID, bytes: ByteRange, mention: MentionID? = nil, value: String = "") {
        self.role = role
        self.bytes = bytes
        self.mention = mention
        self.value = value
    }
}

/// A relation or an event mention.
public struct Fact: Sendable {
    public var type: FactTypeID
    /// From the first to the last byte of trigger and arguments.
    public var bytes: ByteRange
    public var sentence: UInt32
    /// The words that stand for the event; nil for relations.
    public var trigger: ByteRange?
    /// Indices into `Analysis.arguments`, in the order of the roles in the schema, then text order.
    public var arguments: PoolRange
    public var polarity: Polarity
    public var modality: Modality
    /// Statements whose content this fact stands in, outermost first: indices into `Analysis.attributions`.
    public var attribution: PoolRange
    public var pattern: PatternID
    public var score: Float

    public init(type: FactTypeID, bytes: ByteRange, sentence: UInt32, trigger: ByteRange?, arguments: PoolRange, polarity: Polarity = .asserted,
                modality: Modality = .actual, attribution: PoolRange = .empty, pattern: PatternID, score: Float = 1) {
        self.type = type
        self.bytes = bytes
        self.sentence = sentence
        self.trigger = trigger
        self.arguments = arguments
        self.polarity = polarity
        self.modality = modality
        self.attribution = attribution
        self.pattern = pattern
        self.score = score
    }
}

public enum SpeechForm: UInt8, Sendable {
    case direct, indirect
    public var name: String { self == .direct ? "direct" : "indirect" }
}

/// Who is said to have said what.
public struct Statement: Sendable {
    /// The reporting verb or noun, without proclitics.
    public var cue: ByteRange
    public var cueTokens: TokenRange
    /// Past, 3rd person masculine singular of the verb, or the bare noun.
    public var lemma: WordID
    public var form: SpeechForm
    /// Indices into `Analysis.arguments` (roles speaker, medium, audience, outlet, date).
    public var arguments: PoolRange
    public var content: ByteRange
    public var contentTokens: TokenRange
    public var sentence: UInt32
    /// Statements whose content this one stands in, outermost first: indices into `Analysis.attributions`.
    public var attribution: PoolRange
    public var foundBy: String

    public init(cue: ByteRange, cueTokens: TokenRange, lemma: WordID, form: SpeechForm, arguments: PoolRange, content: ByteRange,
                contentTokens: TokenRange, sentence: UInt32, attribution: PoolRange = .empty, foundBy: String) {
        self.cue = cue
        self.cueTokens = cueTokens
        self.lemma = lemma
        self.form = form
        self.arguments = arguments
        self.content = content
        self.contentTokens = contentTokens
        self.sentence = sentence
        self.attribution = attribution
        self.foundBy = foundBy
    }
}

/// A stretch of a sentence with one predicate. Clauses tile a sentence; a clause inside another (relative, complement) ends where its bound is found.
public struct Clause: Sendable {
    public var tokens: TokenRange
    public var sentence: UInt32

    public init(tokens: TokenRange, sentence: UInt32) {
        self.tokens = tokens
        self.sentence = sentence
    }
}
