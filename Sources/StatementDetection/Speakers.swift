import Lexicons
import TextModel

extension SentenceView {
    /// The speaker that a noun group names: the person in it or beside it, the organisation that a document is from, the name at its head, or its words.
    func speaker(_ g: NounGroup, _ region: Region, features: WordGender) -> Speaker {
        var features = features
        // A verb before its subject is singular whatever the subject is.
        let head = facts(g.start)
        let isNumber = kind(g.start) == .number
        // A name's letters say nothing about its number.
        if let m = g.name, mentions[m].label != .occ { features.subtract([.singular, .dual, .plural]) } else if head.flags.contains(.nominal) || isNumber {
            features.subtract([.singular, .dual, .plural])
            if head.features.contains(.plural) { features.insert(.plural) } else if head.features.contains(.dual) { features.insert(.dual) }
            else if head.features.contains(.singular) { features.insert(.singular) }
            if g.name == nil, head.features.contains(.feminine) != head.features.contains(.masculine), features.isDisjoint(with: [.masculine, .feminine]) {
                features.insert(head.features.contains(.feminine) ? .feminine : .masculine)
            }
        }
        if let p = g.person ?? region.person {
            features.subtract([.dual, .plural])
            return Speaker(bytes: mentions[p].bytes, mention: p, features: features.union(.singular), isPersonal: true, token: g.start)
        }
        if g.isMedium, let owner = owner(of: g, until: max(region.contentToken, g.end)) {
            return Speaker(bytes: mentions[owner].bytes, mention: owner, features: [], token: g.start)
        }
        if g.isMedium, let words = ownerWords(g) { return Speaker(bytes: words, mention: nil, features: [], token: g.start) }
        if let e = region.example { return speaker(e, Region(), features: features) }
        if let m = g.name {
            if mentions[m].label == .occ {
                // The nationality is not part of a role.
                var last = g.end
                while last > Int(mentions[m].tokens.end), let more = coverMention(last - 1), more.label == .norp { last = max(Int(more.tokens.start), Int(mentions[m].tokens.end)) }
                if kind(last - 1) == .quote, last - 1 > g.start { last -= 1 }
                return Speaker(bytes: ByteRange(mentions[m].bytes.start, tokens[max(last - 1, g.start)].end), mention: m, features: features, isPersonal: true, token: g.start)
            }
            return Speaker(bytes: mentions[m].bytes, mention: m, features: features, isPersonal: mentions[m].label == .pers, token: g.start)
        }
        if isNumber, g.end > g.start + 1 {
            let first = g.start + 1
            return Speaker(bytes: bytes(first, g.end), mention: nameStarting(first), features: .plural, token: first)
        }
        var end = g.end
        // The nationality is not part of a role.
        if head.flags.contains(.person), end - g.start > 1, let m = coverMention(end - 1), m.label == .norp, facts(g.start).hasArticle || end - g.start > 2 { end -= 1 }
        return Speaker(bytes: ByteRange(g.startByte, tokens[end - 1].end), mention: nil, features: features, isPersonal: head.flags.contains(.person), token: g.start)
    }

    /// The organisation whose statement it is: بيان الرئاسة, بيان صادر عن الرئاسة, البيان الختامي للقمة.
    private func owner(of g: NounGroup, until end: Int) -> Int? {
        var k = g.start + 1
        while k < min(end, g.start + 8, count) {
            if isPunctuation(k) || isComplementizer(k) || isFinite(k) || isRelative(k) { return nil }
            if let m = nameStarting(k), [Label.org, .gpe, .pers, .event, .fac].contains(mentions[m].label) { return m }
            if isPreposition(k), !carriesOwner(k) { return nil }
            k += 1
        }
        return nil
    }

    /// The same, where no name tells it: وثائق المحكمة, بيان صادر عن الرئاسة.
    private func ownerWords(_ g: NounGroup) -> ByteRange? {
        let next = facts(g.start + 1)
        if g.end - g.start >= 2, !facts(g.start).hasArticle, next.hasArticle, !next.flags.isDisjoint(with: [.organization, .person]) || g.end - g.start == 2 && !next.flags.contains(.adjective) { return bytes(g.start + 1, g.end) }
        if isPreposition(g.end), introducer(g.end) == .about, let source = group(at: g.end + 1, limit: min(count, g.end + 8)) { return bytes(source.start, source.end) }
        return nil
    }

    private func carriesOwner(_ k: Int) -> Bool { introducer(k) == .about || introducer(k) == .from }

    /// A name inside a group whose head is no speaker: كبرى صحف المدينة "…".
    func subjectName(_ g: NounGroup) -> Int? {
        var k = g.end - 1
        while k > g.start {
            if let m = nameStarting(k), mentions[m].label == .org || mentions[m].label == .pers { return m }
            k -= 1
        }
        return nil
    }

    /// جاء في بيان المنظمة: whose statement it is.
    func mediumOwner(_ region: Region, _ t: Int) -> Speaker? {
        guard let medium = region.arguments.first(where: { $0.role == FactSchema.medium }) else { return nil }
        var k = t + 1
        while k < count, tokens[k].end <= medium.bytes.start { k += 1 }
        guard k < count, let g = group(at: k, limit: Int(sentences[Int(sentenceOf[t])].tokens.end), skippingLetter: true) else { return nil }
        return speaker(g, region, features: [])
    }

