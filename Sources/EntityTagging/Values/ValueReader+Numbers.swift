import TextModel

/// A number in digits or words, with everything that multiplies it.
struct NumberSpan {
    var start: Int
    var end: Int
    var value: DecimalNumber
    /// عشرات، بضعة: its word is its value.
    var word = ""
    /// Digits without a scale: what may be a year, a score, a code.
    var isDigits = false
    var hasScale = false
    /// 10 to the power of the last scale word, 1 where there is none.
    var scale = DecimalNumber(1)
    var isOne = false
    var isFraction = false
    var hasEnclitic = false

    var text: String { word.isEmpty ? value.description : word }
}

extension ValueReader {
    private enum Room { case none, belowHundred, ten, tens }

    /// The number that begins at `i`, `nil` where there is none. Its first token may carry proclitics, later ones only و.
    func number(at i: Int) -> NumberSpan? {
        guard i < count else { return nil }
        // الـ29: the article stands alone before digits.
        if !items[i].hasMeaning, items[i].number == nil {
            if isLoneArticle(i), i + 1 < count, items[i + 1].number != nil, isGlued(i + 1), var n = number(at: i + 1) {
                n.start = i
                return n
            }
            return nil
        }
        var span = NumberSpan(start: i, end: i + 1, value: .zero)
        var total = DecimalNumber.zero, current: DecimalNumber?
        var room = Room.none
        var lastScale: DecimalNumber?
        if let n = items[i].number {
            guard !items[i].isPadded || n == .zero else { return nil }
            current = n
            span.isDigits = true
        } else {
            guard let first = meaning(i, .numberWords) else { return nil }
            span.end = first.end
            var m = first.meaning
            if m.kind == .scale, isDualScale(i), let dual = meaning(i, .scaleDual) { m = dual.meaning }
            if m.kind == .hundreds, !isSpelledAsHundred(i) { return nil }
            switch m.kind {
            case .vague, .several:
                span.word = lexicon.string(m.value)
                if m.kind == .several, meaning(span.end, .timeNoun) == nil, span.word == "عدة" { return nil }
                if m.kind == .several, let next = meaning(span.end, ValueKinds([.vague, .scalePlural])) { span.end = next.end }
                while let next = meaning(span.end, ValueKinds([.vague, .scalePlural, .scale])), items[span.end].isPlain {
                    span.end = next.end
                    span.hasScale = true
                }
                if span.end > first.end { span.word = words(i, span.end) }
                return span
            case .scale, .scaleDual:
                total = m.kind == .scaleDual ? m.number.multiplied(by: DecimalNumber(2)) ?? .zero : m.number
                lastScale = m.number
                span.hasScale = true
            case .fraction:
                span.isFraction = true
                span.hasEnclitic = items[i].hasEnclitic
                current = m.number
            default:
                if m.kind == .one {
                    span.isOne = true
                    guard !items[i].hasEnclitic else { return nil }
                }
                current = m.number
                room = ValueReader.room(after: m)
            }
            if items[i].hasEnclitic && !span.isFraction { return nil }
        }
        var j = span.end
        while j < count {
            // A detached و before digits.
            let isLoneWaw = surface(j, is: "و") && j + 1 < count && items[j + 1].number != nil && isGlued(j + 1)
            let k = isLoneWaw ? j + 1 : j
            let item = items[k]
            let hasWaw = isLoneWaw || item.proclitics.contains(.waw)
            guard isLoneWaw || item.isPlain || item.hasOnlyWaw, !item.hasEnclitic else { break }
            if let digits = item.number {
                guard hasWaw, current == nil, let last = lastScale, digits.isLess(than: last), !item.isPadded else { break }
                current = digits
                room = .none
                j = k + 1
                continue
            }
            guard item.hasMeaning,
                  let next = meaning(k, ValueKinds.numberWords.union(ValueKinds([.scalePlural, .quarters]))) else { break }
            let m = next.meaning
            if !hasWaw {
                switch m.kind {
                case .scale, .scalePlural:
                    if let c = current {
                        guard let product = c.multiplied(by: m.number) else { return nil }
                        guard let sum = total.adding(product) else { return nil }
                        total = sum
                        current = nil
                    } else if lastScale != nil, m.kind == .scale, let product = total.multiplied(by: m.number) {
                        total = product  // ألف مليون
                    } else {
                        break
                    }
                    lastScale = m.number
                    span.hasScale = true
                    span.isFraction = false
                    room = .none
                    j = next.end
                    continue
                case .ten where room == .belowHundred || room == .ten:
                    guard let c = current, let sum = c.adding(m.number) else { break }
                    current = sum
                    room = .none
                    j = next.end
                    continue
                case .hundreds where m.number == DecimalNumber(100):
                    // ثلاث مئة
                    guard let c = current, !span.isDigits, let n = c.integer, n >= 3 && n <= 9 else { break }
                    current = DecimalNumber(Int64(n * 100))
                    room = .belowHundred
                    j = next.end
                    continue
                case .quarters:
                    guard let c = current, c.integer == 3 else { break }
                    current = DecimalNumber(75, exponent: -2)
                    span.isFraction = true
                    j = next.end
                    continue
                default: break
                }
                break
            }
            // With و.
            var matched = true
            switch m.kind {
            case .tens where current != nil && (room == .tens || room == .belowHundred || room == .ten):
                current = current?.adding(m.number)
                room = .none
            case .unit, .one, .ten, .teen, .tens, .hundreds:
                if current == nil, let last = lastScale, m.number.isLess(than: last) {
                    current = m.number
                    room = ValueReader.room(after: m)
                } else if room == .belowHundred, let c = current, let whole = c.integer, whole % 100 == 0, whole > 0, m.kind != .hundreds {
                    current = c.adding(m.number)
                    room = ValueReader.room(after: m)
                } else {
                    matched = false
                }
            case .scale, .scaleDual:
                if current == nil, let last = lastScale, m.number.isLess(than: last) {
                    total = total.adding(m.kind == .scaleDual ? m.number.multiplied(by: DecimalNumber(2)) ?? .zero : m.number) ?? total
                    lastScale = m.number
                } else {
                    matched = false
                }
            case .fraction:
                // مليون ونصف [المليون]، ثلاثة ونصف
                if current == nil, let last = lastScale, let part = m.number.multiplied(by: last) {
                    total = total.adding(part) ?? total
                    if let again = meaning(next.end, ValueKinds(.scale), where: { $0.kind == .scale && $0.number == last }), items[next.end].hasArticle {
                        span.end = again.end
                        span.value = total
                        span.scale = last
                        return span
                    }
                    span.end = next.end
                    span.value = total
                    span.scale = last
                    return span
                } else if let c = current, !span.isFraction, meaning(next.end, .timeNoun) == nil || span.isDigits {
                    current = c.adding(m.number)
                    room = .none
                } else {
                    matched = false
                }
            default: matched = false
            }
            if !matched { break }
            j = next.end
        }
        if let c = current { total = total.adding(c) ?? total }
        span.end = j
        span.value = total
        span.isDigits = span.isDigits && j == i + 1
        span.isOne = span.isOne && j == i + 1
        if let lastScale { span.scale = lastScale }
        return span
    }

