import Lexicons
import TextModel

/// What a surface form can be for statements; worked out once per form.
struct FormFacts: Sendable {
    enum CueKind: UInt8, Sendable { case none, verb, participle, masdar }

    var flags: WordFlags = []
    /// Proclitics of the preferred reading.
    var proclitics: ProcliticSet = []
    /// Byte where that reading's stem begins.
    var stem: UInt8 = 0
    var enclitic: UInt8 = 0
    /// The stem without article.
    var bare: WordID = .unknown
    /// Gender and number of the preferred nominal reading.
    var features: WordFeatures = []

    var cue: CueKind = .none
    var lemma: WordID = .unknown
    var use: VerbUse = []
    var cueFeatures: WordFeatures = []
    var cueStem: UInt8 = 0
    var cueEnclitic: UInt8 = 0
    var cueProclitics: ProcliticSet = []

    var hasArticle: Bool { proclitics.contains(.article) }
    var hasConjunction: Bool { !proclitics.isDisjoint(with: .conjunctions) }
    var hasPrepositionLetter: Bool { !proclitics.isDisjoint(with: .prepositions) }
    var isFiniteOnly: Bool { flags.contains(.finite) && !flags.contains(.nominal) }
}

/// The facts of all forms that the worker has met.
struct FormTable: Sendable {
    let lexicon: StatementLexicon
    private var facts: [FormFacts] = []
    private var generation = -1

    init(_ lexicon: StatementLexicon) { self.lexicon = lexicon }

    /// Fills the table up to the forms known now.
    mutating func update(_ forms: WordForms) {
        if forms.generation != generation {
            facts.removeAll(keepingCapacity: true)
            generation = forms.generation
        }
        while facts.count < forms.count { facts.append(make(FormID(facts.count), forms)) }
    }

    subscript(form: FormID) -> FormFacts { form.index < facts.count ? facts[form.index] : FormFacts() }

