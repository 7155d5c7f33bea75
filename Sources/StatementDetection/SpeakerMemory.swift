import TextModel

/// Who spoke before, and who holds which role: what pronouns and short forms are looked up in.
struct SpeakerMemory {
    private var spoken: [Speaker] = []
    /// Subject of the last sentence's main verb, where it is a person.
    var lastSubject: Speaker?
    /// Head word of a role → persons who hold it, with the words of the role.
    private var roles: [UInt32: [(token: Int, words: [WordID], person: Int)]] = [:]

    /// Notes every role that stands directly before or behind a person's name.
    mutating func learnRoles(_ view: SentenceView) {
        var t = 0
        while t < view.count {
            guard view.role[t] >= 0 || view.facts(t).flags.contains(.person), let g = view.group(at: t, limit: Int(view.sentences[Int(view.sentenceOf[t])].tokens.end)) else { t += 1; continue }
            let person = view.apposedPerson(g, limit: Int(view.sentences[Int(view.sentenceOf[t])].tokens.end))?.person
            if let person, view.nameStarting(t).map({ view.mentions[$0].label != .pers }) ?? true {
                let end = Int(view.mentions[person].tokens.start) > t ? min(Int(view.mentions[person].tokens.start), t + 12) : g.end
                let words = (t..<max(end, t + 1)).map { view.facts($0).bare }
                roles[words[0].raw, default: []].append((t, words, person))
            }
            t = max(t + 1, g.person == nil ? t + 1 : g.end)
        }
    }

    /// The person whom a role without a name means: the last one before it who was called so.
    private func holder(_ s: Speaker, _ view: SentenceView) -> Int? {
        guard view.facts(s.token).hasArticle || s.mention != nil else { return nil }
        let words = (s.token..<view.count).prefix { view.tokens[$0].end <= s.bytes.end }.map { view.facts($0).bare }
        guard let head = words.first, head.isKnown else { return nil }
        for r in (roles[head.raw] ?? []).reversed() where r.token < s.token && words.allSatisfy({ r.words.contains($0) }) { return r.person }
        return nil
    }

    /// Gives a statement its speaker where the clause names none, and remembers who speaks.
    mutating func resolve(_ d: inout Draft, _ before: ArraySlice<Draft>, _ subject: Speaker?, _ view: SentenceView) {
        if d.speaker == nil {
            if let s = nearest(d, view) {
                set(&d, s, "relative")
            } else if let s = before.last(where: { $0.kind != .cite && !$0.content.contains(d.cue) && $0.outer == nil && isLevel($0, before) })?.speaker, d.features.fits(s.features) {
                set(&d, s, "same-sentence")
            } else if let s = subject, s.token < d.token, d.features.fits(s.features), subjectFits(d, s, view) {
                set(&d, s, "subject")
            } else if let s = last(d) {
                set(&d, s, "last-speaker")
            }
        } else if let s = d.speaker, s.isPersonal, s.mention.map({ view.mentions[$0].label == .occ }) ?? true, let p = holder(s, view) {
            d.speaker = Speaker(bytes: view.mentions[p].bytes, mention: p, features: s.features, isPersonal: true, token: s.token)
            d.foundBy += "+role"
        }
        if spoken.count > 64 { spoken.removeFirst(32) }
        if let s = d.speaker, d.kind != .cite && d.foundBy != "verb.cited" || spoken.isEmpty { spoken.append(s) }
    }

    /// In a relative or temporal clause the pronoun means who was named last before it: تصريحاته التي قال فيها, عندما صرح.
    private func nearest(_ d: Draft, _ view: SentenceView) -> Speaker? {
        guard d.kind == .verb, d.token > 0 else { return nil }
        let f = view.facts(d.token - 1)
        let isTemporal = f.flags.contains(.subordinator) && !f.flags.contains(.conjunction) || f.flags.contains(.complementizer) && view.facts(d.token - 2).flags.contains(.clauseHead)
        guard view.isRelative(d.token - 1) || isTemporal else { return nil }
        var k = d.token - 1
        let first = max(Int(view.sentences[Int(d.sentence)].tokens.start), k - 60)
        while k >= first {
            if view.person[k] >= 0 {
                let m = Int(view.person[k])
                return Speaker(bytes: view.mentions[m].bytes, mention: m, features: .singular, isPersonal: true, token: k)
            }
            k -= 1
        }
        return nil
    }

    private func isLevel(_ d: Draft, _ all: ArraySlice<Draft>) -> Bool { !all.contains { $0.content.contains(d.cue) && $0.cue != d.cue && !$0.isAfter } }

    private func subjectFits(_ d: Draft, _ s: Speaker, _ view: SentenceView) -> Bool { d.sentence == view.sentenceOf[s.token] }

    private mutating func set(_ d: inout Draft, _ s: Speaker, _ how: String) {
        var speaker = s
        if speaker.features.isDisjoint(with: [.masculine, .feminine]) { speaker.features.formUnion(d.features.intersection([.masculine, .feminine])) }
        d.speaker = speaker
        d.foundBy += "+" + how
    }

    /// The last one who fits; the subject of the sentence before, where it stands later and the verb doesn't just go on.
    private func last(_ d: Draft) -> Speaker? {
        let speaker = spoken.suffix(12).last { d.features.fits($0.features) }
        if let s = lastSubject, d.features.fits(s.features), speaker == nil || speaker!.token < s.token && d.kind != .masdar { return s }
        return speaker
    }
}
