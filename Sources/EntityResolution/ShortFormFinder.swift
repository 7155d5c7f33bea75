import ArabicText
import Lexicons
import TextModel

/// Adds the mentions that only the document makes clear: a head with article for something named before (الهيئة، المدينة، البلاد), a definite event
/// (هذه التفجيرات، محادثات السلام في جنيف), a family name of a person named in full (حسون). Runs after tagging, before facts are looked for.
///
/// One value per worker. Cost: linear in the tokens.
public struct ShortFormFinder: Sendable {
    let lexicon: Lexicon
    let vocabulary: Vocabulary
    var words: FinderWords
    var tails = NameTails()
    var added: [Mention] = []
    /// Heads of names so far, by folded word without article.
    var heads: [WordID: LabelSet] = [:]
    /// Longest mention that begins at a token; -1 where none does. A token inside a mention has `covered` of its label.
    var starting: [Int32] = []
    var covered: [LabelSet] = []
    var hasCountry = false
    var hasPlace = false

    public init(lexicon: Lexicon) {
        self.lexicon = lexicon
        vocabulary = lexicon.vocabulary
        words = FinderWords(vocabulary: lexicon.vocabulary)
    }

    /// Puts the mentions that are missing into their places in text order.
    public mutating func find(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis) {
        guard !analysis.tokens.isEmpty else { return }
        words.update(forms)
        added.removeAll(keepingCapacity: true)
        cover(analysis)
        extendEvents(forms, &analysis)
        tails.collect(analysis, text)
        heads.removeAll(keepingCapacity: true)
        hasCountry = false
        hasPlace = false
        for (s, sentence) in analysis.sentences.enumerated() {
            var t = Int(sentence.tokens.start)
            while t < Int(sentence.tokens.end), t < analysis.tokens.count {
                let next = find(at: t, sentence: s, text, forms, analysis)
                note(t, forms, analysis)
                t = max(next, t + 1)
            }
        }
        findHashtags(text, analysis)
        guard !added.isEmpty else { return }
        MentionOrder.insert(added, into: &analysis)
    }

    private mutating func cover(_ analysis: Analysis) {
        let n = analysis.tokens.count
        starting.removeAll(keepingCapacity: true)
        starting.append(contentsOf: repeatElement(-1, count: n))
        covered.removeAll(keepingCapacity: true)
        covered.append(contentsOf: repeatElement([], count: n))
        for (i, m) in analysis.mentions.enumerated() {
            for t in m.tokens.indices where t < n { covered[t].insert(LabelSet(m.label)) }
            let t = Int(m.tokens.start)
            guard t < n else { continue }
            if starting[t] < 0 || analysis.mentions[Int(starting[t])].tokens.end < m.tokens.end { starting[t] = Int32(i) }
        }
    }

    /// Remembers the head of a name that begins here.
    private mutating func note(_ t: Int, _ forms: WordForms, _ analysis: Analysis) {
        guard starting[t] >= 0 else { return }
        let m = analysis.mentions[Int(starting[t])]
        if m.label == .gpe {
            hasPlace = true
            hasCountry = true
        }
        guard m.form == .name, m.tokens.count > 1 || m.proclitics.isEmpty, ShortFormFinder.headed.has(m.label) else { return }
        for r in forms.readings(of: analysis.tokens[t].form) {
            let bare = forms.pool[r].bare
            guard bare.isKnown else { continue }
            heads[bare, default: []].insert(LabelSet(m.label))
            break
        }
    }

    static let headed: LabelSet = [LabelSet(.org), LabelSet(.gpe), LabelSet(.fac)]

    // MARK: One position