    private func make(_ form: FormID, _ forms: WordForms) -> FormFacts {
        var out = FormFacts()
        let vocabulary = lexicon.vocabulary
        let surface = forms.surface(of: form)
        var isFirst = true
        var readings: [Reading] = []
        for r in forms.readings(of: form) where forms.pool[r].isKnown { readings.append(forms.pool[r]) }
        // A word that is known, but of no class, may be another one with a pronoun: وصفه, كلمته.
        if readings.first.map({ $0.enclitic == 0 && senses($0.word) + ($0.word == $0.bare ? 0 : senses($0.bare)) == 0 }) ?? false,
           let split = withPronoun(surface) { readings.insert(split, at: 0) }
        for reading in readings {
            // س stands before verbs only.
            if reading.proclitics.contains(.sin), !hasPresent(reading.bare) { continue }
            let isLight = reading.proclitics.isDisjoint(with: .prepositions)
            var flags: WordFlags = []
            for word in reading.word == reading.bare ? [reading.bare] : [reading.word, reading.bare] where word.isKnown {
                if lexicon.starts[word.raw] != nil, isLight || reading.proclitics.contains(.ba) { flags.insert(.phraseStart) }
                for s in 0..<vocabulary.senseCount(word) {
                    let sense = vocabulary.sense(word, s)
                    flags.formUnion(sense.classID.index < lexicon.classFlags.count ? lexicon.classFlags[sense.classID.index] : [])
                    if !sense.features.isDisjoint(with: .finite) {
                        // A word with article is no finite verb, unless the verb itself begins so.
                        if !reading.proclitics.contains(.article) || word == reading.word && word != reading.bare { flags.insert(.finite) }
                    } else if !sense.features.isDisjoint(with: [.masdar, .activeParticiple, .passiveParticiple]) { flags.insert(.nominal) }
                    if sense.features.contains(.masdar) { flags.insert(.masdar) }
                    if isFirst, sense.classID == lexicon.preposition, sense.lemma != word { flags.insert(.withPronoun) }
                    if isFirst, sense.features.isDisjoint(with: .finite) { out.features.formUnion(sense.features.intersection([.masculine, .feminine, .singular, .dual, .plural])) }
                    if out.cue == .none { findCue(&out, reading, sense, word, surface) }
                }
            }
            if isFirst {
                out.flags = flags.union(.known)
                out.proclitics = reading.proclitics
                out.stem = reading.stem
                out.enclitic = reading.enclitic
                out.bare = reading.bare.isKnown ? reading.bare : reading.word
                isFirst = false
            } else if isLight {
                out.flags.formUnion(flags.intersection([.complementizer, .phraseStart, .finite, .subordinator, .preposition, .withPronoun]))
            } else if reading.proclitics.isDisjoint(with: .conjunctions) {
                out.flags.formUnion(flags.intersection([.phraseStart]))
            }
        }
        // What the readings contradict each other about is open.
        if out.features.isSuperset(of: [.masculine, .feminine]) { out.features.subtract([.masculine, .feminine]) }
        if [WordFeatures.singular, .dual, .plural].filter(out.features.contains).count > 1 { out.features.subtract([.singular, .dual, .plural]) }
        if out.cue == .none { findBareParticiple(&out, surface) }
        // وصفه is read as و with صفة otherwise.
        if out.cue == .none, let split = withPronoun(surface), split.proclitics.isEmpty {
            for s in 0..<vocabulary.senseCount(split.bare) where out.cue == .none {
                let sense = vocabulary.sense(split.bare, s)
                guard !sense.features.isDisjoint(with: .finite), !(lexicon.uses[sense.lemma.raw] ?? []).isDisjoint(with: [.patient, .addressee]) else { continue }
                findCue(&out, split, sense, split.bare, surface)
            }
        }
        // كأن is written like كان.
        if out.flags.contains(.copula) { out.flags.subtract(.complementizer) }
        if isFirst, let r = forms.readings(of: form).first {
            // Unknown words are nouns; the fewest proclitics are believed.
            out.stem = forms.pool[r].stem
            out.proclitics = forms.pool[r].proclitics
        }
        if out.flags.isDisjoint(with: [.finite, .complementizer, .preposition, .relative, .subordinator, .negation, .conjunction, .light, .pronoun]) { out.flags.insert(.nominal) }
        return out
    }

    private func findCue(_ out: inout FormFacts, _ reading: Reading, _ sense: WordSense, _ word: WordID, _ surface: ArraySlice<UInt8>) {
        guard sense.classID == lexicon.say || sense.classID == lexicon.continuation, let use = lexicon.uses[sense.lemma.raw] else { return }
        let f = sense.features
        var kind = FormFacts.CueKind.none
        if !f.isDisjoint(with: .finite) {
            guard f.isDisjoint(with: [.passive, .firstPerson, .secondPerson, .dependent]), reading.proclitics.isDisjoint(with: .prepositions) else { return }
            guard !reading.proclitics.contains(.article) || word == reading.word && word != reading.bare else { return }
            // ردا is an accusative rather than "both answered".
            if f.contains(.dual), f.contains(.masculine), f.contains(.past), out.flags.contains(.nominal) || surface.count <= 8 { return }
            if isPassive(surface, stem: Int(reading.stem), f, lemma: sense.lemma) { return }
            kind = .verb
        } else if f.contains(.activeParticiple), !reading.proclitics.contains(.article), reading.proclitics.isDisjoint(with: .prepositions), reading.enclitic == 0 {
            kind = .participle
        } else if f.contains(.masdar), use.contains(.masdar), reading.enclitic > 0 || reading.proclitics.contains(.article) && reading.proclitics.contains(.ba) {
            kind = .masdar
        } else { return }
        out.cue = kind
        out.lemma = sense.lemma
        out.use = use
        out.cueFeatures = f
        out.cueStem = reading.stem
        out.cueEnclitic = reading.enclitic
        out.cueProclitics = reading.proclitics
    }

