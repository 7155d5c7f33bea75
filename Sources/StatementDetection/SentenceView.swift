import Lexicons
import TextModel

/// One document as the rules of statement detection look at it: facts of its tokens, the mentions that begin at or cover a token, its quotations.
struct SentenceView {
    let text: UnsafeBufferPointer<UInt8>
    let forms: WordForms
    let table: FormTable
    let tokens: [Token]
    let mentions: [Mention]
    let sentences: [Sentence]
    let quotations: [Quotation]
    /// The outermost name that covers a token, -1 where there is none.
    private(set) var cover: [Int32]
    /// A person, a role and a date that begin at a token.
    private(set) var person: [Int32]
    private(set) var role: [Int32]
    private(set) var date: [Int32]
    /// The quotation that opens at a (quote) token; the innermost one that a token stands in.
    private(set) var opens: [Int32]
    private(set) var inside: [Int32]
    /// The sentence of a token.
    private(set) var sentenceOf: [UInt32]

    static let names: LabelSet = [LabelSet(.pers), LabelSet(.org), LabelSet(.gpe), LabelSet(.loc), LabelSet(.fac), LabelSet(.norp), LabelSet(.occ), LabelSet(.event),
                                  LabelSet(.law), LabelSet(.product), LabelSet(.website)]

    init(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ table: FormTable, _ analysis: Analysis) {
        self.text = text
        self.forms = forms
        self.table = table
        tokens = analysis.tokens
        mentions = analysis.mentions
        sentences = analysis.sentences
        quotations = analysis.quotations
        let n = tokens.count
        cover = [Int32](repeating: -1, count: n)
        person = cover
        role = cover
        date = cover
        opens = cover
        inside = cover
        sentenceOf = [UInt32](repeating: 0, count: n)
        for (i, m) in mentions.enumerated() {
            let range = Int(m.tokens.start)..<min(Int(m.tokens.end), n)
            guard let first = range.first else { continue }
            switch m.label {
            case .pers: longer(&person, first, i)
            case .occ: longer(&role, first, i)
            case .date, .time: longer(&date, first, i)
            default: break
            }
            guard SentenceView.names.has(m.label) else { continue }
            // Names may nest, so that every token is written at most once for each level of nesting.
            for t in range where cover[t] < 0 || mentions[Int(cover[t])].bytes.count < m.bytes.count { cover[t] = Int32(i) }
        }
        for (i, q) in quotations.enumerated() {
            let mark = Int(q.tokens.start) - 1
            if mark >= 0, mark < n { opens[mark] = Int32(i) }
            // Inner quotations come later and overwrite.
            for t in Int(q.tokens.start)..<min(max(Int(q.tokens.end), Int(q.tokens.start)), n) { inside[t] = Int32(i) }
        }
        for (i, s) in sentences.enumerated() { for t in s.tokens.indices where t < n { sentenceOf[t] = UInt32(i) } }
    }

    private func longer(_ list: inout [Int32], _ at: Int, _ i: Int) {
        if list[at] < 0 || mentions[Int(list[at])].bytes.count < mentions[i].bytes.count { list[at] = Int32(i) }
    }

    var count: Int { tokens.count }

    @inline(__always) func facts(_ t: Int) -> FormFacts {
        t >= 0 && t < tokens.count && tokens[t].kind == .word ? table[tokens[t].form] : FormFacts()
    }

    func kind(_ t: Int) -> TokenKind { t >= 0 && t < tokens.count ? tokens[t].kind : .other }
    func isWord(_ t: Int) -> Bool { let k = kind(t); return k == .word || k == .foreign || k == .number }

    /// The scalar of a mark of one scalar; 0 for words.
    func mark(_ t: Int) -> UInt32 {
        guard t >= 0, t < tokens.count, tokens[t].kind != .word else { return 0 }
        let s = Int(tokens[t].start), n = Int(tokens[t].end) - s
        guard n > 0, s + n <= text.count else { return 0 }
        let b = text[s]
        if b < 0x80 { return UInt32(b) }
        if b < 0xE0, n >= 2 { return UInt32(b & 0x1F) << 6 | UInt32(text[s + 1] & 0x3F) }
        if b < 0xF0, n >= 3 { return UInt32(b & 0x0F) << 12 | UInt32(text[s + 1] & 0x3F) << 6 | UInt32(text[s + 2] & 0x3F) }
        return 0
    }

