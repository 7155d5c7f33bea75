import TextModel

extension ValueReader {
    /// A number with what is counted where that is money, a unit, time or a share; else a bare number. Comparators and ranges included.
    func amount(at i: Int) -> ValueSpan? {
        // $3
        if let sign = meaning(i, .currency), i + 1 < count, items[i].kind == .symbol || items[i].kind == .foreign, var n = number(at: sign.end), n.isDigits || n.hasScale,
           items[sign.end].number != nil {
            n.start = i
            return money(n, n.text, currency: (sign.meaning, i, sign.end), end: n.end, sign: "")
        }
        var j = i
        var sign = "", isExplicit = false
        if let (_, end) = comparator(at: i, .between), let range = range(at: end, separator: .between) {
            return finish(range.numbers, start: i, end: range.end, text: range.text, sign: "", isRange: true)
        }
        if let (c, end) = comparator(at: i, .before) {
            sign = c.sign
            j = end
            isExplicit = true
            // نحو من 20، أكثر من مليون
            if surface(j, is: "من") { j += 1 }
        }
        guard let n = number(at: j), isExplicit || j == i else {
            // نحو كيلوغرام واحد، أقل من شهر
            return isExplicit ? single(at: j, start: i, sign: sign) : single(at: i, start: i, sign: "")
        }
        if isGluedCode(j, n) { return nil }
        if !isExplicit {
            if let c = outsideComparator(before: i, behind: n.end) { sign = c.sign }
            if let range = range(at: i, separator: .to) { return finish(range.numbers, start: i, end: range.end, text: range.text, sign: "", isRange: true) }
        } else if j + 1 < count, let range = range(at: j, separator: .to) {
            return finish(range.numbers, start: i, end: range.end, text: range.text, sign: sign, isRange: true)
        }
        return finish([n], start: i, end: n.end, text: n.text, sign: sign, isRange: false)
    }

    /// F-16, بي-52, B52: a number that is part of a name.
    private func isGluedCode(_ i: Int, _ n: NumberSpan) -> Bool {
        guard items[i].number != nil else { return false }
        if items[i].isPadded && items[i].digits > 1 { return true }
        if items[i].digits > 12 { return true }
        if i > 0, isGlued(i), items[i - 1].kind == .foreign { return true }
        if i > 1, isGlued(i), isSign(i - 1, "-"), isGlued(i - 1), items[i - 2].kind == .foreign || items[i - 2].kind == .word { return true }
        if n.end < count, isGlued(n.end), items[n.end].kind == .foreign, !items[n.end].hasMeaning { return true }
        return false
    }

    /// Two numbers that bound one: `20 إلى 30`, `بين 20 و30 مليار`, `20-30 كيلومترا`.
    private func range(at i: Int, separator: ComparatorSide) -> (numbers: [NumberSpan], end: Int, text: String)? {
        guard var a = number(at: i), a.word.isEmpty, !a.isFraction, a.end < count else { return nil }
        // A percent sign or a noun may stand at both ends: 20% إلى 30%.
        var j = a.end
        var isPercent = false
        if let p = meaning(j, .percent) {
            j = p.end
            isPercent = true
        }
        let k: Int
        var needsNoun = false
        if separator == .between {
            if surface(j, is: "و") { k = j + 1 } else if j < count, items[j].proclitics.contains(.waw), items[j].hasMeaning { k = j } else if let (c, e) = comparator(at: j, .to), c == .range {
                k = e
            } else {
                return nil
            }
        } else if let (c, e) = comparator(at: j, .to), c == .range {
            k = e
            if surface(j, is: "حتى") { return nil }
        } else if isSign(j, "-") || surface(j, is: "–"), items[i].number != nil {
            k = j + 1
            needsNoun = true
        } else {
            return nil
        }
        guard k < count, let b = number(at: k), b.word.isEmpty, !b.isFraction else { return nil }
        if isPercent, meaning(b.end, .percent) == nil { return nil }
        var low = a.value
        if !a.hasScale, b.hasScale, let scaled = low.multiplied(by: b.scale) {
            if scaled.isLess(than: b.value) { low = scaled }
        }
        guard low.isLess(than: b.value) else { return nil }
        if needsNoun || separator == .to {
            let isCounted = meaning(b.end, ValueKinds([.percent, .currency, .measure, .timeNoun])) != nil
            guard isCounted || (separator == .to && !needsNoun && !items[i].isYearLike && !moved(before: i)) else { return nil }
        }
        a.value = low
        return ([a, b], b.end, "\(low.description)-\(b.value.description)")
    }

    /// من 20 إلى 30 may be a move from one value to another (ارتفع من 20 إلى 30): two numbers.
    private func moved(before i: Int) -> Bool { i > 0 && surface(i - 1, is: "من") }

