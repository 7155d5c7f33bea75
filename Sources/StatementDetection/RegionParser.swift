import Lexicons
import TextModel

/// Reads what stands behind a cue: who speaks, to whom, through what, when, and where the content begins.
extension SentenceView {
    /// How many tokens behind a cue may come before its content.
    static let longestRegion = 100

    /// - Parameter limit: the end of the sentence, or of the quotation that the cue stands in.
    func region(behind cue: Int, use: VerbUse, kind: FormFacts.CueKind, limit: Int, takesSubject: Bool, hasObject: Bool) -> Region {
        var out = Region()
        var k = cue + 1
        var behindTime = -1, loose = -1
        var sawOther = false, inRelative = false, sawOtherVerb = false, hasMedium = false, wasComma = false
        let limit = min(limit, cue + SentenceView.longestRegion)
        let reports = table.lexicon.vocabulary.text(facts(cue).lemma) == "نقل"
        while k < limit {
            out.end = k
            let isBehindComma = wasComma
            wasComma = false
            if let q = quotation(openingAt: k) {
                let isColon = isColon(k - 1)
                if !isColon, isNameQuotation(q, outer: k) || (out.subject == nil && takesSubject && q.tokens.count <= 3 && !isComplementizer(k - 1) && nameStarting(k + 1) != nil && Int(q.tokens.end) + 1 < limit && !isPunctuation(Int(q.tokens.end) + 1)) {
                    if out.subject == nil, takesSubject, let g = group(at: k, limit: limit) { out.subject = g; k = max(g.end, k + 1); continue }
                    if let s = out.subject, out.person == nil, s.person == nil, person[min(k + 1, count - 1)] >= 0, q.tokens.contains(k + 1) { out.person = Int(person[k + 1]) }
                    k = Int(q.tokens.end) + (q.closed ? 1 : 0)
                    continue
                }
                if isColon && !sawOtherVerb || !sawOther && !sawOtherVerb || q.tokens.count >= 6 && use.contains(.inna) && !use.contains(.quote) && !sawOtherVerb {
                    out.content = .quotation
                    out.quotation = Int(opens[k])
                    out.contentToken = k + 1
                    out.contentByte = q.bytes.start
                    return out
                }
                k = Int(q.tokens.end) + (q.closed ? 1 : 0)
                continue
            }
            if kind_(k) == .quote { k += 1; continue }
            if isColon(k) {
                if quotation(openingAt: k + 1) == nil, k + 1 < limit, !use.contains(.quote) {
                    out.content = .colon
                    out.contentToken = k + 1
                    out.contentByte = tokens[k + 1].start
                    return out
                }
                k += 1
                continue
            }
            if mark(k) == 0x28 || mark(k) == 0x5B {
                if out.subject?.person == nil, out.person == nil, k + 1 < limit, person[k + 1] >= 0, out.subject != nil { out.person = Int(person[k + 1]) }
                var close = k + 1
                while close < limit, close < k + 20, mark(close) != 0x29, mark(close) != 0x5D { close += 1 }
                k = close < limit && (mark(close) == 0x29 || mark(close) == 0x5D) ? close + 1 : k + 1
                continue
            }
            if isComma(k) || isDash(k) {
                wasComma = true
                if inRelative { inRelative = false }
                k += 1
                continue
            }
            if kind_(k) == .punctuation || kind_(k) == .symbol {
                if isSemicolon(k) { return out }
                k += 1
                continue
            }
            let f = facts(k)
            if f.flags.contains(.complementizer) {
                if opensContent(k, cue, use, sawOtherVerb: sawOtherVerb) {
                    setClause(&out, k, limit)
                    return out
                }
                sawOther = true
                k += 1
                continue
            }
            if let p = phrase(at: k) {
                let phraseKind = table.lexicon.phrases[p.index].kind
                switch phraseKind {
                case .citesBefore:
                    if p.hasPronoun || facts(p.end).cue == .masdar && facts(p.end).cueEnclitic > 0 { k = p.hasPronoun ? p.end : p.end + 1; continue }
                    if let g = group(at: p.end, limit: limit, skippingLetter: true) {
                        k = g.end
                        // في …, وزارة …: what goes with the source.
                        while k < limit, isPreposition(k), let more = group(at: k + 1, limit: limit) { k = more.end }
                    } else { k = p.end }
                    continue
                case .ends, .endsBehindComma, .endsWithWaw:
                    if phraseKind != .endsWithWaw || p.hasWaw { return out }
                default: break
                }
            }
            // فيما, حيث, لكن begin another clause; prepositions that are subordinators too (حتى) don't.
            if f.flags.contains(.subordinator), !f.flags.contains(.preposition), !inRelative, !f.flags.contains(.clauseHead) { return out }
            if f.flags.contains(.withPronoun) {
                // منها قناة فلان: one of those who speak.
                if isBehindComma, out.subject != nil, let e = group(at: k + 1, limit: limit), e.canSpeak || facts(k + 1).hasArticle { out.example = e; k = e.end; continue }
                k += 1
                continue
            }
            if isRelative(k) { inRelative = true; k += 1; continue }
            if date[k] >= 0 {
                let m = mentions[Int(date[k])]
                if !inRelative { out.arguments.append(Argument(role: FactSchema.date, bytes: m.bytes, mention: MentionID(Int(date[k])))) }
                k = max(Int(m.tokens.end), k + 1)
                continue
            }
            if f.cue == .masdar, f.cueEnclitic == 0, isSaying(f.lemma), !inRelative, !use.contains(.quote) { out.saying = k; sawOther = false; k += 1; continue }
            let bit = introducer(k)
            if bit != [] || isPreposition(k) || startsWithLetter(k) {
                let isWhole = isPreposition(k) || isLoneLetter(k)
                let object = isWhole ? k + 1 : k
                if isComplementizer(object), isWhole { k += 1; continue }
                // نقلت وكالة عن فلان أن: the source that the agency passes on.
                if reports, bit == .about, out.source == nil {
                    if let g = group(at: object, limit: limit) {
                        out.source = g
                        k = g.end
                        if let found = apposedPerson(g, limit: limit) { out.sourcePerson = found.person; k = max(k, found.end) }
                        continue
                    }
                }
                if use.contains(.prep), use.contains(bit), bit != [], !inRelative || bit == .about, !isAdjunct(object, bit), out.subject != nil || !takesSubject || k > cue, !reports {
                    if let q = quotation(openingAt: object) {
                        out.content = .quotation
                        out.quotation = Int(opens[object])
                        out.contentToken = object + 1
                        out.contentByte = q.bytes.start
                    } else {
                        out.content = .preposition
                        out.contentToken = object
                        out.contentByte = isWhole ? (object < count ? tokens[object].start : 0) : letterEnd(k)
                    }
                    return out
                }
                let isTime = behindTime == k || isWhole && tokens[k].bytes.count >= 6 && facts(k).flags.contains(.clauseHead)
                k = adjunct(k, object, isWhole: isWhole, limit: limit, inRelative: inRelative, &out, &hasMedium)
                if isTime { behindTime = k }
                continue
            }
            if f.cue == .participle, isAccusative(k), k > cue + 1 || kind == .verb, coverMention(k) == nil {
                // أضاف قائلا, علق بالقول: the verb is the cue.
                if isSaying(f.lemma), !use.contains(.quote), table.lexicon.isSay(facts(cue).lemma), out.subject != nil || k == cue + 1 || !takesSubject { out.saying = k; sawOther = false; k += 1; continue }
                return out
            }
            if f.cue == .masdar, reports, f.cueEnclitic > 0 { return out }
            let isVerb = isFinite(k) || f.cue == .verb && coverMention(k) == nil && isRelative(k - 1) || f.cue == .verb && coverMention(k) == nil && (f.cueProclitics.contains(.waw) && !f.flags.contains(.masdar) || isBehindComma && out.subject != nil && !f.flags.contains(.nominal))
            if isVerb {
                // قال فلان سيحصل: content without إن, where nothing better comes.
                if use.contains(.inna), let s = out.subject, s.end == k, !f.hasConjunction, loose < 0, isPresent(k) { loose = k }
                if f.hasConjunction || f.cueProclitics.contains(.waw) {
                    if !inRelative || f.cue == .verb {
                        if !use.contains(.inna) { return out }
                        sawOtherVerb = true
                    }
                } else {
                    // A bare verb behind a noun is a relative clause: مسؤول رفض الكشف عن اسمه.
                    if out.subject != nil || hasMedium { inRelative = true }
                    if f.cue == .verb, k > cue + 1 { sawOtherVerb = true }
                    sawOther = sawOther || !inRelative
                }
                k += 1
                continue
            }
            if f.flags.contains(.demonstrative), nameStarting(k) == nil, k + 1 < limit, facts(k + 1).hasArticle, out.subject == nil, takesSubject { k += 1; continue }
            if kind_(k) == .word, nameStarting(k) == nil, f.flags.contains(.light) && !f.flags.contains(.nominal) || f.flags.contains(.pronoun) { 
                // كل من …
                k += 1
                continue
            }
            guard let g = out.subject == nil && takesSubject ? subjectGroup(at: k, limit: limit) : group(at: k, limit: limit) else { sawOther = sawOther || !f.flags.contains(.light); k += 1; continue }
            if out.subject == nil, behindTime == k, !isBehindComma, let m = g.name, mentions[m].label == .pers { sawOther = true; k = g.end; continue }
            if out.subject == nil, takesSubject, !inRelative, !f.hasConjunction || nameStarting(k).map({ mentions[$0].bytes.start == tokens[k].start }) ?? false {
                let isSpeaking = g.canSpeak || g.person != nil
                if use.contains(.noun), !isSpeaking, !clauseFollows(g.end, limit, use), !hasObjectBehind(g, limit) {
                    setNoun(&out, k)
                    return out
                }
                if !isSpeaking, facts(g.start).flags.contains(.light), g.end == g.start + 1, !g.isMedium { k = g.end; continue }
                out.subject = g
                k = g.end
                if g.person == nil, let found = apposedPerson(g, limit: limit) {
                    out.person = found.person
                    if found.end > k { k = found.end }
                }
                continue
            }
            if !inRelative, person[k] >= 0, out.person == nil, let s = out.subject, s.person == nil, isRoleOrMedium(s), !f.hasConjunction {
                out.person = Int(person[k])
                k = max(Int(mentions[Int(person[k])].tokens.end), k + 1)
                continue
            }
            if isBehindComma, f.flags.contains(.withPronoun), nameStarting(k + 1) != nil { k += 1; continue }
            // An apposition: a role behind the name, or منها قناة فلان.
            if isBehindComma, g.end < limit, isComma(g.end) || isComplementizer(g.end), role[k] >= 0 || g.canSpeak {
                if out.person == nil, out.subject?.person == nil, let p = g.person, let s = out.subject, isRoleOrMedium(s) { out.person = p }
                k = g.end
                continue
            }
            if use.contains(.patient), !inRelative { out.hasObject = true }
            if use.contains(.noun), !inRelative, !f.flags.contains(.light) {
                setNoun(&out, k)
                return out
            }
            if use.contains(.addressee), !inRelative, !out.arguments.contains(where: { $0.role == FactSchema.audience }), !hasObject {
                out.arguments.append(argument(FactSchema.audience, g))
                k = g.end
                continue
            }
            // A name that goes on with what stands before it is no object.
            if g.name == nil || k == g.end { sawOther = true }
            k = max(g.end, k + 1)
        }
        out.end = min(k, limit)
        if loose >= 0 {
            out.content = .clause
            out.contentToken = loose
            out.contentByte = tokens[loose].start
        }
        return out
    }