    func isComma(_ t: Int) -> Bool { let m = mark(t); return m == 0x60C || m == 0x2C }
    func isColon(_ t: Int) -> Bool { mark(t) == 0x3A }
    func isSemicolon(_ t: Int) -> Bool { let m = mark(t); return m == 0x61B || m == 0x3B }
    func isPunctuation(_ t: Int) -> Bool { let k = kind(t); return k == .punctuation || k == .symbol }
    /// ( [ - ـ and the like: what is inside stands beside the sentence.
    func isBracket(_ t: Int) -> Bool { [0x28, 0x29, 0x5B, 0x5D].contains(mark(t)) }
    func isDash(_ t: Int) -> Bool {
        if [0x2D, 0x2013, 0x2014].contains(mark(t)) { return true }
        // A tatweel that stands alone is a dash.
        guard t >= 0, t < tokens.count else { return false }
        return tokens[t].bytes.count == 2 && text[Int(tokens[t].start)] == 0xD9 && text[Int(tokens[t].start) + 1] == 0x80
    }
    func quotation(openingAt t: Int) -> Quotation? { t >= 0 && t < opens.count && opens[t] >= 0 ? quotations[Int(opens[t])] : nil }

    func coverMention(_ t: Int) -> Mention? { t >= 0 && t < cover.count && cover[t] >= 0 ? mentions[Int(cover[t])] : nil }
    /// The outermost name that begins at a token.
    func nameStarting(_ t: Int) -> Int? {
        guard t >= 0, t < cover.count, cover[t] >= 0, Int(mentions[Int(cover[t])].tokens.start) == t else { return nil }
        return Int(cover[t])
    }

    func bytes(_ a: Int, _ b: Int) -> ByteRange {
        a < b && a >= 0 && b <= tokens.count ? ByteRange(tokens[a].start, tokens[b - 1].end) : ByteRange(0, 0)
    }
    /// Where the word of a token begins behind its proclitics.
    func stemStart(_ t: Int) -> UInt32 { tokens[t].start + UInt32(facts(t).stem) }

    func isComplementizer(_ t: Int) -> Bool { facts(t).flags.contains(.complementizer) }
    /// إن with its hamza below.
    func isInna(_ t: Int) -> Bool {
        guard isComplementizer(t) else { return false }
        var at = Int(tokens[t].start)
        if text[at] == 0xD9 { at += 2 }
        return at + 1 < text.count && text[at] == 0xD8 && text[at + 1] == 0xA5
    }

    /// A verb and nothing else, or a verb whose other readings are less likely here.
    func isFinite(_ t: Int) -> Bool { kind(t) == .word && (cover[t] < 0 && facts(t).isFiniteOnly) }

    func isPreposition(_ t: Int) -> Bool { facts(t).flags.contains(.preposition) && !facts(t).flags.contains(.withPronoun) && !facts(t).hasPrepositionLetter }

    /// Marks around a name, not around speech: a short one behind a head noun, or one that a name covers.
    func isNameQuotation(_ q: Quotation, outer t: Int) -> Bool {
        let n = q.tokens.count
        if n == 0 { return true }
        if n > 6 { return false }
        let a = Int(q.tokens.start), b = Int(q.tokens.end)
        if let m = coverMention(a), Int(m.tokens.start) <= a, Int(m.tokens.end) >= b, ![Label.occ, .event, .norp].contains(m.label) { return true }
        // One or two words that no list knows are a name.
        if n <= 2, (a..<b).allSatisfy({ kind($0) == .word && facts($0).flags.isDisjoint(with: .known) && !facts($0).hasArticle }) { return true }
        var before = t - 1
        // صحيفة ال"…", لـ"…", بـ "…": the proclitic is a token of its own.
        if before >= 0, kind(before) == .word, tokens[before].bytes.count <= 4, facts(before).flags.isDisjoint(with: .known) || tokens[before].bytes.count <= 4 { before -= 1 }
        let f = facts(before)
        if f.flags.contains(.nameMark) { return true }
        // المعروف اختصارا بـ
        if facts(before - 1).flags.contains(.nameMark), f.flags.contains(.light) || !f.flags.contains(.known) || f.hasArticle == false && f.flags.contains(.adjective) { return true }
        if n <= 4, !f.flags.isDisjoint(with: [.organization, .placeHead]) || f.flags.contains(.source) && !f.flags.contains(.medium) || f.flags.contains(.person) && n <= 3 && f.enclitic == 0 && !f.flags.contains(.medium) && person[a] >= 0 { return true }
        return false
    }

