import TextModel

extension ValueReader {
    /// الأولى، الحادي عشر، الحادية والعشرين، ثاني أكبر.
    func ordinalNumber(at i: Int) -> (value: Int, end: Int)? {
        guard i < count, items[i].hasMeaning, !isNisba(i),
              let m = meaning(i, ValueKinds([.ordinal, .ordinalUnit])) else { return nil }
        var end = m.end
        if end < count, items[end].isPlain, !items[end].hasArticle, let ten = meaning(end, .ten) {
            return (10 + m.meaning.value, ten.end)
        }
        if end < count, items[end].hasOnlyWaw, items[end].hasArticle, items[i].hasArticle, let tens = meaning(end, .tens), let n = tens.meaning.number.integer {
            end = tens.end
            return (n + m.meaning.value, end)
        }
        if m.meaning.kind == .ordinalUnit { return nil }
        return (m.meaning.value, end)
    }

    /// الأولي, "initial", in a spelling that writes its hamza: not الأولى.
    private func isNisba(_ i: Int) -> Bool {
        let end = Int(tokens[i].end), start = Int(tokens[i].start)
        guard end - start >= 8, text[end - 2] == 0xD9, text[end - 1] == 0x8A, text[end - 4] == 0xD9, text[end - 3] == 0x84 else { return false }
        var k = start
        while k + 1 < end {
            if text[k] == 0xD8, text[k + 1] == 0xA3 { return true }
            k += 2
        }
        return false
    }

    func ordinal(at i: Int) -> ValueSpan? {
        if let n = ordinalNumber(at: i) {
            return ValueSpan(start: i, end: n.end, label: .ordinal, value: String(n.value), rule: StaticRule("values.ordinal"))
        }
        if let m = meaning(i, .enumeration), items[i].isPlain || items[i].hasOnlyWaw {
            return ValueSpan(start: i, end: m.end, label: .ordinal, value: String(m.meaning.value), rule: StaticRule("values.ordinal.enumeration"),
                             isWeak: i > 0 && (m.end >= count || items[m.end].kind != .punctuation))
        }
        return nil
    }
}
