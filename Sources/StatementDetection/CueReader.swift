import Lexicons
import TextModel

/// Reads the cues of one sentence.
struct CueReader {
    let view: SentenceView
    let sentence: Int

    private var range: TokenRange { view.sentences[sentence].tokens }
    private var lexicon: StatementLexicon { view.table.lexicon }

    /// Negated verbs of speech: no statements, but contents end at them.
    private(set) var negated: [Int] = []
    private var frameEnd = -1

    init(view: SentenceView, sentence: Int) {
        self.view = view
        self.sentence = sentence
    }

    /// One act has one cue: the first that takes the content.
    private func add(_ d: Draft, _ out: inout [Draft]) {
        if out.suffix(8).contains(where: { $0.region.saying == d.token && $0.region.content != .none }) { return }
        if d.region.content != .none, !d.isAfter, out.suffix(8).contains(where: { $0.kind != .cite && !$0.isAfter && $0.region.contentByte == d.region.contentByte }) { return }
        out.append(d)
    }

    mutating func drafts() -> [Draft] {
        var out: [Draft] = []
        var t = Int(range.start)
        let end = Int(range.end)
        if let d = colon() { out.append(d) }
        var skip = t
        while t < end {
            defer { t += 1 }
            if t < skip { continue }
            guard view.kind(t) == .word else { continue }
            let phrase = view.phrase(at: t)
            if let p = phrase {
                switch lexicon.phrases[p.index].kind {
                case .citesBefore:
                    if let d = cite(t, p.index, p.end, p.hasPronoun) { out.append(d) }
                    skip = p.end
                    if view.facts(p.end).cue == .masdar { skip = p.end + 1 }
                    continue
                default: break
                }
            }
            if let p = phrase, lexicon.phrases[p.index].kind == .ends || lexicon.phrases[p.index].kind == .goesOn { skip = max(skip, p.end); continue }
            let f = view.facts(t)
            switch f.cue {
            case .none: continue
            case .verb:
                if isNegated(t) { if f.hasConjunction || view.facts(t - 1).hasConjunction { negated.append(view.facts(t - 1).hasConjunction ? t - 1 : t) } }
                else if let d = verb(t, f) { add(d, &out) }
            case .participle: if let d = participle(t, f) { add(d, &out) }
            case .masdar: if let d = masdar(t, f) { add(d, &out) }
            }
        }
        return out
    }

    /// How far a cue may look: the end of its sentence, or of the quotation that it stands in.
    private func limit(_ t: Int) -> Int {
        let end = Int(range.end)
        let q = view.inside[t]
        return q >= 0 ? min(end, Int(view.quotations[Int(q)].tokens.end)) : end
    }

    private func gender(_ f: WordFeatures) -> WordGender {
        var out: WordGender = []
        if f.contains(.masculine) { out.insert(.masculine) }
        if f.contains(.feminine) { out.insert(.feminine) }
        if f.contains(.singular) { out.insert(.singular) }
        if f.contains(.dual) { out.insert(.dual) }
        if f.contains(.plural) { out.insert(.plural) }
        return out
    }

    private func make(_ kind: Draft.Kind, _ t: Int, _ f: FormFacts, _ region: Region, _ why: String) -> Draft {
        let start = view.tokens[t].start + UInt32(f.cueStem)
        return Draft(kind: kind, token: t, cue: ByteRange(start, view.tokens[t].end), cueTokens: TokenRange(t, t + 1), lemma: f.lemma, features: gender(f.cueFeatures),
                     region: region, foundBy: why, sentence: UInt32(truncatingIfNeeded: sentence))
    }

    // MARK: Verbs

    private func isNegated(_ t: Int) -> Bool {
        let before = view.facts(t - 1)
        guard t > Int(range.start), before.flags.contains(.negation), !before.flags.contains(.relative) || before.flags.contains(.conjunction) else { return false }
        return !before.flags.contains(.nominal) || true
    }

