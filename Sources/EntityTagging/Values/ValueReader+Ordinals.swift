import TextModel

extension ValueReader {
    /// الأولى، الحادي عشر، الحادية والعشرين، ثاني أكبر.
    func ordinalNumber(at i: Int) -> (value: Int, end: Int)? {
        guard i < count, items[i].hasMeaning, !items[i].hasEnclitic,
              let m = meaning(i, where: { $0.kind == .ordinal || $0.kind == .ordinalUnit }) else { return nil }
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

    func ordinal(at i: Int) -> ValueSpan? {
        if let n = ordinalNumber(at: i) {
            return ValueSpan(start: i, end: n.end, label: .ordinal, value: String(n.value), rule: StaticRule("values.ordinal"))
        }
        if let m = meaning(i, .enumeration), items[i].isPlain || items[i].hasOnlyWaw {
            return ValueSpan(start: i, end: m.end, label: .ordinal, value: String(m.meaning.value), rule: StaticRule("values.ordinal.enumeration"), isWeak: true)
        }
        return nil
    }
}
