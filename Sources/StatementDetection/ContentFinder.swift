import TextModel

/// Gives contents their bounds.
///
/// Quoted content ends with its quotation. Other content ends at the first of: the next cue that is joined to the clause (و, a connective, a participle),
/// a phrase of `words/content_end.tsv`, a citing phrase, the quotation or the statement that it stands in, the sentence's end. Marks at its edges stay outside.
struct ContentFinder {
    let view: SentenceView
    let sentence: TokenRange
    /// Tokens at which a later cue ends the content of an earlier one.
    let breaks: Set<Int>
    /// The last scan: a content that begins inside another one ends where that ends, so that nesting costs nothing.
    private var scanned = (start: 0, end: 0, inside: Int32(-2))

    init(view: SentenceView, sentence: TokenRange, breaks: Set<Int>) {
        self.view = view
        self.sentence = sentence
        self.breaks = breaks
    }

    /// - Parameter outerEnd: where the content that the cue stands in ends.
    mutating func find(_ d: inout Draft, outerEnd: Int) {
        if d.isAfter {
            findBefore(&d)
            return
        }
        if d.kind == .cite {
            d.contentEnd = Int(sentence.end)
            if d.foundBy == "cite.passed-on" { d.contentEnd = min(end(from: d.contentStart, d), outerEnd) }
            trim(&d)
            setForm(&d)
            return
        }
        var start = d.region.contentToken
        if let q = d.region.quotation {
            var end = Int(view.quotations[q].tokens.end)
            // Unclosed: the next cue may end it.
            if !view.quotations[q].closed {
                end = firstBreak(start + 1, end) ?? end
            } else {
                end = following(end)
            }
            if d.foundBy == "verb.inside" { start = d.contentStart }
            d.contentStart = start
            d.contentEnd = end
            trim(&d)
            d.form = .direct
            if d.foundBy != "verb.inside", d.contentStart < view.count, view.bytes(d.contentStart, d.contentEnd).isEmpty { return }
            return
        }
        d.contentStart = start
        d.contentEnd = min(end(from: start, d), max(outerEnd, start))
        trim(&d, from: d.region.contentByte)
        setForm(&d)
    }

    /// Behind a quotation the same statement may go on with وأن … or with another quotation joined by و.
    private func following(_ end: Int) -> Int {
        var k = end + 1
        let stop = Int(sentence.end)
        guard k < stop else { return end }
        if view.isComma(k) { k += 1 }
        guard k < stop, view.facts(k).flags.contains(.complementizer), view.facts(k).hasConjunction, !breaks.contains(k) else { return end }
        var e = k + 1
        while e < stop, !breaks.contains(e), !ends(at: e) { e += 1 }
        return e
    }

    private func firstBreak(_ from: Int, _ to: Int) -> Int? {
        var k = from
        while k < to {
            if breaks.contains(k) { return k }
            k += 1
        }
        return nil
    }

    private mutating func end(from start: Int, _ d: Draft) -> Int {
        let inside = view.inside[d.token]
        if scanned.inside == inside, scanned.start < start, start < scanned.end { return scanned.end }
        let end = scan(from: start, d)
        scanned = (start, end, inside)
        return end
    }

    private func scan(from start: Int, _ d: Draft) -> Int {
        var limit = Int(sentence.end)
        let inside = view.inside[d.token]
        if inside >= 0 { limit = min(limit, Int(view.quotations[Int(inside)].tokens.end)) }
        var k = start
        while k < limit {
            if let q = view.quotation(openingAt: k), inside != view.opens[k] {
                let close = Int(q.tokens.end)
                if !q.closed {
                    return firstBreak(k + 1, close) ?? close
                }
                // A quotation that runs over the sentence's end takes the content along.
                if close >= limit { return close }
                k = close + 1
                continue
            }
            if breaks.contains(k), k > start { return k }
            if k > start, ends(at: k) { return k }
            k += 1
        }
        return limit
    }

