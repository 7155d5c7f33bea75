import TextModel

/// One coarse class for each word, for evidence on neighbouring words: the first of its senses in this order.
struct Shape: Hashable, Sendable {
    let rawValue: UInt8
    init(_ rawValue: UInt8) { self.rawValue = rawValue }

    static let names = [
        "start", "end", "comma", "stop", "colon", "dash", "paren.open", "paren.close", "quote.open", "quote.close", "punct", "number", "latin",
        "prep", "conj", "complementizer", "relative", "demonstrative", "pronoun", "negation", "subordinator", "particle", "adverb",
        "v.past", "v.present", "rank", "occ", "occ.al", "kinship", "namepart", "given", "family", "foreign", "gpe", "loc", "org", "norp", "norp.al",
        "orghead", "orghead.al", "placehead", "placehead.al", "fachead", "fachead.al", "eventhead", "eventhead.al", "persnoun", "persnoun.al", "month", "time", "numword", "direction",
        "nisba", "nisba.al", "adj", "adj.al", "masdar", "masdar.al", "noun", "noun.al", "noun.poss",
        "unk", "unk.al", "unk.nisba.al", "unk.fem", "unk.long", "unk.clitic",
    ]
    static let count = names.count
    static func named(_ name: String) -> Shape { Shape(UInt8(names.firstIndex(of: name)!)) }

    // The shapes that code asks for by name.
    static let start = named("start"), end = named("end"), comma = named("comma"), stop = named("stop"), colon = named("colon"), dash = named("dash")
    static let parenOpen = named("paren.open"), parenClose = named("paren.close"), quoteOpen = named("quote.open"), quoteClose = named("quote.close")
    static let punct = named("punct"), number = named("number"), latin = named("latin")

    /// Punctuation that no name crosses (quotes, hyphens and full stops of initials may stand inside names).
    var isBarrier: Bool { self == .comma || self == .stop || self == .colon || self == .parenOpen || self == .parenClose || self == .punct }
}
