import Lexicons
import TextModel

/// A noun group: a head, its genitives and adjectives, and the person's name in apposition.
struct NounGroup {
    var start: Int
    var end: Int
    /// Behind an apposition between commas or brackets.
    var outerEnd: Int
    /// The name that begins at the head.
    var name: Int?
    /// A person named at the head or in apposition.
    var person: Int?
    /// Where the head noun begins behind its proclitics.
    var startByte: UInt32
    var canSpeak: Bool
    var isMedium: Bool
    /// The counted group in عدد من الناشطين.
    var quoted: Bool = false
}

extension SentenceView {
    /// The longest group in tokens.
    static let longestGroup = 24

    /// The noun group at a token; nil where none begins. `skippingLetter`: the head carries a preposition letter that belongs to the caller.
    func group(at t: Int, limit: Int, skippingLetter: Bool = false) -> NounGroup? {
        var k = t
        let limit = min(limit, t + SentenceView.longestGroup)
        guard k < limit, isWord(k) || quotation(openingAt: k) != nil else { return nil }
        let head = facts(k)
        if quotation(openingAt: k) == nil, nameStarting(k) == nil {
            guard kind(k) != .word || head.flags.isDisjoint(with: WordFlags.closed) else { return nil }
            if isFinite(k) { return nil }
            if head.hasPrepositionLetter && !skippingLetter { return nil }
            if head.flags.contains(.light) && !head.flags.contains(.nominal) { return nil }
        }
        var out = NounGroup(start: k, end: k, outerEnd: k, name: nil, person: nil, startByte: tokens[k].start, canSpeak: false, isMedium: false)
        var isClosed = false, hasAdjective = false, isRole = false, isNamed = false, isBare = false
        while k < limit {
            if let q = quotation(openingAt: k) {
                guard Int(q.tokens.end) < limit, q.tokens.count <= 6, k == t || isNameQuotation(q, outer: k) || q.tokens.count <= 3 && !isClosed else { break }
                if let m = nameStarting(k + 1) {
                    if k == t, out.name == nil { out.name = m; out.canSpeak = true; out.startByte = mentions[m].bytes.start }
                    if mentions[m].label == .pers, k == t || isRole { out.person = m }
                }
                k = Int(q.tokens.end) + (q.closed ? 1 : 0)
                isClosed = true
                out.quoted = true
                continue
            }
            if kind(k) == .quote { break }
            if let m = nameStarting(k), let label = mentions[m].label as Label? {
                let mention = mentions[m]
                if k > t {
                    // و and preposition letters begin something else.
                    if !mention.proclitics.isDisjoint(with: [.waw, .fa, .ba, .lam, .kaf]) { break }
                    if isClosed && label != .pers && label != .norp && !(isRole && label == .occ) { break }
                    // A person behind a bare noun or another name is its genitive: مستشار فلان, حكومة فلان.
                    if label == .pers && (out.person != nil || isNamed) { break }
                } else {
                    if !mention.proclitics.isDisjoint(with: [.ba, .lam, .kaf]) && !skippingLetter { return nil }
                    out.name = m
                    out.startByte = mention.bytes.start
                    out.canSpeak = ![Label.event, .product, .law].contains(label) && !head.flags.contains(.thatNoun)
                    isRole = label == .occ
                    isNamed = label != .occ
                    isBare = label == .occ && mention.tokens.count == 1 && !head.hasArticle
                }
                if label == .pers, k == t || isRole && (isClosed || !isBare) { out.person = m }
                k = min(Int(mention.tokens.end), limit)
                let last = facts(k - 1)
                isClosed = label != .occ && label != .norp || last.hasArticle || last.enclitic > 0 || (label == .norp && isClosed)
                hasAdjective = label == .norp
                continue
            }
            if coverMention(k) == nil, person[k] >= 0, k > t, isRole { out.person = Int(person[k]); k = min(Int(mentions[Int(person[k])].tokens.end), limit); isClosed = true; continue }
            if date[k] >= 0 && k > t { break }
            guard kind(k) == .word || (kind(k) == .foreign || kind(k) == .number) else { break }
            let f = facts(k)
            if kind(k) == .word {
                if k > t {
                    if !f.flags.isDisjoint(with: WordFlags.closed) || isFinite(k) || f.hasPrepositionLetter || f.hasConjunction { break }
                    if f.flags.contains(.light) && !f.flags.contains(.nominal) { break }
                    if f.flags.contains(.finite), f.cue == .verb { break }
                    if f.cue == .participle, isAccusative(k) { break }
                    if f.flags.contains(.phraseStart), phrase(at: k).map({ table.lexicon.phrases[$0.index].kind != .citesClause }) == true { break }
                    // Behind a closed group only words with the article belong to it; behind an adjective only adjectives do.
                    if isClosed && !f.hasArticle { break }
                    if isNamed && !f.flags.contains(.adjective) { break }
                    if hasAdjective && !f.flags.contains(.adjective) && !f.hasArticle { break }
                } else {
                    out.startByte = skippingLetter || f.hasConjunction ? stemStart(k) : tokens[k].start
                    out.canSpeak = !f.flags.isDisjoint(with: WordFlags.speaking) && f.flags.isDisjoint(with: .thatNoun)
                    out.isMedium = f.flags.contains(.medium)
                    isRole = f.flags.contains(.person) && (!f.flags.contains(.kinship) || f.enclitic > 0)
                    isBare = !f.hasArticle && f.enclitic == 0
                }
                isClosed = isClosed || f.hasArticle || f.enclitic > 0
                hasAdjective = k > t && f.flags.contains(.adjective) && !f.hasArticle
            } else if k > t && isClosed { break }
            k += 1
        }
        guard k > t else { return nil }
        if isNumberHead(t), k > t + 1 { out.canSpeak = out.canSpeak || !facts(t + 1).flags.isDisjoint(with: [.person, .organization, .source, .placeHead]) || nameStarting(t + 1) != nil }
        out.end = k
        out.outerEnd = k
        return out
    }