    private mutating func verb(_ t: Int, _ f: FormFacts) -> Draft? {
        if t > Int(range.start), isQuestion(t - 1) { return nil }
        if let m = view.coverMention(t), [Label.pers, .org, .law, .product].contains(m.label) { return nil }
        let lim = limit(t)
        // بين, عبر, عقب are prepositions unless something says that they are verbs.
        if f.flags.contains(.preposition) {
            let isMarked = f.cueProclitics.contains(.waw) || f.cueProclitics.contains(.fa) || isLight(t - 1) || t == Int(range.start) || view.facts(t - 1).flags.contains(.complementizer)
            guard view.isComplementizer(t + 1) || isMarked && f.use.contains(.about) && f.use.contains(.prep) else { return nil }
        }
        // The same letters as a noun: behind a preposition it is one.
        if f.flags.contains(.nominal), t > Int(range.start) {
            if view.isPreposition(t - 1), !view.facts(t - 1).flags.contains(.relative) { return nil }
        }
        // ما نقلته الوكالة, بيان أوردته: the pronoun is the content, and no other follows.
        let isReferring = f.cueEnclitic > 0 && f.use.isDisjoint(with: [.addressee, .patient])
        let d0 = gender(f.cueFeatures)
        let isPlural = !f.cueFeatures.isDisjoint(with: [.plural, .dual])
        // Behind أن the noun before the verb is its subject: أن المتهم أعلن براءته.
        let before = f.hasConjunction ? nil : view.subjectBefore(t, lower: lower(t))
        let isNested = before.map { $0.isNested && $0.canSpeak && d0.fits($0.speaker.features) } ?? false
        var region = view.region(behind: t, use: f.use, kind: .verb, limit: lim, takesSubject: !isPlural && !isNested, hasObject: f.cueEnclitic > 0)
        if isReferring {
            if region.content != .preposition, let about = aboutPhrase(region, t, lim) { region = about } else { region.content = .none }
            if citeClause(before: t) == nil, region.content == .none { return nil }
        }
        if f.use.contains(.medium) {
            guard region.content != .none, region.arguments.contains(where: { $0.role == FactSchema.medium }) else { return nil }
        }
        if f.use.contains(.quote), region.content != .quotation { region.content = .none }
        // رأى الجنود السيارة: seen, not said. An ambiguous word wants a clause or a quotation when a noun stands before it.
        var d = make(.verb, t, f, region, "verb")
        let cites = citeClause(before: t)
        if let g = region.subject ?? (region.content == .none ? nil : nil) {
            d.speaker = view.speaker(g, region, features: d.features)
        }
        if let g = region.source {
            // نقلت وكالة عن فلان: the agency is the outlet, the other one speaks.
            if let s = region.subject { d.region.arguments.append(view.argument(FactSchema.outlet, s)) }
            var source = Region()
            source.person = region.sourcePerson
            d.speaker = view.speaker(g, source, features: [])
            d.foundBy = "verb.passes-on"
        }
        if f.use.contains(.medium), d.speaker == nil { d.speaker = view.mediumOwner(region, t) }
        // وصف المتسلل بـ…: one noun alone is what the words are about, when somebody speaks already.
        if f.use.contains(.patient), !region.hasObject, f.cueEnclitic == 0, f.hasConjunction || f.cueProclitics.contains(.waw), t > Int(range.start) { d.speaker = nil; d.region.subject = nil; region.subject = nil }
        if f.use.contains(.addressee), !region.hasObject, region.subject != nil, region.arguments.allSatisfy({ $0.role != FactSchema.audience }), f.use.contains(.quote), f.hasConjunction || view.isRelative(t - 1), let g = region.subject {
            d.region.arguments.append(view.argument(FactSchema.audience, g))
            d.speaker = nil
            d.region.subject = nil
            region.subject = nil
        }
        if let cites, region.content == .none || region.source != nil && region.content == .none {
            d.isAfter = true
            d.foundBy = "verb.cited"
            d.breaks = cites
            if d.speaker == nil { return nil }
            return d
        }
        if region.source != nil, region.content == .none { return masdarFollows(t, lim) ? nil : nil }
        if d.speaker == nil, region.subject == nil, region.source == nil, let s = before, d.features.fits(s.speaker.features), s.canSpeak || region.content == .clause || region.content == .quotation {
            d.speaker = s.speaker
            d.speaker?.features.formUnion(d.features.intersection([.masculine, .feminine]))
            d.foundBy = "verb.subject-first"
            d.breaks = s.breaks
        } else {
            d.breaks = breakToken(t, f)
        }
        if region.content == .none {
            guard let after = contentBefore(t, f, hasSubject: d.speaker != nil) else { return nil }
            d.isAfter = true
            d.contentStart = after
            d.region.end = frameEnd > t ? frameEnd : d.region.end
            d.foundBy = "verb.after"
        } else if region.content == .quotation, let q = quotationBefore(t), d.speaker != nil, !f.hasConjunction, q >= 0 {
            d.contentStart = Int(view.quotations[q].tokens.start)
            d.foundBy = "verb.inside"
        } else if cites != nil && region.content != .none, let cites, d.breaks < 0 || d.breaks > cites { d.breaks = cites }
        if region.content == .noun, d.speaker == nil, view.facts(region.contentToken).flags.isDisjoint(with: [.masdar, .thatNoun, .nominal]) { return nil }
        return d
    }

