/// What a token is by its characters.
public enum TokenKind: UInt8, Sendable {
    /// Letters of the Arabic script.
    case word
    /// Letters of another script.
    case foreign
    /// Digits of any script, with their separators inside (`1,200`, `٣٫٥`).
    case number
    /// One punctuation mark (or a run of the same mark: `...`).
    case punctuation
    /// One quotation mark of any form, or a doubled quote.
    case quote
    case symbol
    /// An address (`https://…`, `a@b.c`).
    case url
    case other
}

public struct TokenFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// White space stands between this token and the one before it.
    public static let spaceBefore = TokenFlags(rawValue: 1)
    /// A hash sign stands directly before this token (it is no token of its own).
    public static let hashBefore = TokenFlags(rawValue: 2)
    /// An underscore joins this token to the one before it (`دي_ميستورا`); the underscore is no token.
    public static let underscoreBefore = TokenFlags(rawValue: 4)
    /// First token of its line.
    public static let lineStart = TokenFlags(rawValue: 8)
    /// The token opens a quotation (set on quote tokens and brackets).
    public static let opening = TokenFlags(rawValue: 16)
    /// The token closes a quotation.
    public static let closing = TokenFlags(rawValue: 32)
    /// Cut from a longer run of characters by a rule (`2015على`): no white space before it in the text.
    public static let split = TokenFlags(rawValue: 64)
}

/// A token: a stretch of the text without white space. Invisible marks (direction marks, BOM) at its edges lie outside it.
public struct Token: Sendable {
    /// Byte offsets into the document's text.
    public var start: UInt32
    public var end: UInt32
    /// The analyses of its surface; set by word look-up, meaningful for all kinds.
    public var form: FormID
    public var kind: TokenKind
    public var flags: TokenFlags

    @inlinable public init(start: UInt32, end: UInt32, kind: TokenKind, flags: TokenFlags) {
        self.start = start
        self.end = end
        self.form = FormID(raw: 0)
        self.kind = kind
        self.flags = flags
    }

    @inlinable public var bytes: ByteRange { ByteRange(start, end) }
}

/// What a line or sentence is in the layout of a report.
public enum SentenceKind: UInt8, Sendable {
    case body
    /// A title or a heading between paragraphs: short, no sentence end.
    case heading
    /// The line that names the author or the outlet (`العربية نت`, `كتب: فلان`, `دمشق - وكالات`).
    case byline
}

/// A sentence. Sentences tile the tokens of a document in order.
public struct Sentence: Sendable {
    public var bytes: ByteRange
    public var tokens: TokenRange
    /// Number of its paragraph (text line), from 0.
    public var paragraph: UInt32
    public var kind: SentenceKind

    public init(bytes: ByteRange, tokens: TokenRange, paragraph: UInt32, kind: SentenceKind) {
        self.bytes = bytes
        self.tokens = tokens
        self.paragraph = paragraph
        self.kind = kind
    }
}

/// Words between quotation marks. Quotations never cross a paragraph's end.
public struct Quotation: Sendable {
    /// Bytes between the marks, without them.
    public var bytes: ByteRange
    /// Tokens between the marks, without them.
    public var tokens: TokenRange
    /// False when the closing mark is missing and the paragraph's end closes it.
    public var closed: Bool
    public var paragraph: UInt32

    public init(bytes: ByteRange, tokens: TokenRange, closed: Bool, paragraph: UInt32) {
        self.bytes = bytes
        self.tokens = tokens
        self.closed = closed
        self.paragraph = paragraph
    }
}
