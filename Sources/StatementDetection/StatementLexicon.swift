import Lexicons
import ModelStorage
import TextModel

/// The data of statement detection, read from the model: how verbs of speech are used, phrases that cite or end content, classes of words.
struct StatementLexicon: Sendable {
    let vocabulary: Vocabulary
    private(set) var uses: [UInt32: VerbUse] = [:]
    private(set) var phrases: [CuePhrase] = []
    /// Phrases by their first word, longest first.
    private(set) var starts: [UInt32: [Int]] = [:]
    let say: WordClassID?
    let continuation: WordClassID?
    let preposition: WordClassID?
    /// Flags of each word class, by its number.
    private(set) var classFlags: [WordFlags]

    init(_ file: ModelFile, vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        let verbs = file.table("stverb", as: UInt32.self)
        for i in stride(from: 0, to: verbs.count - 1, by: 2) { uses[verbs[i]] = VerbUse(rawValue: verbs[i + 1]) }
        let table = file.table("stphras", as: UInt32.self)
        var at = 0
        while at + 3 <= table.count {
            let n = Int(table[at + 2])
            guard n > 0, at + 3 + n <= table.count, let kind = PhraseKind(rawValue: table[at]) else { break }
            phrases.append(CuePhrase(kind: kind, next: ProcliticSet(rawValue: UInt8(truncatingIfNeeded: table[at + 1])),
                                     words: (0..<n).map { WordID(raw: table[at + 3 + $0]) }))
            at += 3 + n
        }
        for (i, p) in phrases.enumerated() { starts[p.words[0].raw, default: []].append(i) }
        for key in starts.keys {
            let all = phrases
            starts[key]?.sort { (all[$0].words.count, all[$0].next.rawValue, $1) > (all[$1].words.count, all[$1].next.rawValue, $0) }
        }
        say = vocabulary.classID(named: "say")
        continuation = vocabulary.classID(named: "speech_continuation")
        preposition = vocabulary.classID(named: "preposition")
        classFlags = vocabulary.classNames.map { WordFlags.ofClass[$0] ?? [] }
    }
}

extension StatementLexicon {
    func isSay(_ lemma: WordID) -> Bool { uses[lemma.raw]?.contains(.say) ?? false }
}

/// What a word can be, as far as statements ask.
struct WordFlags: OptionSet, Sendable {
    let rawValue: UInt32
    static let complementizer = WordFlags(rawValue: 1 << 0), preposition = WordFlags(rawValue: 1 << 1), negation = WordFlags(rawValue: 1 << 2)
    static let relative = WordFlags(rawValue: 1 << 3), subordinator = WordFlags(rawValue: 1 << 4), clauseHead = WordFlags(rawValue: 1 << 5)
    /// Heads of noun groups that may speak.
    static let person = WordFlags(rawValue: 1 << 6), organization = WordFlags(rawValue: 1 << 7), source = WordFlags(rawValue: 1 << 8)
    static let medium = WordFlags(rawValue: 1 << 9), nameMark = WordFlags(rawValue: 1 << 10), thatNoun = WordFlags(rawValue: 1 << 11)
    /// Particles and adverbs between the parts of a clause.
    static let light = WordFlags(rawValue: 1 << 12)
    static let finite = WordFlags(rawValue: 1 << 13), nominal = WordFlags(rawValue: 1 << 14), masdar = WordFlags(rawValue: 1 << 15)
    static let conjunction = WordFlags(rawValue: 1 << 16), adjective = WordFlags(rawValue: 1 << 17), copula = WordFlags(rawValue: 1 << 18)
    static let pronoun = WordFlags(rawValue: 1 << 19), demonstrative = WordFlags(rawValue: 1 << 20), time = WordFlags(rawValue: 1 << 21)
    static let phraseStart = WordFlags(rawValue: 1 << 22), known = WordFlags(rawValue: 1 << 23), placeHead = WordFlags(rawValue: 1 << 24)
    static let quantifier = WordFlags(rawValue: 1 << 25), kinship = WordFlags(rawValue: 1 << 26)
    /// A preposition with its pronoun: فيه. It governs nothing behind it.
    static let withPronoun = WordFlags(rawValue: 1 << 27)

    static let ofClass: [String: WordFlags] = [
        "complementizer": .complementizer, "preposition": .preposition, "negation": .negation, "relative": .relative, "subordinator": .subordinator,
        "clause_head": .clauseHead, "title": [.person, .nominal], "rank": [.person, .nominal], "person_noun": [.person, .nominal], "kinship": [.person, .kinship, .nominal], "quantifier": [.quantifier, .nominal],
        "org_head": [.organization, .nominal], "say_source": [.source, .nominal], "speech_medium": [.medium, .nominal], "name_mark": .nameMark,
        "that_noun": .thatNoun, "adverb": .light, "particle": .light, "conjunction": .conjunction, "adjective": [.adjective, .nominal],
        "nisba": [.adjective, .nominal], "demonym": [.adjective, .nominal], "copula": .copula, "pronoun": .pronoun, "demonstrative": .demonstrative,
        "timenoun": [.time, .nominal], "noun": .nominal, "place_head": [.placeHead, .nominal],
    ]
    static let speaking: WordFlags = [.person, .organization, .source]
    /// Words that no noun group begins with or goes on over.
    static let closed: WordFlags = [.complementizer, .preposition, .relative, .subordinator, .negation]
}