    private func kind_(_ t: Int) -> TokenKind { kind(t) }

    func isRelative(_ t: Int) -> Bool {
        let f = facts(t)
        return f.flags.contains(.relative) && !f.flags.contains(.preposition)
    }

    private func isRoleOrMedium(_ g: NounGroup) -> Bool {
        if let m = g.name { return mentions[m].label == .occ }
        return !facts(g.start).flags.isDisjoint(with: [.person, .source])
    }

    /// The bit of the preposition at a token, or of the letter that its word begins with.
    func introducer(_ t: Int) -> VerbUse {
        guard kind(t) == .word, !facts(t).flags.contains(.withPronoun) else { return [] }
        let b = tokens[t].bytes
        func letter(_ i: Int) -> (UInt8, UInt8) { (text[Int(b.start) + 2 * i], text[Int(b.start) + 2 * i + 1]) }
        if isPreposition(t) || b.count == 6 || b.count == 4 {
            switch b.count {
            case 6:
                if letter(0) == (0xD8, 0xA5) || letter(0) == (0xD8, 0xA7), letter(1) == (0xD9, 0x84), letter(2) == (0xD9, 0x89) || letter(2) == (0xD9, 0x8A) { return .to }
                if letter(0) == (0xD8, 0xB9), letter(1) == (0xD9, 0x84), letter(2) == (0xD9, 0x89) { return .on }
            case 4:
                if letter(0) == (0xD8, 0xB9), letter(1) == (0xD9, 0x86) { return .about }
                if letter(0) == (0xD9, 0x85), letter(1) == (0xD9, 0x86) { return .from }
                if letter(0) == (0xD9, 0x81), letter(1) == (0xD9, 0x8A) { return .inside }
            default: break
            }
        }
        if carries(t, .ba), !facts(t).hasConjunction { return .by }
        if carries(t, .lam), !facts(t).hasConjunction { return .lam }
        return []
    }

