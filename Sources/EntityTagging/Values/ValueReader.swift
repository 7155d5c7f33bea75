import ModelStorage
import TextModel

/// A value that was read: sentence-relative tokens, still without bytes.
struct ValueSpan {
    var start: Int
    var end: Int
    var label: Label
    var value: String
    var rule: StaticRule
    var isWeak = false
    var parts: [ValuePart] = []
}

struct ValuePart {
    var start: Int
    var end: Int
    var label: Label
    var value: String
}

/// Reads the values of one sentence. Its extensions are the grammar: numbers, amounts, ordinals, dates, clock times.
struct ValueReader {
    let items: UnsafeBufferPointer<ValueItem>
    let tokens: UnsafeBufferPointer<Token>
    /// Index of the first token in the document.
    let offset: Int
    let text: UnsafeBufferPointer<UInt8>
    let lexicon: ValueLexicon
    let conversion: CalendarConversion
    let today: CalendarDate?

    var count: Int { items.count }

    /// The value that begins at token `i`.
    func value(at i: Int) -> ValueSpan? {
        if has(i, role: .not) { return nil }
        return clockTime(at: i) ?? date(at: i) ?? amount(at: i) ?? ordinal(at: i) ?? vagueTime(at: i)
    }

    // MARK: Words

    /// The meaning of a kind that token `i` has by itself or as the first word of a phrase; the longest phrase wins. `end` is behind its last token.
    /// `kinds`: the kinds that `accepts` can accept, which rejects most words at once.
    @inline(__always) func meaning(_ i: Int, _ kinds: ValueKinds, where accepts: (ValueMeaning) -> Bool) -> (meaning: ValueMeaning, end: Int)? {
        guard i < count, !items[i].kinds.isDisjoint(with: kinds) else { return nil }
        return anyMeaning(i, where: accepts)
    }

    private func anyMeaning(_ i: Int, where accepts: (ValueMeaning) -> Bool) -> (meaning: ValueMeaning, end: Int)? {
        let item = items[i]
        for range in [item.whole, item.bare] where !range.isEmpty {
            for m in range {
                guard let meaning = ValueMeaning(packed: lexicon.meanings[m]) else { continue }
                if meaning.kind == .phrase {
                    if let found = phrase(meaning.value, i), accepts(found.meaning) { return found }
                } else if accepts(meaning) {
                    return (meaning, i + 1)
                }
            }
        }
        return nil
    }

    func meaning(_ i: Int, _ kinds: ValueKinds) -> (meaning: ValueMeaning, end: Int)? { meaning(i, kinds) { kinds.has($0.kind) } }

    func meaning(_ i: Int, _ kind: ValueKind) -> (meaning: ValueMeaning, end: Int)? { meaning(i, ValueKinds(kind)) { $0.kind == kind } }

    private func phrase(_ at: Int, _ i: Int) -> (meaning: ValueMeaning, end: Int)? {
        let n = Int(lexicon.phrases[at])
        guard n > 0, i + n < count else { return nil }
        for k in 1...n {
            let item = items[i + k]
            let wanted = lexicon.phrases[at + k]
            guard item.word.raw == wanted || item.bareWord.raw == wanted, item.isPlain else { return nil }
        }
        let packed = UInt64(lexicon.phrases[at + n + 1]) | UInt64(lexicon.phrases[at + n + 2]) << 32
        return ValueMeaning(packed: packed).map { ($0, i + n + 1) }
    }

    func has(_ i: Int, role: ContextRole) -> Bool {
        guard i >= 0, i < count, items[i].kinds.has(.context) else { return false }
        return meaning(i, ValueKinds(.context)) { $0.kind == .context && $0.value == role.rawValue } != nil
    }

    /// Token `i` is this ASCII sign.
    func isSign(_ i: Int, _ c: Character) -> Bool { i >= 0 && i < count && items[i].sign != 0 && items[i].sign == c.asciiValue }

    func isGlued(_ i: Int) -> Bool { i > 0 && i < count && !items[i].flags.contains(.spaceBefore) && tokens[i].start == tokens[i - 1].end }

    /// A short Arabic word by its letters (of the surface).
    func surface(_ i: Int, is word: StaticString) -> Bool {
        guard i >= 0, i < count else { return false }
        let t = tokens[i]
        let n = Int(t.end) - Int(t.start)
        guard n == word.utf8CodeUnitCount else { return false }
        for k in 0..<n where text[Int(t.start) + k] != word.utf8Start[k] { return false }
        return true
    }

    /// من between a part and its whole.
    func skipMin(_ i: Int) -> Int { surface(i, is: "من") ? i + 1 : i }

    /// The text says that it speaks of the future: a cue or a future verb near token `i`.
    func isFuture(from start: Int, to end: Int) -> Bool {
        if surface(start - 1, is: "منذ") || surface(start - 1, is: "ومنذ") { return false }
        var k = max(0, start - 7)
        while k < min(count, end + 5) {
            if items[k].isFuture || has(k, role: .future) { return true }
            k += 1
        }
        return false
    }

    // MARK: Candidates

    func candidate(_ span: ValueSpan) -> ValueCandidate {
        ValueCandidate(tokens: TokenRange(offset + span.start, offset + span.end), bytes: bytes(span.start, span.end), label: span.label, value: span.value,
                       proclitics: outside(span.start), rule: span.rule, isWeak: span.isWeak,
                       parts: span.parts.map { ValueCandidate.Part(tokens: TokenRange(offset + $0.start, offset + $0.end), bytes: bytes($0.start, $0.end),
                                                                   label: $0.label, value: $0.value, proclitics: outside($0.start)) })
    }

    private func outside(_ i: Int) -> ProcliticSet { items[i].proclitics.subtracting(.article) }

    private func bytes(_ start: Int, _ end: Int) -> ByteRange {
        ByteRange(tokens[start].start + UInt32(items[start].hasMeaning ? items[start].stem : 0), tokens[end - 1].end)
    }

    /// Text of tokens as it stands, first proclitics off.
    func words(_ start: Int, _ end: Int) -> String {
        let r = bytes(start, end)
        return String(decoding: text[r.indices], as: UTF8.self)
    }
}