    /// A subject before its verb: the noun group that begins the clause.
    func subjectBefore(_ t: Int, lower: Int) -> (speaker: Speaker, breaks: Int, canSpeak: Bool, isNested: Bool)? {
        let f = facts(t)
        var b = t
        var isNested = inside[t] >= 0
        while b > lower, t - b < 40 {
            let g = facts(b - 1)
            if g.flags.contains(.complementizer) { isNested = true; break }
            if kind(b - 1) == .quote, tokens[b - 1].flags.contains(.opening), let q = quotation(openingAt: b - 1), q.tokens.contains(t) { isNested = true; break }
            if isColon(b - 1) || isSemicolon(b - 1) { break }
            if g.flags.contains(.subordinator), !g.flags.contains(.preposition) { break }
            b -= 1
            // A verb joined by و begins its own clause.
            if g.flags.contains(.finite), g.hasConjunction, coverMention(b) == nil, g.isFiniteOnly || g.flags.contains(.copula) { break }
        }
        var start = b
        var sawTopic = false
        while start < t, facts(start).flags.contains(.light) && !facts(start).flags.contains(.nominal) || isComma(start) || facts(start).flags.contains(.copula) && start == b {
            if tokens[start].bytes.count >= 6, String(decoding: text[tokens[start].bytes.indices], as: UTF8.self).hasSuffix("أما") { sawTopic = true }
            start += 1
        }
        if f.hasConjunction && !sawTopic { return nil }
        if start < t, isFinite(start) && !facts(start).flags.contains(.copula) || isLoneLetter(t - 1) { return nil }
        guard start < t, !facts(start).hasPrepositionLetter || nameStarting(start) != nil, !isPreposition(start), date[start] < 0, let g = subjectGroup(at: start, limit: t) else { return nil }
        guard g.canSpeak || g.person != nil || g.name != nil || isNested || g.end == t else { return nil }
        // Between subject and verb: appositions, phrases with prepositions, a relative clause.
        var k = g.end
        var inRelative = false
        var person = apposedPerson(g, limit: t)?.person ?? g.person
        // مندوبنا في … فلان صرح: a name right before the verb.
        if person == nil, !g.canSpeak, let m = coverMention(t - 1), m.label == .pers, Int(m.tokens.end) == t { person = self.person[Int(m.tokens.start)] >= 0 ? Int(self.person[Int(m.tokens.start)]) : nil }
        while k < t {
            if isRelative(k) { inRelative = true }
            if isComma(k) {
                inRelative = false
                if person == nil, isRoleGroup(g), k + 1 < t, self.person[k + 1] >= 0 { person = Int(self.person[k + 1]) }
            }
            if isFinite(k), !facts(k).flags.contains(.copula), !inRelative { return nil }
            if facts(k).cue != .none, facts(k).cue != .masdar, !inRelative, coverMention(k) == nil, facts(k).isFiniteOnly { return nil }
            k += 1
        }
        var region = Region()
        region.person = person
        var s = speaker(g, region, features: [])
        s.features.subtract(s.mention != nil ? [.masculine, .feminine] : [])
        let hasConjunction = facts(start).hasConjunction
        let isBound = !isNested && (start > lower)
        let breaks = isBound || hasConjunction ? (b > lower && !facts(b - 1).flags.isDisjoint(with: [.subordinator, .conjunction]) ? b - 1 : (isNested ? -1 : start)) : -1
        return (s, breaks, g.canSpeak || person != nil || isNested && g.end == t && facts(start).hasArticle, isNested)
    }

    /// The subject of a sentence's main verb.
    func mainSubject(_ sentence: TokenRange) -> Speaker? {
        var k = Int(sentence.start)
        let end = min(Int(sentence.end), k + 40)
        while k < end {
            let f = facts(k)
            if kind(k) == .quote || f.flags.contains(.complementizer) || isRelative(k) { return nil }
            if f.flags.contains(.finite), coverMention(k) == nil || f.isFiniteOnly, !f.flags.contains(.copula) || true, !f.flags.contains(.preposition), f.flags.isDisjoint(with: [.light]) || f.isFiniteOnly {
                if let g = subjectGroup(at: k + 1, limit: Int(sentence.end)), g.canSpeak || g.person != nil { return speakerWithApposition(g, Int(sentence.end)) }
                // كان قد …: the subject may stand before or behind.
                var j = k + 1
                while j < end, j < k + 10 {
                    if isPreposition(j) || startsWithLetter(j), let more = group(at: isPreposition(j) ? j + 1 : j, limit: end, skippingLetter: true) { j = more.end; continue }
                    if isComma(j) || date[j] >= 0 || facts(j).flags.contains(.light) { j = date[j] >= 0 ? max(Int(mentions[Int(date[j])].tokens.end), j + 1) : j + 1; continue }
                    if let g = group(at: j, limit: end), g.canSpeak || g.person != nil { return speakerWithApposition(g, Int(sentence.end)) }
                    break
                }
                return nil
            }
            if isPreposition(k) || startsWithLetter(k) {
                if let g = group(at: isPreposition(k) ? k + 1 : k, limit: end, skippingLetter: true) { k = g.end; continue }
            } else if let g = group(at: k, limit: end), g.canSpeak || g.person != nil, date[k] < 0 {
                return speakerWithApposition(g, Int(sentence.end))
            }
            k += 1
        }
        return nil
    }

    private func speakerWithApposition(_ g: NounGroup, _ end: Int) -> Speaker {
        var region = Region()
        region.person = apposedPerson(g, limit: end)?.person
        return speaker(g, region, features: [])
    }
}
