import TextModel

extension ValueReader {
    /// An ISO 8601 duration of one or two units.
    static func durationText(_ number: String, _ unit: TimeUnit) -> String {
        switch unit {
        case .second: return "T\(number)S"
        case .minute: return "T\(number)M"
        case .hour: return "T\(number)H"
        case .day: return "\(number)D"
        case .week: return "\(number)W"
        case .month: return "\(number)M"
        case .year: return "\(number)Y"
        case .decade, .century: return "\(number)Y"
        }
    }

    /// Number and unit as they are written in ISO 8601, decades and centuries turned into years, simple fractions into smaller units.
    private func scaled(_ n: DecimalNumber, _ unit: TimeUnit) -> (DecimalNumber, TimeUnit) {
        switch unit {
        case .decade: return (n.multiplied(by: DecimalNumber(10)) ?? n, .year)
        case .century: return (n.multiplied(by: DecimalNumber(100)) ?? n, .year)
        default: break
        }
        guard n.isLess(than: DecimalNumber(1)) else { return (n, unit) }
        let smaller: (Int64, TimeUnit)? = unit == .hour ? (60, .minute) : unit == .minute ? (60, .second) : unit == .day ? (24, .hour) : unit == .year ? (12, .month) : nil
        guard let smaller, let m = n.multiplied(by: DecimalNumber(smaller.0)), m.integer != nil else { return (n, unit) }
        return (m, smaller.1)
    }

    static func label(_ unit: TimeUnit) -> Label { unit.rawValue <= TimeUnit.hour.rawValue ? .time : .date }

    private func timeNoun(_ i: Int) -> (unit: TimeUnit, form: TimeNounForm, isCommon: Bool, end: Int)? {
        guard i < count, items[i].hasMeaning, let m = meaning(i, .timeNoun), let unit = TimeUnit(rawValue: m.meaning.value),
              let form = TimeNounForm(rawValue: m.meaning.aux) else { return nil }
        return (unit, form, m.meaning.isCommon, m.end)
    }

    /// A number with a noun of time: `ثلاث سنوات ونصف السنة`, `20 يوما`, `السنة و4 أشهر`.
    func duration(of n: NumberSpan, text: String, start: Int, sign: String) -> ValueSpan? {
        guard let noun = timeNoun(n.end), noun.form != .adverb, items[n.end].isPlain else { return nil }
        guard n.isFraction || !items[n.end].hasArticle || items[n.start].hasArticle || isLoneArticle(n.start) else { return nil }
        // 2015 عام …: the noun begins something else
        if n.isDigits, items[n.start].isYearLike, noun.form == .singular, items[noun.end < count ? noun.end : n.end].number != nil { return nil }
        if n.isOne { return nil }
        var end = noun.end
        if !n.word.isEmpty {
            return ValueSpan(start: start, end: end, label: ValueReader.label(noun.unit), value: "?", rule: StaticRule("values.duration.vague"))
        }
        var value: String
        var unit = noun.unit
        if text.contains("-") {
            let ends = text.split(separator: "-")
            value = ends.map { "P" + ValueReader.durationText(String($0), unit) }.joined(separator: "/")
        } else {
            var number = n.value
            if let half = halfUnit(end, unit) {
                number = number.adding(half.number) ?? number
                end = half.end
            }
            (number, unit) = scaled(number, unit)
            value = "P" + ValueReader.durationText(number.description, unit)
            if let more = further(end, below: unit) {
                value = ValueReader.joined(value, more.text)
                end = more.end
            }
        }
        // السنوات الخمس الماضية has its adjective behind; so have 24 ساعة الماضية
        if let a = meaning(end, .adjective), end < count, items[end].isPlain, items[end].hasArticle { end = a.end }
        return ValueSpan(start: start, end: end, label: ValueReader.label(unit), value: sign + value, rule: StaticRule("values.duration"))
    }

    private static func joined(_ a: String, _ b: String) -> String {
        // P1Y + 4M → P1Y4M; PT1H + T30M → PT1H30M
        if b.first == "T", a.contains("T") { return a + b.dropFirst() }
        return a + b
    }

    /// `ونصف [السنة]`, `وربع`
    private func halfUnit(_ i: Int, _ unit: TimeUnit) -> (number: DecimalNumber, end: Int)? {
        guard i < count, items[i].proclitics.contains(.waw), let half = meaning(i, .fraction) else { return nil }
        if let again = timeNoun(half.end), again.unit == unit, items[half.end].isPlain { return (half.meaning.number, again.end) }
        return (half.meaning.number, half.end)
    }

    /// `وأربعة أشهر`, `و30 دقيقة`
    private func further(_ i: Int, below unit: TimeUnit) -> (text: String, end: Int)? {
        guard i < count else { return nil }
        let k = surface(i, is: "و") ? i + 1 : i
        guard k > i || items[i].proclitics.contains(.waw) else { return nil }
        if let n = number(at: k), n.word.isEmpty, !n.isFraction, let noun = timeNoun(n.end), noun.unit.rawValue < unit.rawValue, items[n.end].isPlain, noun.form != .adverb {
            return (ValueReader.durationText(n.text, noun.unit), noun.end)
        }
        if k == i, let noun = timeNoun(i), noun.form == .dual, noun.unit.rawValue < unit.rawValue { return (ValueReader.durationText("2", noun.unit), noun.end) }
        return nil
    }