    private func isNumberHead(_ t: Int) -> Bool {
        if kind(t) == .number { return true }
        guard t < count else { return false }
        return facts(t).flags.contains(.quantifier)
    }

    /// A group as a subject: behind عدد من and كل من the counted ones.
    func subjectGroup(at t: Int, limit: Int) -> NounGroup? {
        if facts(t).flags.contains(.quantifier), t + 2 < limit, isPreposition(t + 1), introducer(t + 1) == .from { return group(at: t + 2, limit: limit) }
        if facts(t).flags.contains(.quantifier), facts(t).hasArticle == false, t + 1 < limit, let g = group(at: t + 1, limit: limit), facts(t + 1).features.contains(.plural) || g.name != nil { return g }
        return group(at: t, limit: limit)
    }

    /// The person named beside a role: behind what goes with the role, between commas or brackets.
    func apposedPerson(_ g: NounGroup, limit: Int) -> (person: Int, end: Int)? {
        if let p = g.person { return (p, g.end) }
        guard isRoleGroup(g) else { return nil }
        var k = g.end
        let stop = min(limit, g.end + 14)
        while k < stop {
            if isComma(k) || mark(k) == 0x28 || isDash(k) {
                guard k + 1 < stop, person[k + 1] >= 0 else { return nil }
                return (Int(person[k + 1]), Int(mentions[Int(person[k + 1])].tokens.end))
            }
            if k > g.end, person[k] >= 0, mentions[Int(person[k])].proclitics.isEmpty { return (Int(person[k]), Int(mentions[Int(person[k])].tokens.end)) }
            guard isPreposition(k) || startsWithLetter(k) else { return nil }
            let b = introducer(k)
            guard b == .lam || b == .by || b == .inside || b == .from || tokens[k].bytes.count == 6, let more = group(at: isPreposition(k) ? k + 1 : k, limit: stop, skippingLetter: true) else { return nil }
            if more.person != nil { return nil }
            if facts(isPreposition(k) ? k + 1 : k).flags.contains(.medium) { return nil }
            k = more.end
        }
        return nil
    }

    func isRoleGroup(_ g: NounGroup) -> Bool {
        if let m = g.name { return mentions[m].label == .occ }
        if g.end == g.start { return false }
        let f = facts(g.start)
        return f.flags.contains(.person) && (!f.flags.contains(.kinship) || f.enclitic > 0) || f.flags.contains(.source) && !f.flags.contains(.medium)
    }

    /// A participle in the accusative or feminine, as it goes with a clause: مؤكدا, مشيرة, معتبرين.
    func isAccusative(_ t: Int) -> Bool {
        let b = tokens[t].bytes
        guard b.count >= 4 else { return false }
        var e = Int(b.end)
        // Tanwin behind the alef.
        if text[e - 2] == 0xD9, (0x8B...0x92).contains(text[e - 1]) { e -= 2 }
        let last = (text[e - 2], text[e - 1])
        if last == (0xD8, 0xA7) || last == (0xD8, 0xA9) || last == (0xD9, 0x87) { return true }
        // Before the alef: مؤكدًا.
        if last == (0xD9, 0x86), e - 4 >= Int(b.start), text[e - 4] == 0xD9, text[e - 3] == 0x8A { return true }
        return false
    }
}