    /// Adds a mention that begins at a token; returns the token behind it.
    private mutating func find(at t: Int, sentence: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: Analysis) -> Int {
        let token = analysis.tokens[t]
        guard token.kind == .word else { return t + 1 }
        if covered[t].isEmpty, t == 0 || !words.isThingHead(analysis.tokens[t - 1]), let end = person(t, sentence, text, analysis) { return end }
        guard !covered[t].has(.event) else { return t + 1 }
        var head = t
        // هذه التفجيرات
        let isPointed = covered[t].isEmpty && words.isDemonstrative(token)
        if isPointed { head = t + 1 }
        guard head < analysis.tokens.count, analysis.sentences[sentence].tokens.contains(head), let reading = words.head(analysis.tokens[head]) else { return t + 1 }
        if reading.family != .none, let end = event(t, head, reading, sentence, text, forms, analysis) { return end }
        guard reading.isDefinite, !isPointed || head == t + 1, let label = anaphor(reading), starting[head] < 0, !covered[head].has(label),
              !isContinued(head, forms, analysis, sentence) else { return t + 1 }
        append(from: t, to: head + 1, label, reading: isPointed ? nil : reading, "short.head", sentence, analysis)
        return head + 1
    }

    /// The label of what a head with article may mean here.
    private func anaphor(_ reading: FinderWords.Head) -> Label? {
        if let known = heads[reading.bare] {
            for label in [Label.org, .gpe, .fac] where known.has(label) { return label }
        }
        if hasPlace, words.townHeads.contains(reading.bare) { return .gpe }
        if hasCountry, words.countryHeads.contains(reading.bare) { return .gpe }
        return nil
    }

    /// An adjective with article or a name behind the head makes another phrase of it.
    private func isContinued(_ t: Int, _ forms: WordForms, _ analysis: Analysis, _ sentence: Int) -> Bool {
        let next = t + 1
        guard next < analysis.tokens.count, analysis.sentences[sentence].tokens.contains(next), analysis.tokens[next].kind == .word else { return false }
        if words.isRelative(analysis.tokens[next]) || words.isLocating(analysis.tokens[next]) { return false }
        if starting[next] >= 0 {
            let m = analysis.mentions[Int(starting[next])]
            return m.proclitics.isEmpty && (m.label == .norp || m.label == .ordinal || m.label == .gpe && words.townHeads.contains(words.head(analysis.tokens[t])?.bare ?? .unknown))
        }
        return words.isDefiniteAdjective(analysis.tokens[next])
    }

    // MARK: Persons

    private mutating func person(_ t: Int, _ sentence: Int, _ text: UnsafeBufferPointer<UInt8>, _ analysis: Analysis) -> Int? {
        let first = Int(analysis.sentences[sentence].tokens.start)
        guard let hit = tails.match(t, analysis, text, from: first, covered) ?? tails.misspelt(t, analysis, text, from: first, covered, vocabulary) else { return nil }
        let bytes = ByteRange(UInt32(hit.byte), analysis.tokens[t].end)
        var m = Mention(bytes: bytes, tokens: TokenRange(hit.start, t + 1), label: .pers, form: .name, sentence: UInt32(sentence),
                        foundBy: .rule(StaticRule("short.family-name")), score: 0.85, proclitics: hit.proclitics)
        m.entity = nil
        added.append(m)
        return t + 1
    }

    // MARK: Events

    private mutating func event(_ t: Int, _ head: Int, _ reading: FinderWords.Head, _ sentence: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms,
                                _ analysis: Analysis) -> Int? {
        guard starting[head] < 0 || analysis.mentions[Int(starting[head])].label == .event, words.named.contains(reading.family) || head > t else { return nil }
        let limit = Int(analysis.sentences[sentence].tokens.end)
        var end = head + 1
        if reading.isDefinite {
            while end < limit, end - head <= 2, analysis.tokens[end].kind == .word, !words.isRelative(analysis.tokens[end]),
                  words.isDefiniteAdjective(analysis.tokens[end]) || isPeople(end, analysis) { end += 1 }
            if let place = placePhrase(end, limit, forms, analysis) { end = place }
        } else {
            // هجوم حمص, مفاوضات جنيف, محادثات السلام في جنيف
            guard reading.family != .incident || head + 1 < limit else { return nil }
            if reading.family == .talks, end < limit, words.isPeace(analysis.tokens[end]) {
                end += 1
                if let place = placePhrase(end, limit, forms, analysis) { end = place }
            } else if end < limit, starting[end] >= 0, let place = place(end, analysis) {
                end = place
            } else {
                return nil
            }
        }
        append(from: t, to: end, .event, reading: head == t ? reading : nil, "short.event", sentence, analysis)
        return end
    }

