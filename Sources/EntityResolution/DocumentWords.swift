import ArabicText
import Lexicons
import TextModel

/// A folded word of the document's mentions, looked up once.
struct LocalWord {
    /// Folded, without proclitics, with its article.
    var key: [UInt8]
    /// The word without article (itself where it has none).
    var bare: Int32
    var hasArticle: Bool
    var vocabulary: WordID
    /// Lemma in the class of heads (org_head, place_head, fac_head, event_head, person_noun); unknown where it is no head.
    var lemma: WordID
    var roles: HeadRoles
    var family: EventFamily
    /// Stands in a list of parts of names.
    var isListedName: Bool
    /// Characters, not bytes.
    var length: Int
    /// Last bytes of the first and the last letter.
    var edges: (UInt8, UInt8)
}

/// What a word can head: bits of the head classes it stands in.
struct HeadRoles: OptionSet {
    let rawValue: UInt8
    static let organisation = HeadRoles(rawValue: 1)
    static let place = HeadRoles(rawValue: 2)
    static let facility = HeadRoles(rawValue: 4)
    static let event = HeadRoles(rawValue: 8)
    static let person = HeadRoles(rawValue: 16)
    /// هذا هذه تلك …
    static let demonstrative = HeadRoles(rawValue: 32)
    /// على، ضد: names of wars and campaigns say against whom.
    static let against = HeadRoles(rawValue: 64)
    static let title = HeadRoles(rawValue: 128)
}

/// The words of mentions as small numbers. Kept from document to document, since news repeats its words; what is known of a word is the same everywhere.
struct DocumentWords {
    let vocabulary: Vocabulary
    private let folding = Folding()
    private let headClasses: [(WordClassID, HeadRoles)]
    private let nameClasses: [WordClassID]
    private(set) var words: [LocalWord] = []
    private var index: [[UInt8]: Int32] = [:]
    private var key: [UInt8] = []
    /// The word of a whole token by its form, plus one; of the forms of `generation`.
    private var ofForm: [Int32] = []
    private var generation = 0
    private static let limit = 1 << 15

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        let named: [(String, HeadRoles)] = [("org_head", .organisation), ("place_head", .place), ("fac_head", .facility), ("event_head", .event),
                                            ("person_noun", .person), ("demonstrative", .demonstrative), ("title", .title)]
        headClasses = named.compactMap { name, role in vocabulary.classID(named: name).map { ($0, role) } }
        nameClasses = vocabulary.classNames.indices.filter { i in
            ["given", "family", "foreign"].contains { vocabulary.classNames[i].hasPrefix($0) }
        }.map { WordClassID($0) }
    }

    /// Between documents: forgets everything once there are many words, or the forms are others.
    mutating func trim(_ forms: WordForms) {
        if generation != forms.generation {
            generation = forms.generation
            ofForm.removeAll(keepingCapacity: true)
        }
        guard words.count > DocumentWords.limit else { return }
        words.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
        ofForm.removeAll(keepingCapacity: true)
    }

    /// Appends the words of a mention to `pool`: folded, without quotation marks, hash signs and proclitics.
    mutating func append(_ mention: Mention, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], to pool: inout [Int32]) {
        var isFirst = true
        for t in mention.tokens.indices where t < tokens.count {
            let token = tokens[t]
            guard token.kind == .word || token.kind == .foreign || token.kind == .number else { continue }
            let start = max(Int(token.start), Int(mention.bytes.start)), end = min(Int(token.end), Int(mention.bytes.end))
            guard start < end, end <= text.count else { continue }
            let form = token.form.index
            let isWhole = start == Int(token.start) && end == Int(token.end)
            let hidesArticle = isFirst && DocumentWords.hidesArticle(start, text)
            if isWhole, !hidesArticle, form < ofForm.count, ofForm[form] > 0 {
                isFirst = false
                pool.append(ofForm[form] - 1)
                continue
            }
            key.removeAll(keepingCapacity: true)
            if hidesArticle { key += DocumentWords.alef }
            folding.fold(UnsafeBufferPointer(rebasing: text[start..<end]), into: &key)
            isFirst = false
            guard !key.isEmpty else { continue }
            let w = word(key)
            pool.append(w)
            if isWhole, !hidesArticle {
                while ofForm.count <= form { ofForm.append(0) }
                ofForm[form] = w + 1
            }
        }
    }

    static let alef: [UInt8] = [0xD8, 0xA7]

    /// True where a span starts at the second lam of للـ.
    static func hidesArticle(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        start >= 2 && start + 1 < text.count && text[start - 2] == 0xD9 && text[start - 1] == 0x84 && text[start] == 0xD9 && text[start + 1] == 0x84
    }

    /// The number of a folded word.
    mutating func word(_ key: [UInt8]) -> Int32 {
        if let known = index[key] { return known }
        let id = Int32(words.count)
        index[key] = id
        let hasArticle = key.count >= 8 && key.starts(with: [0xD8, 0xA7, 0xD9, 0x84])
        var entry = LocalWord(key: key, bare: id, hasArticle: hasArticle, vocabulary: look(key), lemma: .unknown, roles: [], family: .none,
                              isListedName: false, length: key.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) },
                              edges: (key.count > 1 ? key[1] : key.first ?? 0, key.last ?? 0))
        words.append(entry)
        if hasArticle { entry.bare = word(Array(key[4...])) }
        let bareKey = hasArticle ? Array(key[4...]) : key
        let bareWord = hasArticle ? words[Int(entry.bare)].vocabulary : entry.vocabulary
        if hasArticle {
            entry.lemma = words[Int(entry.bare)].lemma
            entry.roles = words[Int(entry.bare)].roles
            entry.family = words[Int(entry.bare)].family
        } else {
            if bareWord.isKnown {
                for (c, role) in headClasses {
                    guard let sense = vocabulary.sense(of: bareWord, in: c) else { continue }
                    entry.roles.insert(role)
                    if !entry.lemma.isKnown { entry.lemma = sense.lemma }
                }
            }
            if DocumentWords.against.contains(bareKey) { entry.roles.insert(.against) }
            entry.family = EventFamily.of(bareKey)
        }
        for w in [entry.vocabulary, bareWord] where w.isKnown && !entry.isListedName {
            entry.isListedName = nameClasses.contains { vocabulary.sense(of: w, in: $0) != nil }
        }
        words[Int(id)] = entry
        return id
    }

    private func look(_ key: [UInt8]) -> WordID { key.withUnsafeBufferPointer { vocabulary.word(folded: $0) } }

    static let against: Set<[UInt8]> = [Array("علي".utf8), Array("ضد".utf8)]

    func bare(_ w: Int32) -> Int32 { words[Int(w)].bare }
}