    private func hasPresent(_ word: WordID) -> Bool {
        guard word.isKnown else { return false }
        for s in 0..<lexicon.vocabulary.senseCount(word) where lexicon.vocabulary.sense(word, s).features.contains(.present) { return true }
        return false
    }

    private func senses(_ word: WordID) -> Int { word.isKnown ? lexicon.vocabulary.senseCount(word) : 0 }

    private static let pronouns: [[UInt8]] = ["هما", "ها", "هم", "هن", "نا", "ه"].map { Array($0.utf8) }

    private func withPronoun(_ surface: ArraySlice<UInt8>) -> Reading? {
        let bytes = Array(surface)
        for pronoun in FormTable.pronouns where bytes.count >= pronoun.count + 6 && bytes.suffix(pronoun.count).elementsEqual(pronoun) {
            for conjunction in [0, 2] {
                var stem = Array(bytes.dropFirst(conjunction).dropLast(pronoun.count))
                var proclitics: ProcliticSet = []
                if conjunction == 2 {
                    if bytes[0] == 0xD9, bytes[1] == 0x88 { proclitics = .waw } else if bytes[0] == 0xD9, bytes[1] == 0x81 { proclitics = .fa } else { continue }
                }
                for isFeminine in [false, true] {
                    if isFeminine {
                        // ت before a pronoun is ة.
                        guard stem.count >= 6, stem[stem.count - 2] == 0xD8, stem[stem.count - 1] == 0xAA else { continue }
                        stem.replaceSubrange((stem.count - 2)..., with: [0xD9, 0x87])
                    }
                    let word = stem.withUnsafeBufferPointer { lexicon.vocabulary.word(folded: $0) }
                    if senses(word) > 0 {
                        return Reading(word: word, bare: word, stem: UInt8(conjunction), enclitic: UInt8(pronoun.count), proclitics: proclitics)
                    }
                }
            }
        }
        return nil
    }

    /// مشيرا, where the form with its alef is a listed word of another kind.
    private func findBareParticiple(_ out: inout FormFacts, _ surface: ArraySlice<UInt8>) {
        guard surface.count >= 8, out.proclitics.isDisjoint(with: [.article, .ba, .lam, .kaf]), out.enclitic == 0, surface.suffix(2).elementsEqual([0xD8, 0xA7]) else { return }
        var stem = Int(out.stem)
        if !out.hasConjunction { stem = 0 }
        guard surface.count - 2 > stem + 4 else { return }
        let bytes = Array(surface.dropFirst(stem).dropLast(2))
        let word = bytes.withUnsafeBufferPointer { lexicon.vocabulary.word(folded: $0) }
        guard word.isKnown else { return }
        for s in 0..<lexicon.vocabulary.senseCount(word) {
            let sense = lexicon.vocabulary.sense(word, s)
            guard sense.classID == lexicon.say, sense.features.contains(.activeParticiple), let use = lexicon.uses[sense.lemma.raw] else { continue }
            out.cue = .participle
            out.lemma = sense.lemma
            out.use = use
            out.cueFeatures = sense.features
            out.cueStem = UInt8(truncatingIfNeeded: stem)
            out.cueProclitics = out.proclitics.intersection(.conjunctions)
            return
        }
    }

    /// A damma on the first letter tells a passive, where the active has none there: ذُكر, أُعلن, يُعتقد.
    private func isPassive(_ surface: ArraySlice<UInt8>, stem: Int, _ f: WordFeatures, lemma: WordID) -> Bool {
        let at = surface.startIndex + stem
        guard at + 3 < surface.endIndex, surface[at + 2] == 0xD9, surface[at + 3] == 0x8F else { return false }
        if f.contains(.past) { return true }
        return lexicon.vocabulary.bytes(lemma).count > 8
    }
}