    /// A phrase that ends content, or cites it.
    private func ends(at k: Int) -> Bool {
        guard let p = view.phrase(at: k) else { return false }
        let isComma = view.isComma(k - 1) || view.kind(k - 1) == .quote || view.isDash(k - 1)
        switch view.table.lexicon.phrases[p.index].kind {
        case .ends: return true
        case .endsBehindComma: return isComma || p.hasWaw
        case .endsWithWaw: return p.hasWaw && (isComma || (p.end..<min(p.end + 5, Int(sentence.end))).contains { isQad($0) })
        case .endsBeforeSpeech: return isComma && (p.end..<min(p.end + 2, Int(sentence.end))).contains { view.facts($0).cue == .verb }
        case .citesBefore:
            // Inserted between commas it stays inside; at the end it is cut off.
            var e = p.end
            if view.facts(e).cue == .masdar, !p.hasPronoun { e += 1 } else if !p.hasPronoun {
                guard let g = view.group(at: e, limit: Int(sentence.end), skippingLetter: true) else { return false }
                guard g.canSpeak || g.person != nil || g.isMedium else { return false }
                e = g.end
                while e < Int(sentence.end), view.isPreposition(e), let more = view.group(at: e + 1, limit: Int(sentence.end)) { e = more.end }
            }
            if e >= Int(sentence.end) { return true }
            if view.isComma(e) { return e + 1 < Int(sentence.end) && (view.phrase(at: e + 1).map { view.table.lexicon.phrases[$0.index].kind == .ends } ?? false || view.facts(e + 1).cue == .participle) }
            return view.isPunctuation(e) || view.kind(e) == .quote || isComma
        case .citesClause:
            return isComma && view.facts(p.end).cue == .verb
        case .citesAfter, .goesOn: return false
        }
    }

    private func isQad(_ t: Int) -> Bool {
        guard view.kind(t) == .word, view.tokens[t].bytes.count == 4 else { return false }
        let s = Int(view.tokens[t].start)
        return view.text[s] == 0xD9 && view.text[s + 1] == 0x82 && view.text[s + 2] == 0xD8 && view.text[s + 3] == 0xAF
    }

    /// Content before the cue: a quotation, or the sentence as far as the cue, and behind it where the cue is inserted.
    private func findBefore(_ d: inout Draft) {
        if d.foundBy == "verb.after", d.contentStart > Int(sentence.start) || view.kind(d.contentStart - 1) == .quote, d.contentStart < view.count, view.inside[d.contentStart] >= 0 {
            let q = view.quotations[Int(view.inside[d.contentStart])]
            d.contentStart = Int(q.tokens.start)
            d.contentEnd = Int(q.tokens.end)
            trim(&d)
            d.form = .direct
            return
        }
        d.contentStart = Int(sentence.start)
        var stop = d.breaks >= 0 ? d.breaks : d.token
        let behind = d.region.end
        if behind < Int(sentence.end), view.isComma(behind), behind + 1 < Int(sentence.end), d.foundBy != "verb.cited" {
            let next = view.facts(behind + 1)
            let isEnd = view.phrase(at: behind + 1).map { view.table.lexicon.phrases[$0.index].kind == .ends } ?? false
            if !isEnd, next.cue != .participle { stop = Int(sentence.end) }
        }
        d.contentEnd = stop
        trim(&d)
        setForm(&d)
    }

    private func isEdge(_ t: Int) -> Bool {
        let k = view.kind(t)
        if k == .quote { return true }
        return (k == .punctuation || k == .symbol) && view.mark(t) != 0x21 && view.mark(t) != 0x61F && view.mark(t) != 0x3F && view.mark(t) != 0x29 && view.mark(t) != 0x28
            || view.isDash(t)
    }

    private func trim(_ d: inout Draft, from byte: UInt32 = 0) {
        let n = view.count
        d.contentEnd = min(d.contentEnd, n)
        while d.contentStart < d.contentEnd, isEdge(d.contentStart) { d.contentStart += 1 }
        while d.contentEnd > d.contentStart, isEdge(d.contentEnd - 1) { d.contentEnd -= 1 }
        guard d.contentStart < d.contentEnd else { return }
        var bytes = view.bytes(d.contentStart, d.contentEnd)
        if byte > bytes.start, byte < bytes.end { bytes.start = byte }
        d.content = bytes
    }

    /// How far the form looks for a quotation.
    private static let longestLook = 400

    /// Direct where part of the content is the speaker's words in quotation marks.
    private func setForm(_ d: inout Draft) {
        var k = max(d.contentStart - 1, 0)
        let stop = min(d.contentEnd, k + ContentFinder.longestLook)
        while k < stop {
            if let q = view.quotation(openingAt: k) {
                if view.inside[d.token] != view.opens[k], !view.isNameQuotation(q, outer: k) {
                    // The words of somebody inside are his, not the outer speaker's.
                    if !(view.facts(k - 1).cue == .verb && k - 1 != d.token || view.isColon(k - 1) && k - 1 > d.contentStart) { d.form = .direct; return }
                }
                k = max(Int(q.tokens.end), k + 1)
                continue
            }
            k += 1
        }
    }
}