    func startsWithLetter(_ t: Int) -> Bool {
        if let m = nameStarting(t) { return !mentions[m].proclitics.isDisjoint(with: .prepositions) }
        let f = facts(t)
        return f.hasPrepositionLetter && !f.flags.contains(.complementizer) && f.flags.contains(.known)
    }

    /// Behind ب or ل of a word.
    func letterEnd(_ t: Int) -> UInt32 {
        if let m = nameStarting(t), mentions[m].bytes.start > tokens[t].start { return mentions[m].bytes.start }
        let f = facts(t)
        if f.hasPrepositionLetter, f.stem > 0 { return tokens[t].start + UInt32(f.stem) }
        return tokens[t].start + 2
    }

    /// Place, time or medium: no content, though the preposition could open one.
    private func isAdjunct(_ object: Int, _ bit: VerbUse) -> Bool {
        guard object < count else { return true }
        if date[object] >= 0 { return true }
        let f = facts(object)
        if f.enclitic > 0, f.flags.contains(.preposition) { return true }
        if bit == .by || bit == .inside || bit == .from || bit == .on {
            if let m = nameStarting(object), [Label.gpe, .loc, .fac].contains(mentions[m].label) { return bit != .from }
            if bit != .from, f.flags.contains(.medium) { return true }
        }
        return false
    }

