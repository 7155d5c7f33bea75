import Lexicons
import TextModel

/// A place in a pattern file: line and column in code points, from 1.
public struct SourcePlace: Sendable, Hashable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// One element of a pattern as the analyst wrote it, with its place.
public struct Element: Sendable, Hashable {
    public indirect enum Kind: Sendable, Hashable {
        /// A word: a literal (folded, in any form of its lemma), an exact spelling, or a member of a word class.
        case word(WordSyntax)
        /// A mention with one of these labels.
        case mention(MentionSyntax)
        /// A nominal group; its head is a member of the class where one is given.
        case nounGroup(WordSyntax?, Proclitics)
        /// A punctuation mark as it stands in the text.
        case mark(String)
        /// Any one token that isn't punctuation.
        case any(Proclitics)
        case gap(Gap)
        case sequence([Element])
        case choice([Element])
        /// From `minimum` to `maximum` times; as often as possible.
        case repeated(Element, minimum: Int, maximum: Int)
        case capture(role: String, Element)
        /// Items in any order, gaps between them.
        case anyOrder([Element], Gap)
    }

    public var kind: Kind
    public var place: SourcePlace

    public init(_ kind: Kind, _ place: SourcePlace) {
        self.kind = kind
        self.place = place
    }
}

/// Proclitics that a word must or must not carry.
public struct Proclitics: Sendable, Hashable {
    /// At least one of these; empty where nothing is asked.
    public var required: ProcliticSet = []
    public var forbidden: ProcliticSet = []
    /// Brackets were written: the default rule about prepositions is off.
    public var isGiven = false

    public init() {}
}

public struct WordSyntax: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        case literal(String)
        case exact(String)
        case wordClass(ClassSyntax)
    }

    /// `<kill|die:past قتل>`: members of any of these classes with these features; only (or not) of these lemmas where any are named.
    public struct ClassSyntax: Sendable, Hashable {
        public var names: [String]
        public var features = Features()
        public var lemmas: [String] = []
        public var excludesLemmas = false

        public init(_ names: [String]) { self.names = names }
    }

    /// Inflection asked of a class member. A bit group that a form leaves open is taken to fit.
    public struct Features: Sendable, Hashable {
        /// One of these kinds (past, present, masdar, participles); empty = any.
        public var kinds: WordFeatures = []
        /// Gender, number, person that must fit.
        public var agreement: WordFeatures = []
        /// Bits that must be there, and bits that must not.
        public var required: WordFeatures = []
        public var forbidden: WordFeatures = []

        public init() {}
    }

    public var form: Form
    public var proclitics: Proclitics

    public init(_ form: Form, _ proclitics: Proclitics = Proclitics()) {
        self.form = form
        self.proclitics = proclitics
    }
}

public struct MentionSyntax: Sendable, Hashable {
    public enum Forms: UInt8, Sendable { case names, any, nominals }

    public var labels: LabelSet
    public var forms: Forms
    public var proclitics: Proclitics
    /// Every coordinated mention is taken.
    public var isList: Bool
    /// The class that its first word belongs to, or must not belong to.
    public var head: WordSyntax?
    public var excludesHead = false

    public init(labels: LabelSet, forms: Forms, proclitics: Proclitics = Proclitics(), isList: Bool = false) {
        self.labels = labels
        self.forms = forms
        self.proclitics = proclitics
        self.isList = isList
    }
}

/// Words that may be skipped, as few as possible.
public struct Gap: Sendable, Hashable {
    public enum Bound: UInt8, Sendable { case clause, sentence }
    public var bound: Bound
    /// At most so many tokens; nil = up to the bound.
    public var limit: Int?

    public init(_ bound: Bound, limit: Int? = nil) {
        self.bound = bound
        self.limit = limit
    }
}

