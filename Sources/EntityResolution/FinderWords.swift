import ArabicText
import Lexicons
import TextModel

/// What the finder of short forms asks of single words, worked out once per form.
struct FinderWords: Sendable {
    /// A token read as a noun that may head a short form.
    struct Head {
        var bare: WordID
        var family: EventFamily
        var isDefinite: Bool
        var stem: UInt8
        var proclitics: ProcliticSet
    }

    private struct Answers: OptionSet {
        let rawValue: UInt8
        static let thingHead = Answers(rawValue: 1), demonstrative = Answers(rawValue: 2), relative = Answers(rawValue: 4), inside = Answers(rawValue: 8)
        static let peace = Answers(rawValue: 16), definiteAdjective = Answers(rawValue: 32), locating = Answers(rawValue: 64)
    }

    private var generation = -1
    private var answers: [Answers] = []
    private var heads: [Head?] = []

    let vocabulary: Vocabulary
    /// Families of words that the table of families lists.
    private let families: [WordID: EventFamily]
    private let eventHead: WordClassID?
    private let adjective: WordClassID?
    private let nisba: WordClassID?
    private let relative: WordClassID?
    private let demonstrative: WordClassID?
    private let headClasses: [WordClassID]
    let townHeads: Set<WordID>
    let countryHeads: Set<WordID>
    /// Heads that mean events in general when they stand alone.
    private let general: Set<WordID>
    private let demonym: WordClassID?
    /// الواقعة, المطلة: participles that tell where a thing lies and say as little of what it is as a relative clause.
    private let locating: Set<WordID>
    private let inside: WordID
    private let peace: WordID
    /// Families whose definite head alone is an event of the report.
    let named: Set<EventFamily> = [.attack, .airstrike, .talks, .war, .vote]

    /// Families whose mentions take a place behind في.
    let placed: Set<EventFamily> = [.attack, .airstrike, .talks, .war]

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        func word(_ s: String) -> WordID {
            var s = s
            return s.withUTF8 { vocabulary.word(folded: $0) }
        }
        var table: [WordID: EventFamily] = [:]
        eventHead = vocabulary.classID(named: "event_head")
        for s in EventFamily.listed {
            let id = word(s)
            if id.isKnown { table[id] = EventFamily.of(Array(s.utf8)) }
        }
        families = table
        adjective = vocabulary.classID(named: "adjective")
        nisba = vocabulary.classID(named: "nisba")
        relative = vocabulary.classID(named: "relative")
        demonstrative = vocabulary.classID(named: "demonstrative")
        headClasses = ["org_head", "place_head", "fac_head"].compactMap { vocabulary.classID(named: $0) }
        townHeads = Set(["مدينه", "بلده", "قريه", "محافظه", "ولايه"].map(word).filter(\.isKnown))
        countryHeads = Set([word("بلاد")].filter(\.isKnown))
        general = Set(["قتال", "اقتراع", "حروب", "ازمات", "صراعات", "نزاعات", "معارك", "هجمه"].map(word).filter(\.isKnown))
        locating = Set(["واقعه", "واقع", "كاينه", "كاين", "مطله", "مطل", "محاذيه", "متاخمه"].map(word).filter(\.isKnown))
        demonym = vocabulary.classID(named: "demonym")
        inside = word("في")
        peace = word("السلام")
    }

    /// The family of a word: as listed, or of the stem of a word of the class of events.
    private func family(_ word: WordID) -> EventFamily {
        if general.contains(word) { return .none }
        if let family = families[word] { return family }
        guard let eventHead, vocabulary.sense(of: word, in: eventHead) != nil else { return .none }
        return EventFamily.of(Array(vocabulary.bytes(word)))
    }

    /// Answers for the forms that came since the last call.
    mutating func update(_ forms: WordForms) {
        if generation != forms.generation {
            generation = forms.generation
            answers.removeAll(keepingCapacity: true)
            heads.removeAll(keepingCapacity: true)
        }
        while answers.count < forms.count {
            let form = FormID(answers.count)
            var a: Answers = []
            if headClasses.contains(where: { stands(form, in: $0, forms, article: false, anyStem: true) }) { a.insert(.thingHead) }
            if stands(form, in: demonstrative, forms, article: false) { a.insert(.demonstrative) }
            if stands(form, in: relative, forms, article: nil) { a.insert(.relative) }
            if inside.isKnown && isWhole(form, inside, forms) { a.insert(.inside) }
            if peace.isKnown && isWhole(form, peace, forms) { a.insert(.peace) }
            if [adjective, nisba, demonym].contains(where: { stands(form, in: $0, forms, article: true) }) { a.insert(.definiteAdjective) }
            if forms.readings(of: form).contains(where: { locating.contains(forms.pool[$0].bare) && forms.pool[$0].proclitics == .article }) { a.insert(.locating) }
            answers.append(a)
            heads.append(head(form, forms))
        }
    }

    private func isWhole(_ form: FormID, _ word: WordID, _ forms: WordForms) -> Bool {
        forms.readings(of: form).contains { forms.pool[$0].word == word && forms.pool[$0].stem == 0 }
    }

    private func answers(_ token: Token, _ a: Answers) -> Bool { token.kind == .word && answers[token.form.index].contains(a) }

    /// The reading of a token as a head: with article any noun, without it an event noun.
    func head(_ token: Token) -> Head? { token.kind == .word ? heads[token.form.index] : nil }

    private func head(_ form: FormID, _ forms: WordForms) -> Head? {
        for r in forms.readings(of: form) {
            let reading = forms.pool[r]
            guard reading.bare.isKnown, reading.enclitic == 0, !reading.proclitics.contains(.sin) else { continue }
            let definite = reading.proclitics.contains(.article)
            let family = family(reading.bare)
            guard definite || family != .none else { continue }
            return Head(bare: reading.bare, family: family, isDefinite: definite, stem: reading.stem, proclitics: reading.proclitics)
        }
        return nil
    }

    /// مستشفى, شارع before a name: what follows names a place or an organisation.
    func isThingHead(_ token: Token) -> Bool { answers(token, .thingHead) }
    func isDemonstrative(_ token: Token) -> Bool { answers(token, .demonstrative) }
    func isRelative(_ token: Token) -> Bool { answers(token, .relative) }
    func isIn(_ token: Token) -> Bool { answers[token.form.index].contains(.inside) }
    func isPeace(_ token: Token) -> Bool { answers[token.form.index].contains(.peace) }
    func isDefiniteAdjective(_ token: Token) -> Bool { answers(token, .definiteAdjective) }
    func isLocating(_ token: Token) -> Bool { answers(token, .locating) }

    /// The whole token, without proclitics before it, is of a class.
    private func stands(_ form: FormID, in wordClass: WordClassID?, _ forms: WordForms, article: Bool?, anyStem: Bool = false) -> Bool {
        guard let wordClass else { return false }
        for r in forms.readings(of: form) {
            let reading = forms.pool[r]
            guard reading.stem == 0 || anyStem else { continue }
            if let article, reading.proclitics.contains(.article) != article { continue }
            for w in [reading.word, reading.bare] where w.isKnown && vocabulary.sense(of: w, in: wordClass) != nil { return true }
        }
        return false
    }
}