    private func masdarFollows(_ t: Int, _ limit: Int) -> Bool { false }

    private func isThus(_ t: Int) -> Bool { String(decoding: view.text[view.tokens[t].bytes.indices], as: UTF8.self) == "هكذا" }

    /// ما قاله فلان عن …
    private func aboutPhrase(_ region: Region, _ t: Int, _ limit: Int) -> Region? {
        guard let s = region.subject, view.facts(t - 1).flags.contains(.relative), s.end + 1 < limit, view.introducer(s.end) == .about else { return nil }
        var out = region
        out.content = .preposition
        out.contentToken = s.end + 1
        out.contentByte = view.tokens[s.end + 1].start
        return out
    }

    private func isQuestion(_ t: Int) -> Bool {
        let b = view.tokens[t].bytes
        return b.count == 4 && String(decoding: view.text[b.indices], as: UTF8.self) == "هل"
    }

    /// Nothing left of this belongs to a cue's clause.
    private func lower(_ t: Int) -> Int {
        let q = view.inside[t]
        return q >= 0 ? max(Int(range.start), Int(view.quotations[Int(q)].tokens.start)) : Int(range.start)
    }

    /// حسبما, كما, بحسب ما, وفق ما directly before: where the phrase begins.
    private func citeClause(before t: Int) -> Int? {
        for k in [t - 1, t - 2, t - 3] where k >= Int(range.start) {
            if let p = view.phrase(at: k), lexicon.phrases[p.index].kind == .citesClause, p.end == t || p.end == t - 1 && isLight(t - 1) { return k }
        }
        return nil
    }

    private func isLight(_ t: Int) -> Bool { view.facts(t).flags.contains(.light) }

    /// Where this cue ends the content of an earlier one: at its conjunction, or at the connective before it. -1 where it stands inside.
    private func breakToken(_ t: Int, _ f: FormFacts) -> Int {
        var k = t
        var isBound = f.hasConjunction || f.cueProclitics.contains(.waw) || f.cueProclitics.contains(.fa)
        while k > Int(range.start) {
            let g = view.facts(k - 1)
            if g.flags.contains(.relative), !g.flags.contains(.conjunction) { return -1 }
            let isConnective = !g.flags.isDisjoint(with: [.conjunction, .subordinator]) && !g.flags.contains(.complementizer)
            if isConnective { isBound = true; k -= 1; continue }
            if g.flags.contains(.light) || g.flags.contains(.copula) {
                if g.hasConjunction { isBound = true }
                k -= 1
                continue
            }
            if g.flags.contains(.complementizer) {
                // قبل أن يستدرك
                if view.facts(k - 2).flags.contains(.clauseHead) { return k - 2 }
                return -1
            }
            break
        }
        if !isBound, view.isComma(k - 1) || view.isSemicolon(k - 1) || view.isDash(k - 1) { return k }
        return isBound ? k : -1
    }