    /// Takes a prepositional phrase along: medium, outlet, audience or nothing of these. Returns the token behind it.
    private func adjunct(_ k: Int, _ object: Int, isWhole: Bool, limit: Int, inRelative: Bool, _ out: inout Region, _ hasMedium: inout Bool) -> Int {
        guard object < limit else { return k + 1 }
        if isWhole, date[object] >= 0 {
            let m = mentions[Int(date[object])]
            if !inRelative { out.arguments.append(Argument(role: FactSchema.date, bytes: m.bytes, mention: MentionID(Int(date[object])))) }
            return max(Int(m.tokens.end), object + 1)
        }
        guard let g = group(at: object, limit: limit, skippingLetter: !isWhole) else { return k + 1 }
        if inRelative { return g.end }
        let bit = introducer(k)
        // رئيس …, الأمين العام لجامعة …: what a role belongs to is no audience.
        if bit == .lam, let s = out.subject, s.end == k, s.person == nil, isRoleGroup(s), let m = g.name, mentions[m].label == .org || mentions[m].label == .gpe,
           g.end - g.start > 1 || mentions[m].label == .gpe, facts(object).flags.isDisjoint(with: .source) { return g.end }
        let isTo = bit == .lam || isWhole && tokens[k].bytes.count == 8 && String(decoding: text[tokens[k].bytes.indices], as: UTF8.self) == "أمام"
        if facts(object).flags.contains(.medium), !isTo, g.name.map({ mentions[$0].label != .org }) ?? true, !hasMedium {
            hasMedium = true
            out.arguments.append(argument(FactSchema.medium, g))
            return g.end
        }
        let label = g.name.map { mentions[$0].label }
        if isTo, bit == .lam || !hasMedium {
            let isOutlet = hasMedium && (label == .org || label == .website)
            if label == .org || label == .pers || label == .occ || label == .norp || g.canSpeak || facts(object).hasArticle && facts(object).features.contains(.plural) {
                out.arguments.append(argument(isOutlet ? FactSchema.outlet : FactSchema.audience, g))
            }
        } else if hasMedium, label == .org || label == .website || facts(object).flags.contains(.source) && !facts(object).flags.contains(.medium) {
            out.arguments.append(argument(FactSchema.outlet, g))
        }
        return g.end
    }