    private static func room(after m: ValueMeaning) -> Room {
        switch m.kind {
        case .one: return .tens
        case .unit: return .ten
        case .hundreds: return .belowHundred
        default: return .none
        }
    }

    /// ألفا شخص: a dual that leans on its noun. ألفاً, ألفا و… and ألفا at an end are the accusative of ألف.
    private func isDualScale(_ i: Int) -> Bool {
        guard i + 1 < count, items[i + 1].kind == .word, !items[i + 1].proclitics.contains(.waw), !surface(i + 1, is: "و") else { return false }
        var k = Int(tokens[i].start)
        while k + 1 < Int(tokens[i].end) {
            if text[k] == 0xD9, text[k + 1] == 0x8B { return false }
            k += 1
        }
        return Int(tokens[i].end) >= 2 && text[Int(tokens[i].end) - 2] == 0xD8 && text[Int(tokens[i].end) - 1] == 0xA7
    }

    /// Folding makes مئة of مية and مئتا of ميتا ("dead"): a hundred has its hamza or the alef of مائة.
    private func isSpelledAsHundred(_ i: Int) -> Bool {
        var k = Int(tokens[i].start)
        while k + 1 < Int(tokens[i].end) {
            if text[k] == 0xD8, text[k + 1] == 0xA6 { return true }
            if text[k] == 0xD9, text[k + 1] == 0x85, k + 3 < Int(tokens[i].end), text[k + 2] == 0xD8, text[k + 3] == 0xA7 { return true }
            k += 2
        }
        return false
    }

    /// الـ before digits.
    func isLoneArticle(_ i: Int) -> Bool { i >= 0 && i < count && items[i].isLoneArticle }

    /// A comparison before a number, as a sign, with the token behind it.
    func comparator(at i: Int, _ side: ComparatorSide) -> (Comparator, Int)? {
        guard i < count, items[i].hasMeaning,
              let m = meaning(i, ValueKinds(.comparator), where: { $0.kind == .comparator && $0.aux == side.rawValue }), let c = Comparator(rawValue: m.meaning.value) else { return nil }
        return (c, m.end)
    }

    /// What stands before or behind a number without belonging to its span: يتجاوز 20 مليونا، 42 شخصا على الأقل.
    func outsideComparator(before start: Int, behind end: Int) -> Comparator? {
        var k = max(0, start - 5)
        while k < start {
            if let (c, e) = comparator(at: k, .outside), e == start || (e == start - 1 && items[e].kind == .word && !has(e, role: .yearBefore) && !has(e, role: .function)) { return c }
            k += 1
        }
        k = end
        while k < min(count, end + 3) {
            if items[k].kind == .punctuation && !items[k].hasMeaning { return nil }
            if items[k].number != nil { return nil }
            if let (c, _) = comparator(at: k, .after) { return c }
            k += 1
        }
        return nil
    }
}