    // MARK: Content before the cue

    /// The quotation that closes right before a cue.
    private func quotationBefore(_ t: Int) -> Int? {
        var k = t - 1
        while k > 0, view.isComma(k) || view.isSemicolon(k) || view.isDash(k) || view.mark(k) == 0x2E || isLight(k) && view.kind(k) == .word { k -= 1 }
        guard k > 0, view.kind(k) == .quote, view.tokens[k].flags.contains(.closing) else { return nil }
        let q = view.inside[k - 1]
        guard q >= 0, Int(view.quotations[Int(q)].tokens.end) == k, view.quotations[Int(q)].tokens.count > 0 else { return nil }
        return Int(q)
    }

    /// Where content before the cue begins: a quotation, or the sentence that an inserted `يقول فلان` stands in.
    private mutating func contentBefore(_ t: Int, _ f: FormFacts, hasSubject: Bool) -> Int? {
        guard !f.hasConjunction, hasSubject else { return nil }
        if let q = quotationBefore(t), view.quotations[q].tokens.count > 1 { return Int(view.quotations[q].tokens.start) }
        // "…" … هكذا وصف فلان: the quotation that opens the sentence.
        if t > Int(range.start), isThus(t - 1), view.quotation(openingAt: Int(range.start)) != nil { return Int(range.start) + 1 }
        guard view.isComma(t - 1), t - Int(range.start) >= 2, f.use.isDisjoint(with: [.quote, .medium]), view.facts(t - 1).flags.isDisjoint(with: .negation) else { return nil }
        // Only a bare frame: verb, subject, the next comma or the end.
        guard let g = view.group(at: t + 1, limit: limit(t)) else { return nil }
        var k = g.end
        while k < limit(t), view.isPreposition(k) || view.startsWithLetter(k), let more = view.group(at: view.isPreposition(k) ? k + 1 : k, limit: limit(t), skippingLetter: true) { k = more.end }
        guard k >= limit(t) || view.isComma(k) || view.isPunctuation(k) else { return nil }
        frameEnd = k
        return Int(range.start)
    }

    // MARK: Participles and nouns

    private func participle(_ t: Int, _ f: FormFacts) -> Draft? {
        if let m = view.coverMention(t), m.label != .occ || !view.isAccusative(t) { return nil }
        let isFree = view.isComma(t - 1) || view.isComplementizer(t + 1)
        guard view.isAccusative(t) || isFree else { return nil }
        if t > Int(range.start), view.facts(t - 1).flags.contains(.preposition) { return nil }
        let region = view.region(behind: t, use: f.use.union(f.use.contains(.noun) ? [] : []), kind: .participle, limit: limit(t), takesSubject: false, hasObject: false)
        var r = region
        if f.use.contains(.quote), region.content != .quotation { return nil }
        guard r.content != .none else { return nil }
        r.subject = nil
        var d = make(.participle, t, f, r, "participle")
        // قائلا is masculine singular whatever its letters leave open.
        if d.features.isEmpty { d.features = [.masculine, .singular] }
        d.breaks = f.hasConjunction ? t : t
        return d
    }