    private func finish(_ numbers: [NumberSpan], start: Int, end: Int, text: String, sign: String, isRange: Bool) -> ValueSpan? {
        let n = numbers[numbers.count - 1]
        let parts = isRange ? numbers.map { ValuePart(start: $0.start, end: $0.end, label: .cardinal, value: $0.text) } : []
        if end < count {
            if let p = meaning(end, .percent) {
                return ValueSpan(start: start, end: p.end, label: .percent, value: sign + text, rule: StaticRule("values.percent"), parts: [])
            }
            // بالمئة: ب + ال + مئة
            if items[end].proclitics.contains(.ba), items[end].hasArticle, let h = meaning(end, .hundreds), h.meaning.number == DecimalNumber(100) {
                return ValueSpan(start: start, end: h.end, label: .percent, value: sign + text, rule: StaticRule("values.percent"))
            }
            // 3 آلاف من الدولارات stays a number; مليون دولار is money.
            if let c = meaning(end, .currency), items[end].isPlain {
                return money(n, text, currency: (c.meaning, end, c.end), end: c.end, sign: sign, start: start)
            }
            if let span = duration(of: n, text: text, start: start, sign: sign) { return span }
            if items[end].isPlain, let u = meaning(end, .measure) {
                return ValueSpan(start: start, end: u.end, label: .quantity, value: sign + text + " " + unitName(u.meaning, end, u.end),
                                 rule: StaticRule("values.quantity"), parts: [ValuePart(start: end, end: u.end, label: .unit, value: unitName(u.meaning, end, u.end))])
            }
            // 51': a minute of play
            if n.isDigits, isSign(end, "'") || surface(end, is: "’") || surface(end, is: "′"), isGlued(end), items[n.start].digits <= 3, !isRange {
                return ValueSpan(start: start, end: end + 1, label: .time, value: "PT\(text)M", rule: StaticRule("values.time.minute"))
            }
        }
        if isRange { return ValueSpan(start: start, end: end, label: .cardinal, value: text, rule: StaticRule("values.number.range"), parts: parts) }
        return bare(n, start: start, end: end, sign: sign)
    }

    /// A number that counts a noun, or nothing.
    private func bare(_ n: NumberSpan, start: Int, end: Int, sign: String) -> ValueSpan? {
        let i = n.start
        if n.isFraction {
            guard !sign.isEmpty || n.hasEnclitic || (items[i].hasArticle && start < i) || surface(end, is: "من") else { return nil }
            return ValueSpan(start: start, end: end, label: .cardinal, value: sign + n.text, rule: StaticRule("values.number.fraction"),
                             isWeak: sign.isEmpty)
        }
        if n.isOne {
            // كل واحد، لا واحد; الواحد: "the individual", "each".
            if items[i].hasArticle && sign.isEmpty { return nil }
            if i > 0, surface(i - 1, is: "كل") || surface(i - 1, is: "ولا") || surface(i - 1, is: "لا") { return nil }
            return ValueSpan(start: start, end: end, label: .cardinal, value: sign + "1", rule: StaticRule("values.number.one"))
        }
        if !n.word.isEmpty {
            return ValueSpan(start: start, end: end, label: .cardinal, value: n.word, rule: StaticRule("values.number.vague"), isWeak: sign.isEmpty)
        }
        if n.value == .zero && items[i].number == nil { return nil }
        // الجولة 33، القمة العربية الـ29
        if items[end - 1].number != nil, n.value.exponent >= 0, sign.isEmpty, !n.hasScale {
            let hasArticle = isLoneArticle(i)
            for k in max(0, i - (hasArticle ? 3 : 1))..<max(0, i) where has(k, role: .rank) && items[k].hasArticle {
                return ValueSpan(start: start, end: end, label: .ordinal, value: n.text, rule: StaticRule("values.ordinal.digits"))
            }
            if hasArticle, i > 0, items[i - 1].hasArticle, end == count || !items[end].mayBegin {
                return ValueSpan(start: start, end: end, label: .ordinal, value: n.text, rule: StaticRule("values.ordinal.digits"))
            }
        }
        if n.isDigits, sign.isEmpty {
            // رقم 46، المادة (46)
            if n.value.exponent >= 0, !items[i].hasSeparator, has(i - 1, role: .ordinalLabel) || (isSign(i - 1, "(") && isSign(end, ")") && has(i - 2, role: .ordinalLabel)) {
                return ValueSpan(start: start, end: end, label: .ordinal, value: n.text, rule: StaticRule("values.ordinal.label"))
            }
            // 2 - يعاقب: a point at the beginning of a line
            if i == 0, isSign(end, "-") || isSign(end, ")"), items[i].digits <= 2, end + 1 < count, items[end + 1].kind == .word {
                return ValueSpan(start: start, end: end, label: .ordinal, value: n.text, rule: StaticRule("values.ordinal.list"))
            }
            // 2- النجم: a place in a list
            if isSign(end, "-"), isGlued(end), end + 1 < count, items[end + 1].kind == .word, items[i].digits <= 2, !isSign(i - 1, "-") {
                return ValueSpan(start: start, end: end, label: .ordinal, value: n.text, rule: StaticRule("values.ordinal.list"))
            }
            // (-1)
            if isSign(i - 1, "-"), isGlued(i), isSign(end, ")"), i > 1 ? isSign(i - 2, "(") : true {
                return ValueSpan(start: i - 1, end: end, label: .cardinal, value: "-" + n.text, rule: StaticRule("values.number.negative"))
            }
            // تبلغان من العمر 4 و8 سنوات
            if end < count, items[i].digits <= 2, (max(0, i - 3)..<i).contains(where: { has($0, role: .age) }) {
                let k = surface(end, is: "و") ? end + 1 : end
                if k > end || items[end].hasOnlyWaw, let other = number(at: k), let d = duration(of: other, text: other.text, start: k, sign: ""), d.value.hasSuffix("Y") {
                    return ValueSpan(start: start, end: end, label: .date, value: "P\(n.text)Y", rule: StaticRule("values.duration.age"))
                }
            }
        }
        return ValueSpan(start: start, end: end, label: .cardinal, value: sign + n.text,
                         rule: StaticRule(items[i].number != nil ? "values.number.digits" : "values.number.words"))
    }

