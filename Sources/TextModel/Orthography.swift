/// The variations that a match needed, reported as `via` in records. A lexicon entry may switch some of them off.
public struct FoldingSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// أ إ آ ٱ for ا (or the reverse).
    public static let alef = FoldingSet(rawValue: 1 << 0)
    /// ؤ for و, ئ for ي.
    public static let hamza = FoldingSet(rawValue: 1 << 1)
    /// ى for ي.
    public static let ya = FoldingSet(rawValue: 1 << 2)
    /// ه for ة.
    public static let taMarbuta = FoldingSet(rawValue: 1 << 3)
    /// Harakat, shadda, superscript alef and other combining marks.
    public static let marks = FoldingSet(rawValue: 1 << 4)
    public static let tatweel = FoldingSet(rawValue: 1 << 5)
    /// Presentation forms U+FB50–FDFF, U+FE70–FEFF and other compatibility characters.
    public static let presentation = FoldingSet(rawValue: 1 << 6)
    /// Direction marks, zero-width characters and BOM inside the match.
    public static let direction = FoldingSet(rawValue: 1 << 7)
    /// NBSP, doubled or missing-where-a-mark-stands spaces, line breaks between words.
    public static let space = FoldingSet(rawValue: 1 << 8)
    /// Persian and Urdu letters (ک ی گ پ چ ژ) for Arabic ones.
    public static let persian = FoldingSet(rawValue: 1 << 9)
    /// Arabic-Indic or Persian digits.
    public static let digits = FoldingSet(rawValue: 1 << 10)
    /// A hash sign or underscore inside the match.
    public static let hashtag = FoldingSet(rawValue: 1 << 11)
    /// Quotation marks inside the match.
    public static let quotes = FoldingSet(rawValue: 1 << 12)
    /// The article stands although the entry has none (or the reverse).
    public static let article = FoldingSet(rawValue: 1 << 13)

    public static let names = ["alef", "hamza", "ya", "ta-marbuta", "marks", "tatweel", "presentation", "direction", "space", "persian", "digits", "hashtag",
                               "quotes", "article"]
}

/// Proclitics of a word, in the order in which they are written. At most one conjunction, one preposition (or future marker) and the article.
public struct ProcliticSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let waw = ProcliticSet(rawValue: 1)
    public static let fa = ProcliticSet(rawValue: 2)
    public static let ba = ProcliticSet(rawValue: 4)
    public static let lam = ProcliticSet(rawValue: 8)
    public static let kaf = ProcliticSet(rawValue: 16)
    public static let sin = ProcliticSet(rawValue: 32)
    /// The article ال; also set where لل hides its alef.
    public static let article = ProcliticSet(rawValue: 64)

    public static let conjunctions: ProcliticSet = [.waw, .fa]
    public static let prepositions: ProcliticSet = [.ba, .lam, .kaf]
    /// Letters in writing order, without the article (which stays inside spans).
    public static let letters = ["و", "ف", "ب", "ل", "ك", "س"]
}

/// One way to read a surface form as proclitics + stem (+ enclitic pronoun).
public struct Reading: Sendable, Hashable {
    /// The stem with its article as a vocabulary word; unknown where only `bare` is known.
    public var word: WordID
    /// The stem without article (and without enclitic) as a vocabulary word.
    public var bare: WordID
    /// Bytes from the start of the surface to the stem: proclitics are before it, the article behind. For للـ it is the second ل.
    public var stem: UInt8
    /// Bytes of an enclitic pronoun at the end (`هم` in قتلهم), 0 where there is none.
    public var enclitic: UInt8
    public var proclitics: ProcliticSet

    @inlinable public init(word: WordID, bare: WordID, stem: UInt8, enclitic: UInt8, proclitics: ProcliticSet) {
        self.word = word
        self.bare = bare
        self.stem = stem
        self.enclitic = enclitic
        self.proclitics = proclitics
    }

    @inlinable public var isKnown: Bool { word.isKnown || bare.isKnown }
}