    /// The place of an event belongs to its mention: محادثات السلام في جنيف.
    private mutating func extendEvents(_ forms: WordForms, _ analysis: inout Analysis) {
        for i in analysis.mentions.indices where analysis.mentions[i].label == .event && analysis.mentions[i].entry == nil {
            let m = analysis.mentions[i]
            let end = Int(m.tokens.end)
            guard end < analysis.tokens.count, analysis.sentences.indices.contains(Int(m.sentence)), starting[Int(m.tokens.start)] == Int32(i),
                  let head = words.head(analysis.tokens[Int(m.tokens.start)]), words.placed.contains(head.family),
                  let place = placePhrase(end, Int(analysis.sentences[Int(m.sentence)].tokens.end), forms, analysis), !hasPlaceInside(m, analysis, from: i) else { continue }
            analysis.mentions[i].tokens.end = UInt32(place)
            analysis.mentions[i].bytes.end = analysis.tokens[place - 1].end
            for t in end..<place { covered[t].insert(LabelSet(.event)) }
            for k in analysis.mentions.indices.dropFirst(i + 1) {
                guard analysis.mentions[k].bytes.start < analysis.mentions[i].bytes.end else { break }
                if analysis.mentions[k].nestedIn == nil, analysis.mentions[i].bytes.contains(analysis.mentions[k].bytes) { analysis.mentions[k].nestedIn = MentionID(i) }
            }
        }
    }

    private func hasPlaceInside(_ m: Mention, _ analysis: Analysis, from i: Int) -> Bool {
        var k = i + 1
        while k < analysis.mentions.count, analysis.mentions[k].bytes.start < m.bytes.end {
            if analysis.mentions[k].label == .gpe { return true }
            k += 1
        }
        return false
    }

    private func isPeople(_ t: Int, _ analysis: Analysis) -> Bool {
        starting[t] >= 0 && analysis.mentions[Int(starting[t])].label == .norp && analysis.mentions[Int(starting[t])].proclitics.isEmpty
            && analysis.mentions[Int(starting[t])].tokens.count == 1
    }

    /// The end of a place that begins at a token without proclitic.
    private func place(_ t: Int, _ analysis: Analysis) -> Int? {
        let m = analysis.mentions[Int(starting[t])]
        return m.label == .gpe && m.proclitics.isEmpty && m.tokens.count <= 3 ? Int(m.tokens.end) : nil
    }

    /// في or بـ with a place: its end.
    private func placePhrase(_ t: Int, _ limit: Int, _ forms: WordForms, _ analysis: Analysis) -> Int? {
        guard t < limit else { return nil }
        if words.isIn(analysis.tokens[t]), t + 1 < limit, starting[t + 1] >= 0 { return place(t + 1, analysis) }
        if starting[t] >= 0 {
            let m = analysis.mentions[Int(starting[t])]
            if m.label == .gpe, m.proclitics == .ba, m.tokens.count <= 3 { return Int(m.tokens.end) }
        }
        return nil
    }

    // MARK: Mentions

    private mutating func append(from t: Int, to end: Int, _ label: Label, reading: FinderWords.Head?, _ rule: String, _ sentence: Int, _ analysis: Analysis) {
        let first = analysis.tokens[t]
        let bytes = ByteRange(first.start + UInt32(reading?.stem ?? 0), analysis.tokens[end - 1].end)
        added.append(Mention(bytes: bytes, tokens: TokenRange(t, end), label: label, form: .name, sentence: UInt32(sentence),
                             foundBy: .rule(StaticRule(rule)), score: 0.75, proclitics: (reading?.proclitics ?? []).subtracting(.article)))
        for k in t..<end { covered[k].insert(LabelSet(label)) }
    }
}