    /// A noun of time that counts itself: dual (`يومين`), singular with واحد, كامل or behind a preposition of time, plural with a number behind it.
    func singleDuration(at i: Int, start: Int, sign: String) -> ValueSpan? {
        guard let noun = timeNoun(i) else { return nil }
        let item = items[i]
        let label = ValueReader.label(noun.unit)
        func span(_ end: Int, _ value: String, _ rule: String, weak: Bool = false) -> ValueSpan {
            ValueSpan(start: start, end: end, label: label, value: value, rule: StaticRule(rule), isWeak: weak)
        }
        switch noun.form {
        case .construct: return nil
        case .adverb: return span(noun.end, "P" + ValueReader.durationText("1", noun.unit), "values.duration.each")
        case .dual:
            if item.hasEnclitic || (item.hasArticle && i > 0 && has(i - 1, role: .general)) { return nil }
            var (number, unit) = scaled(DecimalNumber(2), noun.unit)
            var end = noun.end
            if let half = halfUnit(end, noun.unit) {
                (number, unit) = scaled(DecimalNumber(2).adding(half.number) ?? number, noun.unit)
                end = half.end
            }
            var value = "P" + ValueReader.durationText(number.description, unit)
            if let more = further(end, below: unit) {
                value = ValueReader.joined(value, more.text)
                end = more.end
            }
            if item.hasArticle, end < count, items[end].hasArticle, items[end].isPlain, let a = meaning(end, .adjective) { end = a.end }
            return span(end, sign + value, "values.duration.dual")
        case .singular:
            if item.hasArticle || item.hasEnclitic { return nil }
            if let one = meaning(noun.end, .one), items[noun.end].isPlain, !items[noun.end].hasArticle {
                return span(one.end, sign + one1(noun.unit), "values.duration.one")
            }
            if surface(noun.end, is: "كامل") || surface(noun.end, is: "كاملة") || surface(noun.end, is: "كاملا") {
                return span(noun.end + 1, sign + one1(noun.unit), "values.duration.one")
            }
            if let half = halfUnit(noun.end, noun.unit), let sum = DecimalNumber(1).adding(half.number) {
                let (number, unit) = scaled(sum, noun.unit)
                return span(half.end, sign + "P" + ValueReader.durationText(number.description, unit), "values.duration.half")
            }
            if noun.isCommon && sign.isEmpty { return nil }
            if let more = further(noun.end, below: noun.unit) {
                return span(more.end, sign + ValueReader.joined(one1(noun.unit), more.text), "values.duration.one")
            }
            if !sign.isEmpty { return span(noun.end, sign + one1(noun.unit), "values.duration.one") }
            // كل شهر
            if i > 0, surface(i - 1, is: "كل"), !noun.isCommon { return ValueSpan(start: i, end: noun.end, label: label, value: one1(noun.unit), rule: StaticRule("values.duration.each"), isWeak: true) }
            guard i > 0, has(i - 1, role: .durationBefore), item.isPlain, !has(i - 1, role: .general) else { return nil }
            return span(noun.end, one1(noun.unit), "values.duration.one", weak: noun.unit == .day)
        case .plural:
            if item.hasEnclitic { return nil }
            // السنوات [الخمس] الماضية
            if item.hasArticle, noun.end < count {
                var end = noun.end
                var value = "?"
                if let n = number(at: end), items[end].hasArticle || isLoneArticle(end), items[end].isPlain, n.word.isEmpty {
                    let (number, unit) = scaled(n.value, noun.unit)
                    value = "P" + ValueReader.durationText(number.description, unit)
                    end = n.end
                }
                while let f = meaning(end, .few), end < count, items[end].isPlain { end = f.end }
                if let a = meaning(end, .adjective), end < count, items[end].isPlain, items[end].hasArticle {
                    end = a.end
                    if let n = number(at: end), items[end].hasArticle, value == "?", n.word.isEmpty {
                        let (number, unit) = scaled(n.value, noun.unit)
                        value = "P" + ValueReader.durationText(number.description, unit)
                        end = n.end
                    }
                    return span(end, value, "values.duration.relative")
                }
                if value != "?" { return span(end, value, "values.duration.relative") }
                return nil
            }
            // منذ سنوات [طويلة]، ساعات عدة
            guard !item.hasArticle, !noun.isCommon || noun.unit.rawValue >= TimeUnit.decade.rawValue else { return nil }
            let isMany = surface(noun.end, is: "عدة") || surface(noun.end, is: "عديدة") || surface(noun.end, is: "طويلة") || surface(noun.end, is: "قليلة")
            guard isMany || isSince(i - 1) else { return nil }
            return span(isMany ? noun.end + 1 : noun.end, "?", "values.duration.vague")
        }
    }

    /// منذ, قبل, بعد and their like, behind which a bare plural is a time (منذ سنوات), not what is counted (ساعات العمل).
    private func isSince(_ i: Int) -> Bool {
        surface(i, is: "منذ") || surface(i, is: "ومنذ") || surface(i, is: "مرور") || surface(i, is: "قبل") || surface(i, is: "بعد") || surface(i, is: "لمدة")
    }

    private func one1(_ unit: TimeUnit) -> String {
        let (n, u) = scaled(DecimalNumber(1), unit)
        return "P" + ValueReader.durationText(n.description, u)
    }
}