    private func masdar(_ t: Int, _ f: FormFacts) -> Draft? {
        let lim = limit(t)
        if f.cueEnclitic == 0 {
            // بالقول: the subject is the verb's before it.
            let region = view.region(behind: t, use: [], kind: .masdar, limit: lim, takesSubject: false, hasObject: false)
            guard region.content == .quotation || region.content == .clause, region.contentToken - t <= 3 else { return nil }
            var d = make(.masdar, t, f, region, "noun")
            d.features = []
            return d
        }
        let region = view.region(behind: t, use: [.inna], kind: .masdar, limit: lim, takesSubject: false, hasObject: false)
        guard region.content == .quotation || region.content == .clause || region.content == .colon else { return nil }
        if region.content == .clause, region.contentToken - t > 12 { return nil }
        var d = make(.masdar, t, f, region, "noun")
        d.features = []
        // نقلت وكالة عن فلان قوله.
        var k = t - 1
        while k > Int(range.start), k > t - 20 {
            let g = view.facts(k)
            if g.cue == .verb, lexicon.vocabulary.text(g.lemma) == "نقل" {
                let outer = view.region(behind: k, use: g.use, kind: .verb, limit: t, takesSubject: true, hasObject: false)
                if let source = outer.source {
                    d.speaker = view.speaker(source, Region(), features: [])
                    if let s = outer.subject { d.region.arguments.append(view.argument(FactSchema.outlet, s)) }
                    d.foundBy = "noun.passed-on"
                    d.breaks = breakToken(k, g)
                }
                break
            }
            k -= 1
        }
        return d
    }

    // MARK: Citing phrases

    private func cite(_ t: Int, _ phrase: Int, _ end: Int, _ hasPronoun: Bool) -> Draft? {
        let words = lexicon.phrases[phrase].words
        let isPrepositional = words.count > 1 && view.isPreposition(t)
        let cueToken = isPrepositional ? end - 1 : t
        var f = view.facts(cueToken)
        f.cueStem = 0
        // بحسب, برأي: the cue begins behind ب.
        if cueToken == t { f.cueStem = UInt8(truncatingIfNeeded: Int(citeStem(t, words[0]))) }
        f.lemma = words[isPrepositional ? words.count - 1 : 0]
        f.cueFeatures = []
        var region = Region()
        region.content = .clause
        var speaker: Speaker?
        var after = end
        let next = view.facts(end)
        let isOwn = hasPronoun || next.cue == .masdar && next.cueEnclitic > 0
        if isOwn {
            after = hasPronoun ? end : end + 1
            // It repeats the main cue of the sentence; alone it is no statement of its own.
            return nil
        } else {
            var object = end
            var skipping = true
            if view.isLoneLetter(object) { object += 1; skipping = false }
            guard let g = view.group(at: object, limit: limit(t), skippingLetter: skipping) else { return nil }
            // وفق الدستور, بحسب الحاجة: laws and needs don't speak.
            guard g.canSpeak || g.person != nil || g.isMedium || g.quoted || view.subjectName(g) != nil else { return nil }
            region.subject = g
            after = g.end
            if view.facts(after).flags.contains(.pronoun) { after += 1 }
            // في وزارة …: goes with a nominal source.
            while after < limit(t), view.isPreposition(after), view.date[min(after + 1, view.count - 1)] < 0, g.name == nil, let more = view.group(at: after + 1, limit: limit(t)) { after = more.end }
            region.end = after
            region.contentToken = after
            speaker = view.speaker(g, region, features: [])
            if let found = view.apposedPerson(g, limit: limit(t)), g.person == nil {
                speaker = Speaker(bytes: view.mentions[found.person].bytes, mention: found.person, features: [.singular], isPersonal: true, token: g.start)
                after = max(after, found.end)
                region.end = after
            } else if !g.canSpeak, !g.isMedium, let m = view.subjectName(g) { speaker = Speaker(bytes: view.mentions[m].bytes, mention: m, token: g.start) }
            if g.name == nil, after > g.end, !g.isMedium, let s = speaker, s.mention == nil { speaker?.bytes = ByteRange(s.bytes.start, view.tokens[after - 1].end) }
            if g.isMedium {
                region.arguments.append(Argument(role: FactSchema.medium, bytes: ByteRange(g.startByte, view.tokens[g.start].end)))
                if let s = speaker, s.bytes.start == g.startByte, g.name == nil, s.mention == nil { region.arguments.removeLast() }
            }
        }
        var d = make(.cite, cueToken, f, region, "cite")
        d.speaker = speaker
        // The source may carry an apposition between commas; content begins behind the comma or فإن.
        var k = after
        if view.isComma(k), view.role[min(k + 1, view.count - 1)] >= 0 || view.person[min(k + 1, view.count - 1)] >= 0, let g = view.group(at: k + 1, limit: limit(t)), view.isComma(g.end) {
            if let p = g.person, d.speaker?.mention.map({ view.mentions[$0].label == .occ }) ?? true { d.speaker = Speaker(bytes: view.mentions[p].bytes, mention: p, features: [.singular], isPersonal: true, token: g.start) }
            k = g.end
        }
        let isFirst = t == Int(range.start) || (t == Int(range.start) + 1 && (isLight(t - 1) || view.facts(t - 1).flags.contains(.conjunction)))
        if words.count > 1, lexicon.vocabulary.text(words[0]).hasPrefix("نقل"), view.isComplementizer(k) || view.isComma(k) && view.isComplementizer(k + 1) {
            // ذكرت وكالة نقلا عن فلان أن …: same content, one level deeper.
            let at = view.isComplementizer(k) ? k : k + 1
            d.contentStart = at + 1
            d.foundBy = "cite.passed-on"
        } else if isFirst {
            while k < limit(t), view.isComma(k) || view.isColon(k) { k += 1 }
            // بحسب المركز، أكد مدير المركز: the source speaks itself.
            if view.facts(k).cue == .verb, let g = region.subject, repeats(g, k + 1) { return nil }
            if view.isComplementizer(k), view.facts(k).proclitics.contains(.fa) || view.facts(k).hasConjunction {
                k += 1
            }
            d.contentStart = k
            d.foundBy = "cite.before"
        } else {
            d.isAfter = true
            d.contentStart = Int(range.start)
            d.foundBy = "cite.after"
            d.breaks = t
        }
        d.region.end = after
        return d
    }