    private func money(_ n: NumberSpan, _ text: String, currency c: (meaning: ValueMeaning, start: Int, end: Int), end: Int, sign: String,
                       start: Int? = nil) -> ValueSpan {
        var amount = text
        var code = lexicon.string(c.meaning.value)
        var end = end
        // Parts of a currency: 45 سنتا = 0.45 USD
        if let slash = code.firstIndex(of: "/") {
            let divisor = code[code.index(after: slash)...] == "1000" ? -3 : -2
            code = String(code[..<slash])
            if n.word.isEmpty, let part = n.value.multiplied(by: DecimalNumber(1, exponent: divisor)), !text.contains("-") {
                amount = part.description
            }
        }
        // دولار أميركي with an adjective that the lexicon doesn't list stays outside. ونصف المليون behind the currency: مليون دولار ونصف المليون
        if end < count, items[end].hasOnlyWaw || items[end].proclitics.contains(.waw), n.hasScale, n.word.isEmpty, !text.contains("-"),
           let half = meaning(end, .fraction), let again = meaning(half.end, .scale), items[half.end].hasArticle,
           let part = half.meaning.number.multiplied(by: again.meaning.number), let sum = n.value.adding(part) {
            amount = sum.description
            end = again.end
        }
        return ValueSpan(start: start ?? n.start, end: end, label: .money, value: sign + amount + " " + code, rule: StaticRule("values.money"),
                         parts: [ValuePart(start: c.start, end: c.end, label: .curr, value: code)])
    }

    func unitName(_ m: ValueMeaning, _ start: Int, _ end: Int) -> String { m.value < 0 ? words(start, end) : lexicon.string(m.value) }

    /// A noun that counts itself: a dual (كيلومترين، دولاران), a singular with واحد, or behind a comparator.
    private func single(at i: Int, start: Int, sign: String) -> ValueSpan? {
        guard i < count, items[i].hasMeaning else { return nil }
        if let span = singleDuration(at: i, start: start, sign: sign) { return span }
        guard let noun = meaning(i, ValueKinds([.currency, .measure])) else { return nil }
        guard items[i].kind == .word else { return nil }
        let isCurrency = noun.meaning.kind == .currency
        var end = noun.end, n = "", isWeak = false
        if let one = meaning(end, .one), end < count, items[end].isPlain {
            end = one.end
            n = "1"
        } else if isDual(i) && !items[i].hasArticle {
            n = "2"
            // مليوني دولار is a number first; درجتين مئويتين
        } else if !sign.isEmpty {
            n = "1"
        } else {
            isWeak = true
        }
        let name = unitName(noun.meaning, i, noun.end)
        if isWeak {
            // The noun alone: للبرميل, سعر الدولار
            guard items[i].hasArticle else { return nil }
            let perUnit = items[i].proclitics.contains(.lam)
            return ValueSpan(start: i, end: noun.end, label: isCurrency ? .curr : .unit, value: name,
                             rule: StaticRule(isCurrency ? "values.currency.alone" : "values.unit.alone"), isWeak: isCurrency || !perUnit)
        }
        return ValueSpan(start: start, end: end, label: isCurrency ? .money : .quantity, value: sign + n + " " + name,
                         rule: StaticRule(isCurrency ? "values.money.single" : "values.quantity.single"),
                         parts: [ValuePart(start: i, end: noun.end, label: isCurrency ? .curr : .unit, value: name)])
    }

    /// Ends in ان or ين: a dual where the noun is one.
    func isDual(_ i: Int) -> Bool {
        let t = tokens[i]
        let n = Int(t.end - t.start)
        guard n >= 10 else { return false }
        let a = text[Int(t.end) - 4], b = text[Int(t.end) - 3], c = text[Int(t.end) - 2], d = text[Int(t.end) - 1]
        let isNun = c == 0xD9 && d == 0x86
        return isNun && ((a == 0xD8 && b == 0xA7) || (a == 0xD9 && b == 0x8A))
    }
}