    /// The phrase at a token: its index, the token behind it, and whether the last word has a pronoun.
    func phrase(at t: Int) -> (index: Int, end: Int, hasPronoun: Bool, hasWaw: Bool)? {
        guard kind(t) == .word, facts(t).flags.contains(.phraseStart) else { return nil }
        let lexicon = table.lexicon
        for r in forms.readings(of: tokens[t].form) {
            let reading = forms.pool[r]
            for word in reading.word == reading.bare ? [reading.bare] : [reading.word, reading.bare] {
                guard word.isKnown, let candidates = lexicon.starts[word.raw] else { continue }
                for i in candidates {
                    let p = lexicon.phrases[i]
                    // ب of بحسب is no part of the phrase's word حسب.
                    if !reading.proclitics.isSubset(of: [.waw, .fa, .article, .ba]) { continue }
                    if reading.proclitics.contains(.ba), p.kind != .citesBefore, p.kind != .citesClause { continue }
                    var hasPronoun = reading.enclitic > 0
                    var at = t + 1
                    var fits = true
                    for w in p.words.dropFirst() {
                        guard let enclitic = matches(at, w) else { fits = false; break }
                        hasPronoun = enclitic
                        at += 1
                    }
                    if fits, !p.next.isEmpty { fits = carries(at, p.next) }
                    if fits { return (i, at, hasPronoun, !reading.proclitics.isDisjoint(with: .conjunctions)) }
                }
            }
        }
        return nil
    }

    /// Whether a token is a word without proclitics; the value says whether it has a pronoun.
    private func matches(_ t: Int, _ word: WordID) -> Bool? {
        guard kind(t) == .word else { return nil }
        for r in forms.readings(of: tokens[t].form) {
            let reading = forms.pool[r]
            if reading.word == word && reading.stem == 0 { return false }
            if reading.bare == word && reading.proclitics.isEmpty { return reading.enclitic > 0 }
        }
        return nil
    }

    /// The token carries a proclitic, or is it, alone before a quotation mark.
    func carries(_ t: Int, _ letter: ProcliticSet) -> Bool {
        guard kind(t) == .word else { return false }
        if let m = nameStarting(t) { return !mentions[m].proclitics.isDisjoint(with: letter) }
        if !facts(t).proclitics.isDisjoint(with: letter) { return true }
        let token = tokens[t], first = token.start
        // لـ
        if token.bytes.count <= 4, Int(first) + 1 < text.count, text[Int(first)] == 0xD9, letter.contains(.lam), text[Int(first) + 1] == 0x84 { return true }
        if token.bytes.count <= 4, Int(first) + 1 < text.count, text[Int(first)] == 0xD8, letter.contains(.ba), text[Int(first) + 1] == 0xA8 { return true }
        if facts(t).flags.contains(.known) { return false }
        for r in forms.readings(of: token.form) where !forms.pool[r].proclitics.isDisjoint(with: letter) { return true }
        return false
    }

    /// A proclitic that stands alone (لـ before a quotation mark).
    func isLoneLetter(_ t: Int) -> Bool {
        guard kind(t) == .word else { return false }
        let b = tokens[t].bytes
        if b.count == 2 { return true }
        return b.count == 4 && text[Int(b.start) + 2] == 0xD9 && text[Int(b.start) + 3] == 0x80
    }
}