    /// The head of a group comes again within a few words.
    private func repeats(_ g: NounGroup, _ from: Int) -> Bool {
        let head = view.facts(g.start).bare
        guard head.isKnown else { return false }
        return (from..<min(from + 3, Int(range.end))).contains { view.facts($0).bare == head }
    }

    /// Bytes before حسب in وبحسب.
    private func citeStem(_ t: Int, _ word: WordID) -> UInt8 {
        var best: UInt8 = 0
        for r in view.forms.readings(of: view.tokens[t].form) {
            let reading = view.forms.pool[r]
            let text = reading.bare.isKnown ? reading.bare : reading.word
            if text.isKnown, view.table.lexicon.starts[text.raw] != nil { best = max(best, reading.stem) }
        }
        return best
    }

    // MARK: Colon

    /// `فلان: …` at the head of a line, without a verb.
    private func colon() -> Draft? {
        let start = Int(range.start), end = Int(range.end)
        var k = start
        while k < end, k < start + 12, !view.isColon(k) { k += 1 }
        guard k < end - 1, view.isColon(k), k > start else { return nil }
        guard let g = view.group(at: start, limit: k), g.canSpeak || g.person != nil else { return nil }
        // Everything before the colon is the speaker.
        guard g.end == k || view.quotation(openingAt: k + 1) != nil && k - g.end <= 3 && (g.end..<k).allSatisfy({ !view.facts($0).flags.contains(.finite) }) else { return nil }
        if g.name == nil && g.person == nil && view.quotation(openingAt: k + 1) == nil { return nil }
        if let m = g.name, g.person == nil, ![Label.pers, .org, .occ, .gpe].contains(view.mentions[m].label) { return nil }
        var region = Region()
        region.subject = g
        if let q = view.quotation(openingAt: k + 1) {
            region.content = .quotation
            region.quotation = Int(view.opens[k + 1])
            region.contentToken = k + 2
            region.contentByte = q.bytes.start
        } else {
            region.content = .colon
            region.contentToken = k + 1
            region.contentByte = view.tokens[k + 1].start
        }
        var f = FormFacts()
        f.lemma = .unknown
        var d = make(.colon, k, f, region, "colon")
        d.speaker = view.speaker(g, region, features: [])
        return d
    }
}