/// A condition on the surroundings of a match, not consumed.
public struct ContextSyntax: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Right before or right after the match.
        case before(Element), after(Element)
        /// Somewhere in the clause or sentence of the match.
        case with(Element, Gap.Bound)
        /// Between elements: what gaps don't step over. Only as `unless`.
        case between(Element)
        case inside(Place)
    }

    public enum Place: UInt8, Sendable, CaseIterable {
        case quotation, statement, heading, byline
        public var name: String { ["quotation", "statement", "heading", "byline"][Int(rawValue)] }
    }

    public var kind: Kind
    public var isNegative: Bool
    public var place: SourcePlace
}

/// `attach role:element within clause|sentence`: a role that is filled from the surroundings of a match where it left it empty.
/// `attach role:element within role`: a role that must be found inside the filler of another one (the nationality in القوات القطرية).
public struct AttachmentSyntax: Sendable, Hashable {
    public var role: String
    public var element: Element
    public var within: Gap.Bound
    /// The role whose filler must hold the element; nil for clause and sentence.
    public var container: String?
    public var place: SourcePlace
}

/// `scope negated before 3 : …`: a cue before the trigger (or at the trigger) that sets polarity or modality.
public struct ScopeSyntax: Sendable, Hashable {
    public enum Effect: UInt8, Sendable, CaseIterable {
        case negated, possible, planned, demanded
        public var name: String { ["negated", "possible", "planned", "demanded"][Int(rawValue)] }
    }

    public enum Reach: Sendable, Hashable {
        /// The cue ends at most so many tokens before the trigger, in the same sentence.
        case words(Int)
        case clause
        case sentence
        /// The trigger itself matches.
        case trigger
    }

    public var effect: Effect
    public var reach: Reach
    /// The trigger must have this inflection (قد with a present verb).
    public var condition: WordSyntax.Features?
    public var element: Element
    public var place: SourcePlace
}

public enum ConflictPolicy: UInt8, Sendable, CaseIterable {
    /// Every match stands.
    case all
    /// Of matches with one trigger (and type) the best stands.
    case onePerTrigger
    /// Of overlapping matches of a type the longest stands.
    case longest
    /// Of overlapping matches of a type the one that begins first stands.
    case first

    public var name: String { ["all", "one-per-trigger", "longest", "first"][Int(rawValue)] }
    public init?(name: String) {
        guard let policy = ConflictPolicy.allCases.first(where: { $0.name == name }) else { return nil }
        self = policy
    }
}

/// A sentence with marked roles that a pattern must (or must not) match.
public struct ExampleSyntax: Sendable, Hashable {
    public struct Expectation: Sendable, Hashable {
        public var role: String
        /// Byte range in `text`.
        public var bytes: ByteRange
        /// `[count=40 …]`: the value that the filler must have.
        public var value: String?
        public var place: SourcePlace
    }

    public var isPositive: Bool
    public var text: String
    public var expectations: [Expectation]
    public var polarity: Polarity?
    public var modality: Modality?
    public var place: SourcePlace
}

/// `set polarity negated`, `set count 2`: what a match has beside its captures.
public struct SettingSyntax: Sendable, Hashable {
    public var name: String
    public var value: String
    public var place: SourcePlace
}

public struct PatternSyntax: Sendable, Hashable {
    public var id: String
    public var type: String
    public var place: SourcePlace
    /// Each `match` line is a way in which the pattern can match.
    public var matches: [Element] = []
    public var contexts: [ContextSyntax] = []
    public var settings: [SettingSyntax] = []
    public var priority = 0
    public var attachesNothing = false
    /// `attach role:element within role`: required, so a match without them is none.
    public var attachments: [AttachmentSyntax] = []
    public var ignoresScopes = false
    public var examples: [ExampleSyntax] = []
}

/// One parsed file of patterns.
public struct PatternFile: Sendable, Hashable {
    public var name: String
    public var family = ""
    public var policy: ConflictPolicy = .onePerTrigger
    public var attachments: [AttachmentSyntax] = []
    public var scopes: [ScopeSyntax] = []
    /// `unless …` lines before the first pattern: they hold for every pattern of the file.
    public var contexts: [ContextSyntax] = []
    public var patterns: [PatternSyntax] = []
}