    func argument(_ role: RoleID, _ g: NounGroup) -> Argument {
        if let m = g.person ?? g.name, mentions[m].label != .occ || Int(mentions[m].tokens.end) >= g.end {
            return Argument(role: role, bytes: mentions[m].bytes, mention: MentionID(m))
        }
        return Argument(role: role, bytes: ByteRange(g.startByte, tokens[g.end - 1].end), mention: nil)
    }

    /// Whether a complementizer behind a verb opens what it reports.
    private func opensContent(_ k: Int, _ cue: Int, _ use: VerbUse, sawOtherVerb: Bool) -> Bool {
        if sawOtherVerb && !isInna(k) { return false }
        if use.contains(.quote), quotation(openingAt: k + 1) == nil { return false }
        // لأن, كأن give reasons and comparisons.
        let first = text[Int(tokens[k].start) + 1]
        if text[Int(tokens[k].start)] == 0xD9, first == 0x84 || first == 0x83 { return false }
        let before = facts(k - 1)
        if k - 1 > cue {
            if before.flags.contains(.thatNoun) { return false }
            if before.flags.contains(.clauseHead) && !before.flags.contains(.preposition) { return false }
            if isPreposition(k - 1) {
                let bit = introducer(k - 1)
                return bit != [] && use.contains(bit)
            }
        }
        return true
    }

    private func setClause(_ out: inout Region, _ k: Int, _ limit: Int) {
        out.content = .clause
        let b = tokens[k].bytes
        let endsBare = b.count >= 4 && text[Int(b.end) - 2] == 0xD9 && text[Int(b.end) - 1] == 0x86
        if let q = quotation(openingAt: k + 1), !isNameQuotation(q, outer: k + 1) || q.tokens.count > 1 && coverMention(k + 2) == nil {
            out.content = .quotation
            out.quotation = Int(opens[k + 1])
            out.contentToken = k + 2
            out.contentByte = q.bytes.start
        } else if endsBare {
            out.contentToken = k + 1
            out.contentByte = k + 1 < count ? tokens[k + 1].start : b.end
        } else {
            out.contentToken = k
            let isBa = text[Int(b.start)] == 0xD8 && text[Int(b.start) + 1] == 0xA8
            out.contentByte = b.start + (isBa ? 2 : 0)
        }
    }

    private func isPresent(_ t: Int) -> Bool {
        for r in forms.readings(of: tokens[t].form) {
            let word = forms.pool[r].bare
            guard word.isKnown else { continue }
            for s in 0..<table.lexicon.vocabulary.senseCount(word) where table.lexicon.vocabulary.sense(word, s).features.contains(.present) { return true }
        }
        return false
    }

    /// قائلا, بالقول.
    func isSaying(_ lemma: WordID) -> Bool {
        let b = table.lexicon.vocabulary.bytes(lemma)
        return b.count == 6 && b[0] == 0xD9 && b[1] == 0x82 && b[2] == 0xD8 && b[3] == 0xA7 && b[4] == 0xD9 && b[5] == 0x84
    }

    /// Another noun follows a definite one directly: that is the object, this one the subject (نفى المحافظ ذلك, أكد المدير وصول الدواء).
    private func hasObjectBehind(_ g: NounGroup, _ limit: Int) -> Bool {
        guard facts(g.start).hasArticle, g.end < limit, kind(g.end) == .word else { return false }
        let f = facts(g.end)
        if f.flags.contains(.demonstrative) { return true }
        return f.flags.contains(.nominal) && f.flags.isDisjoint(with: WordFlags.closed.union([.light, .finite])) && !f.hasArticle && !f.hasConjunction && !f.hasPrepositionLetter
            && date[g.end] < 0
    }

    private func setNoun(_ out: inout Region, _ k: Int) {
        out.content = .noun
        out.contentToken = k
        out.contentByte = tokens[k].start
    }

    /// A clause in أن follows within the same phrase: then the group before it is the subject, whatever it names.
    private func clauseFollows(_ t: Int, _ limit: Int, _ use: VerbUse) -> Bool {
        guard t < limit else { return false }
        if isComplementizer(t) { return !facts(t - 1).flags.contains(.thatNoun) }
        return isPreposition(t) && isComplementizer(t + 1) && use.contains(introducer(t)) && introducer(t) != []
    }
}
