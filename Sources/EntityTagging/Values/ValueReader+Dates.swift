import TextModel

/// A stretch of the calendar.
enum CalendarPeriod {
    case day(CalendarDate)
    case month(year: Int, month: Int)
    case week(year: Int, week: Int)
    case year(Int)
    /// An ISO 8601 interval, decade or century.
    case text(String)
    case unknown

    var value: String {
        switch self {
        case .day(let d): return d.description
        case .month(let y, let m): return "\(CalendarDate.pad(y, 4))-\(CalendarDate.pad(m, 2))"
        case .week(let y, let w): return "\(CalendarDate.pad(y, 4))-W\(CalendarDate.pad(w, 2))"
        case .year(let y): return CalendarDate.pad(y, 4)
        case .text(let t): return t
        case .unknown: return "?"
        }
    }
}

struct PeriodSpan {
    var period: CalendarPeriod
    var end: Int
    var rule: String
    var isWeak = false
    var parts: [ValuePart] = []

    init(_ period: CalendarPeriod, _ end: Int, _ rule: String, isWeak: Bool = false, parts: [ValuePart] = []) {
        self.period = period
        self.end = end
        self.rule = rule
        self.isWeak = isWeak
        self.parts = parts
    }
}

extension ValueReader {
    func date(at i: Int) -> ValueSpan? {
        guard var p = period(at: i) else { return nil }
        // كل يوم سبت: every Saturday
        if surface(i - 1, is: "كل"), case .day = p.period { p.period = .unknown }
        return ValueSpan(start: i, end: p.end, label: .date, value: p.period.value, rule: StaticRule(p.rule), isWeak: p.isWeak, parts: p.parts)
    }

    /// The period that begins at `i`: each form is tried by the meaning that its first word has.
    func period(at i: Int, depth: Int = 0) -> PeriodSpan? {
        guard i < count, depth < 5 else { return nil }
        let item = items[i]
        if item.number != nil || item.kind == .number { return numericDate(at: i) ?? dayMonth(at: i) ?? bareYear(at: i) }
        guard item.hasMeaning else { return nil }
        if let m = meaning(i, .weekend) { return weekend(at: i, end: m.end) }
        if let m = meaning(i, .period) { return PeriodSpan(.unknown, m.end, "values.date.period") }
        if let m = meaning(i, .day), let p = relativeDay(at: i, m.meaning.value, m.end) { return p }
        if let m = meaning(i, .night), items[i].isPlain, i == 0 || !items[i - 1].hasMeaning {
            return PeriodSpan(today.map { .day($0) } ?? .unknown, m.end, "values.date.night", isWeak: true)
        }
        if let m = meaning(i, ValueKinds(.weekday), where: { $0.kind == .weekday && !$0.isCommon }) { return weekday(m.meaning.value, from: i, end: m.end) }
        if let m = meaning(i, .edge), !item.hasArticle, !item.hasEnclitic {
            let k = m.meaning.value == 3 ? skipMin(m.end) : m.end
            if k < count, items[k].isPlain, let inner = period(at: k, depth: depth + 1) ?? currentUnit(at: k) {
                if case .day = inner.period, m.meaning.value != 3, items[k].number != nil { return nil }
                return PeriodSpan(inner.period, inner.end, "values.date.edge", isWeak: inner.isWeak, parts: inner.parts)
            }
        }
        if let m = meaning(i, .dayPart), !item.hasEnclitic, let p = dayPart(at: i, m.end, depth) { return p }
        if let m = meaning(i, .this) { return thisPeriod(m.end, depth) }
        if let m = meaning(i, ValueKinds([.that, .same])) { return thatPeriod(m.end, isSame: m.meaning.kind == .same) }
        if let p = dayMonth(at: i) { return p }
        if let m = monthName(at: i) { return month(m, from: i, isNamed: false) }
        if let m = meaning(i, .part), item.hasArticle, let p = partOfPeriod(at: i, m.meaning.value, m.end, depth) { return p }
        if let m = meaning(i, .season), let p = season(at: i, m.meaning.value, m.end, isThis: false) { return p }
        if let m = meaning(i, .decade), let p = decade(at: i, m.meaning.value, m.end) { return p }
        if let m = meaning(i, .timeNoun), let unit = TimeUnit(rawValue: m.meaning.value), let form = TimeNounForm(rawValue: m.meaning.aux) {
            return unitPeriod(at: i, unit, form, m.end)
        }
        return nil
    }

    // MARK: Days

    private func plainArticle(_ i: Int) -> Bool { i < count && items[i].isPlain && items[i].hasArticle }

    private func relativeDay(at i: Int, _ days: Int, _ end: Int) -> PeriodSpan? {
        // اليوم التالي, اليوم الأول are other days.
        if days == 0, end < count, items[end].isPlain, items[end].hasArticle || items[end].hasEnclitic || items[end].hasMeaning {
            if let m = meaning(end, ValueKinds(.other)) { return PeriodSpan(.unknown, m.end, "values.date.other-day") }
            if items[end].hasArticle, meaning(end, .weekday) == nil, ordinalNumber(at: end) != nil { return nil }
            if items[end].hasArticle, let a = meaning(end, .adjective) { return PeriodSpan(.unknown, a.end, "values.date.other-day", isWeak: true) }
        }
        guard let today else { return attachedDate(.unknown, end, "values.date.relative-day", weekdayBase: nil, past: days <= 0) }
        let base = today.adding(days: days)
        return attachedDate(.day(base), end, "values.date.relative-day", weekdayBase: base, past: days <= 0)
    }

    /// What may stand behind a day: its weekday, its date (which wins).
    private func attachedDate(_ period: CalendarPeriod, _ end: Int, _ rule: String, weekdayBase: CalendarDate?, past: Bool) -> PeriodSpan {
        var period = period, end = end
        if let base = weekdayBase, end < count, items[end].isPlain, let w = meaning(end, ValueKinds(.weekday), where: { $0.kind == .weekday && !$0.isCommon }) {
            period = .day(ValueReader.nearest(w.meaning.value, to: base, past: past))
            end = w.end
        } else if weekdayBase == nil, end < count, items[end].isPlain, let w = meaning(end, ValueKinds(.weekday), where: { $0.kind == .weekday && !$0.isCommon }) {
            end = w.end
        }
        if let d = explicitDate(end) { return PeriodSpan(d.period, d.end, rule) }
        return PeriodSpan(period, end, rule)
    }

    /// A full date behind a weekday, perhaps behind الموافق or in brackets left open.
    private func explicitDate(_ i: Int) -> PeriodSpan? {
        var k = i
        if surface(k, is: "الموافق") || surface(k, is: "الموافق لـ") || surface(k, is: "،") && k + 1 < count && items[k + 1].number != nil { k += 1 }
        if surface(k, is: "يوم") { k += 1 }
        guard k < count, items[k].isPlain else { return nil }
        if let d = numericDate(at: k) ?? dayMonth(at: k) { return d }
        return nil
    }

    static func nearest(_ weekday: Int, to base: CalendarDate, past: Bool) -> CalendarDate {
        let back = ((base.weekday - weekday) % 7 + 7) % 7
        if past || back == 0 { return base.adding(days: -back) }
        return base.adding(days: 7 - back)
    }

    private func weekday(_ day: Int, from start: Int, end: Int) -> PeriodSpan {
        var end = end
        var direction: Int?
        if end < count, items[end].isPlain, items[end].hasArticle || items[end].hasMeaning {
            if items[end].hasArticle, let a = meaning(end, .adjective) {
                direction = a.meaning.value
                end = a.end
            } else if let o = meaning(end, .other), items[end].hasArticle {
                if let d = explicitDate(o.end) { return PeriodSpan(d.period, d.end, "values.date.weekday") }
                return PeriodSpan(.unknown, o.end, "values.date.weekday")
            }
        }
        // السبت والأحد المقبلين: the adjective serves both
        if let d = explicitDate(end) { return PeriodSpan(d.period, d.end, "values.date.weekday") }
        guard let today else { return PeriodSpan(.unknown, end, "values.date.weekday") }
        let date: CalendarDate
        switch direction {
        case 1: date = ValueReader.nearest(day, to: today.adding(days: 1), past: false)
        case -1: date = ValueReader.nearest(day, to: today.adding(days: -1), past: true)
        case 0: date = ValueReader.nearest(day, to: today, past: true)
        default:
            let back = ((today.weekday - day) % 7 + 7) % 7
            date = back != 0 && isFuture(from: start, to: end) ? ValueReader.nearest(day, to: today, past: false) : today.adding(days: -back)
        }
        return PeriodSpan(.day(date), end, "values.date.weekday")
    }

    private func dayPart(at i: Int, _ end: Int, _ depth: Int) -> PeriodSpan? {
        let k = surface(end, is: "يوم") ? end : skipMin(end)
        guard k < count, items[k].isPlain, let p = period(at: k, depth: depth + 1) else { return nil }
        switch p.rule {
        case "values.date.relative-day", "values.date.weekday", "values.date.day-month", "values.date.day", "values.date.numeric", "values.date.this-day":
            return PeriodSpan(p.period, p.end, "values.date.day-part", isWeak: p.isWeak)
        default: return nil
        }
    }

    private func weekend(at i: Int, end: Int) -> PeriodSpan {
        var end = end, direction = 0
        if plainArticle(end), let a = meaning(end, .adjective) {
            direction = a.meaning.value
            end = a.end
        }
        guard let today else { return PeriodSpan(.unknown, end, "values.date.weekend") }
        let saturday = direction > 0 ? ValueReader.nearest(6, to: today.adding(days: 1), past: false) : ValueReader.nearest(6, to: today.adding(days: direction < 0 ? -2 : 0), past: true)
        return PeriodSpan(.text("\(saturday.description)/\(saturday.adding(days: 1).description)"), end, "values.date.weekend")
    }

    // MARK: هذا، ذلك

    private func thisPeriod(_ i: Int, _ depth: Int) -> PeriodSpan? {
        guard plainArticle(i) else { return nil }
        if let m = meaning(i, .day), m.meaning.value == 0 { return PeriodSpan(today.map { .day($0) } ?? .unknown, m.end, "values.date.this-day") }
        if let m = meaning(i, ValueKinds(.weekday), where: { $0.kind == .weekday && !$0.isCommon }) {
            guard let today else { return PeriodSpan(.unknown, m.end, "values.date.this-day") }
            return PeriodSpan(.day(ValueReader.nearest(m.meaning.value, to: today, past: false)), m.end, "values.date.this-day")
        }
        if let m = meaning(i, .dayPart) { return PeriodSpan(today.map { .day($0) } ?? .unknown, m.end, "values.date.this-day") }
        if let m = meaning(i, .season), let p = season(at: i, m.meaning.value, m.end, isThis: true) { return p }
        if let m = meaning(i, .timeNoun), let unit = TimeUnit(rawValue: m.meaning.value) {
            if m.meaning.aux == TimeNounForm.plural.rawValue { return unit.rawValue >= TimeUnit.day.rawValue ? PeriodSpan(.unknown, m.end, "values.date.this") : nil }
            guard m.meaning.aux == TimeNounForm.singular.rawValue, unit.rawValue >= TimeUnit.day.rawValue else { return nil }
            return PeriodSpan(relative(unit, 0), m.end, "values.date.this")
        }
        return nil
    }

    private func thatPeriod(_ i: Int, isSame: Bool) -> PeriodSpan? {
        guard plainArticle(i) || (isSame && i < count && items[i].isPlain) else { return nil }
        if let m = meaning(i, .day), m.meaning.value == 0 { return PeriodSpan(.unknown, m.end, "values.date.that") }
        if let m = meaning(i, .dayPart) { return PeriodSpan(.unknown, m.end, "values.date.that") }
        if let m = meaning(i, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.aux == TimeNounForm.singular.rawValue }), m.meaning.value >= TimeUnit.day.rawValue {
            return PeriodSpan(.unknown, m.end, "values.date.that")
        }
        return nil
    }

    // MARK: Weeks, months, years against the document's date

    func relative(_ unit: TimeUnit, _ direction: Int) -> CalendarPeriod {
        guard let today else { return .unknown }
        switch unit {
        case .day: return .day(today.adding(days: direction))
        case .week:
            let w = today.adding(days: 7 * direction).isoWeek
            return .week(year: w.year, week: w.week)
        case .month:
            let n = today.year * 12 + today.month - 1 + direction
            return .month(year: n / 12, month: n % 12 + 1)
        case .year: return .year(today.year + direction)
        case .decade: return .text(String(today.year / 10 + direction))
        case .century: return .text(String(today.year / 100 + direction))
        default: return .unknown
        }
    }

    /// الشهر، العام by themselves: only behind an edge or a part (مطلع العام).
    private func currentUnit(at i: Int) -> PeriodSpan? {
        guard plainArticle(i), let m = meaning(i, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.aux == TimeNounForm.singular.rawValue }),
              let unit = TimeUnit(rawValue: m.meaning.value), [.week, .month, .year].contains(unit) else { return nil }
        return PeriodSpan(relative(unit, 0), m.end, "values.date.this")
    }

    private func unitPeriod(at i: Int, _ unit: TimeUnit, _ form: TimeNounForm, _ end: Int) -> PeriodSpan? {
        let item = items[i]
        if item.hasEnclitic { return nil }
        switch unit {
        case .day:
            guard !item.hasArticle, form != .adverb, form != .dual else { return nil }
            return dayNamed(at: end, isList: form != .singular)
        case .month where !item.hasArticle && (form == .singular || form == .construct || form == .plural):
            if let m = monthName(at: end), items[end].isPlain {
                var p = month(m, from: end, isNamed: true)
                // شهري ديسمبر 2016 وجانفي 2017
                if form == .construct, let first = p, first.end < count, items[first.end].hasOnlyWaw, let m2 = monthName(at: first.end),
                   let second = month(m2, from: first.end, isNamed: true) {
                    p = PeriodSpan(.text("\(first.period.value)/\(second.period.value)"), second.end, "values.date.months",
                                   parts: [ValuePart(start: end, end: first.end, label: .date, value: first.period.value),
                                           ValuePart(start: first.end, end: second.end, label: .date, value: second.period.value)])
                }
                return p
            }
            return nil
        case .year where form == .dual && item.hasArticle && i > 0 && has(i - 1, role: .general): return nil
        case .year where form == .singular || form == .construct:
            if form == .singular, item.hasArticle, i > 0, has(i - 1, role: .general), yearNumber(at: end) == nil { return nil }
            if let y = yearNumber(at: end) {
                // عامي 2015 و2016
                if form == .construct || surface(y.end, is: "-") || surface(y.end, is: "/") || surface(y.end, is: "–") {
                    let k = surface(y.end, is: "و") || isSign(y.end, "-") || isSign(y.end, "/") || surface(y.end, is: "–") ? y.end + 1 : y.end
                    if let z = yearNumber(at: k), z.year > y.year, z.year < y.year + 200 {
                        return PeriodSpan(.text("\(y.year)/\(z.year)"), z.end, "values.date.years",
                                          parts: [ValuePart(start: end, end: y.end, label: .date, value: String(y.year)),
                                                  ValuePart(start: k, end: z.end, label: .date, value: String(z.year))])
                    }
                }
                return PeriodSpan(y.period, y.end, "values.date.year")
            }
        default: break
        }
        guard form == .singular else { return nil }
        if unit == .century, item.hasArticle { return century(at: end) }
        guard item.hasArticle, unit.rawValue >= TimeUnit.day.rawValue, end < count else { return nil }
        if plainArticle(end), let a = meaning(end, .adjective) { return PeriodSpan(relative(unit, a.meaning.value), a.end, "values.date.relative") }
        if items[end].isPlain, let o = meaning(end, .other), unit != .decade { return PeriodSpan(.unknown, o.end, "values.date.other") }
        // العام الدراسي الجاري
        if unit == .year, items[end].isPlain, plainArticle(end + 1), items[end].hasArticle || isArticled(end), let a = meaning(end + 1, .adjective) {
            return PeriodSpan(relative(unit, a.meaning.value), a.end, "values.date.relative")
        }
        return nil
    }

    /// The token's surface begins with ال (its word may be in no list).
    private func isArticled(_ i: Int) -> Bool {
        let t = tokens[i]
        guard t.end - t.start >= 8 else { return false }
        let s = Int(t.start)
        return text[s] == 0xD8 && text[s + 1] == 0xA7 && text[s + 2] == 0xD9 && text[s + 3] == 0x84
    }

    /// Behind يوم: a weekday, a relative day, a date; behind أيام and يومي a list of days.
    private func dayNamed(at i: Int, isList: Bool) -> PeriodSpan? {
        guard i < count, items[i].isPlain else { return nil }
        if items[i].kind == .number { return numericDate(at: i) ?? dayMonth(at: i) }
        if isList { return dayMonth(at: i) }
        if let w = meaning(i, .weekday), !(items[i].hasArticle && w.meaning.isCommon) || meaning(i, ValueKinds(.weekday), where: { $0.kind == .weekday && !$0.isCommon }) != nil {
            let p = weekday(w.meaning.value, from: i, end: w.end)
            return p
        }
        if let d = meaning(i, .day), let p = relativeDay(at: i, d.meaning.value, d.end) { return p }
        return dayMonth(at: i)
    }

    private func yearNumber(at i: Int) -> (year: Int, end: Int, period: CalendarPeriod)? {
        guard i < count else { return nil }
        var k = i
        let isBracketed = isSign(k, "(") && isSign(k + 2, ")")
        if isBracketed { k += 1 }
        var year = 0, end = k + 1
        if let n = items[k].number {
            guard !items[k].hasSeparator, !items[k].isPadded, items[k].digits >= 3, items[k].digits <= 4, let whole = n.integer else { return nil }
            if items[k].digits == 3, era(at: k + 1) == nil { return nil }
            if end < count, meaning(end, ValueKinds([.scale, .scalePlural, .percent])) != nil, items[end].isPlain { return nil }
            year = whole
        } else if let n = number(at: k), n.word.isEmpty, let whole = n.value.integer, n.hasScale, whole >= 1800, whole <= 2100 {
            year = whole
            end = n.end
        } else {
            return nil
        }
        if isBracketed { end += 1 }
        if let e = era(at: end) {
            end = e.end
            switch e.calendar {
            case 1: return (year, end, hijriYear(year))
            case 2: return (year, end, .text("-" + CalendarDate.pad(max(year - 1, 0), 4)))
            default: break
            }
        } else if year < 1000 || year > 2100 {
            return nil
        } else if year >= 1300 && year < 1480 && today.map({ $0.year > 1900 }) ?? true && year > 1400 {
            return (year, end, hijriYear(year))
        }
        return (year, end, .year(year))
    }

    /// م, هـ, ميلادي … behind a year.
    private func era(at i: Int) -> (calendar: Int, end: Int)? {
        guard i < count, items[i].hasMeaning, items[i].isPlain, let m = meaning(i, .era) else { return nil }
        return (m.meaning.value, m.end)
    }

    private func hijriYear(_ year: Int) -> CalendarPeriod {
        guard (1...1600).contains(year) else { return .unknown }
        let first = conversion.hijri(year, 1, 1), last = conversion.hijri(year + 1, 1, 1).adding(days: -1)
        return .text("\(first.description)/\(last.description)")
    }

    /// Four digits that nothing but their company makes a year.
    private func bareYear(at i: Int) -> PeriodSpan? {
        let item = items[i]
        guard item.isYearLike, let year = item.number?.integer, !isGlued(i) || item.flags.contains(.split) || isSign(i - 1, "(") || isSign(i - 1, "-") || isSign(i - 1, "/")
                || surface(i - 1, is: "و") else { return nil }
        if let e = era(at: i + 1), year >= 1300, meaning(i + 1, .measure).map({ $0.end == e.end }) ?? true {
            return PeriodSpan(e.calendar == 1 ? hijriYear(year) : .year(year), e.end, "values.date.year")
        }
        guard year >= 1900, year <= 2035 else { return nil }
        let next = i + 1
        if next < count, items[next].hasMeaning, items[next].isPlain || items[next].proclitics.contains(.ba),
           meaning(next, ValueKinds([.scale, .scalePlural, .percent, .currency, .measure, .timeNoun])) != nil {
            if !(items[next].hasArticle) { return nil }
        }
        // 2016/2017, 2016-2017
        if isSign(next, "/") || isSign(next, "-"), next + 1 < count, items[next + 1].isYearLike, isGlued(next), let second = items[next + 1].number?.integer, second == year + 1 {
            return PeriodSpan(.text("\(year)/\(second)"), next + 2, "values.date.years")
        }
        let ends = next >= count || (items[next].kind != .word && items[next].kind != .foreign) || has(next, role: .function) || items[next].proclitics.contains(.waw)
            || items[next].proclitics.contains(.fa)
        if i > 0 {
            if surface(i - 1, is: "في") || surface(i - 1, is: "منذ") || surface(i - 1, is: "ومنذ") || surface(i - 1, is: "وفي") || surface(i - 1, is: "حتى") {
                return PeriodSpan(.year(year), next, "values.date.year-evidence")
            }
            if has(i - 1, role: .datedBefore), !items[i - 1].hasArticle || ends { return PeriodSpan(.year(year), next, "values.date.year-evidence") }
            if ends, has(i - 1, role: .yearBefore) || isSign(i - 1, "(") && isSign(next, ")") { return PeriodSpan(.year(year), next, "values.date.year-evidence") }
            if ends, surface(i - 1, is: "و") || isSign(i - 1, "-"), i > 1, items[i - 2].isYearLike { return PeriodSpan(.year(year), next, "values.date.year-evidence") }
            if ends, items[i - 1].kind == .word, !has(i - 1, role: .number), !has(i - 1, role: .rank), comparator(at: i - 1, .before) == nil, !isLoneArticle(i - 1),
               comparatorBefore(i) == nil {
                return PeriodSpan(.year(year), next, "values.date.year-bare")
            }
        }
        return nil
    }

    private func comparatorBefore(_ i: Int) -> Comparator? {
        var k = i - 1
        while k >= max(0, i - 4) {
            if let (c, e) = comparator(at: k, .before) ?? comparator(at: k, .outside), e == i { return c }
            k -= 1
        }
        return nil
    }

    // MARK: Parts of periods, seasons, decades, centuries

    private func partOfPeriod(at i: Int, _ parts: Int, _ end: Int, _ depth: Int) -> PeriodSpan? {
        guard end < count, items[end].isPlain, let ordinal = ordinalNumber(at: end), items[end].hasArticle || ordinal.value == 1 else { return nil }
        var inner: PeriodSpan?
        if surface(ordinal.end, is: "من") {
            let k = ordinal.end + 1
            inner = k < count && (items[k].isPlain) ? period(at: k, depth: depth + 1) ?? currentUnit(at: k) : nil
            if inner == nil, k < count, items[k].isYearLike, let y = items[k].number?.integer { inner = PeriodSpan(.year(y), k + 1, "values.date.year") }
        }
        guard let inner else { return nil }
        var value = "?"
        switch inner.period {
        case .year(let y) where ordinal.value <= parts:
            let months = 12 / parts
            value = "\(CalendarDate.pad(y, 4))-\(CalendarDate.pad((ordinal.value - 1) * months + 1, 2))/\(CalendarDate.pad(y, 4))-\(CalendarDate.pad(ordinal.value * months, 2))"
        case .text(let century) where century.utf8.count == 2:
            if let c = Int(century), ordinal.value <= parts { value = "\(c * 100 + (ordinal.value - 1) * 100 / parts)/\(c * 100 + ordinal.value * 100 / parts - 1)" }
        default: break
        }
        let nested = [ValuePart(start: end, end: ordinal.end, label: .ordinal, value: String(ordinal.value)),
                      ValuePart(start: ordinal.end + 1, end: inner.end, label: .date, value: inner.period.value)]
        return PeriodSpan(value == "?" ? .unknown : .text(value), inner.end, "values.date.part", parts: nested)
    }

    private func season(at i: Int, _ season: Int, _ end: Int, isThis: Bool) -> PeriodSpan? {
        func interval(_ year: Int) -> CalendarPeriod {
            let first = [3, 6, 9, 12][season]
            let y = CalendarDate.pad(year, 4)
            return .text(season == 3 ? "\(y)-12/\(CalendarDate.pad(year + 1, 4))-02" : "\(y)-\(CalendarDate.pad(first, 2))/\(y)-\(CalendarDate.pad(first + 2, 2))")
        }
        guard let today else { return isThis ? PeriodSpan(.unknown, end, "values.date.season") : nil }
        // The year in which the current season of that name lies: January belongs to the winter of the year before.
        if isThis { return PeriodSpan(interval(season == 3 && today.month < 3 ? today.year - 1 : today.year), end, "values.date.season") }
        if plainArticle(end), items[i].hasArticle, let a = meaning(end, .adjective) {
            var year = today.year
            let start = [3, 6, 9, 12][season]
            switch a.meaning.value {
            case -1: if start + 2 >= today.month || season == 3 { year -= 1 }
            case 1: if start <= today.month { year += 1 }
            default: if season == 3 && today.month < 3 { year -= 1 }
            }
            return PeriodSpan(interval(year), a.end, "values.date.season")
        }
        var k = end
        if k < count, items[k].isPlain, let m = meaning(k, .timeNoun), m.meaning.value == TimeUnit.year.rawValue { k = m.end }
        if let y = yearNumber(at: k), case .year(let year) = y.period { return PeriodSpan(interval(year), y.end, "values.date.season") }
        if k > end, plainArticle(k), let a = meaning(k, .adjective), items[k - 1].hasArticle { return PeriodSpan(interval(today.year + a.meaning.value), a.end, "values.date.season") }
        return nil
    }

    private func decade(at i: Int, _ decade: Int, _ end: Int) -> PeriodSpan? {
        // في الثلاثينات من عمره: an age
        if surface(end, is: "من"), has(end + 1, role: .age) { return nil }
        guard items[i].hasArticle || i > 0 else { return nil }
        if surface(end, is: "من") || surface(end, is: "القرن") {
            let k = skipMin(end)
            if k < count, items[k].hasArticle, let m = meaning(k, .timeNoun), m.meaning.value == TimeUnit.century.rawValue, let c = century(at: m.end) {
                if case .text(let digits) = c.period { return PeriodSpan(.text(digits + String(decade / 10)), c.end, "values.date.decade") }
            }
        }
        guard items[i].hasArticle else { return nil }
        return PeriodSpan(.text("19" + String(decade / 10)), end, "values.date.decade")
    }

    /// Behind القرن: an ordinal or an adjective.
    private func century(at i: Int) -> PeriodSpan? {
        guard i < count, items[i].isPlain else { return nil }
        if items[i].hasArticle, let a = meaning(i, .adjective) { return PeriodSpan(relative(.century, a.meaning.value), a.end, "values.date.century") }
        var number: Int?, end = i
        if let o = ordinalNumber(at: i) {
            number = o.value
            end = o.end
        } else if items[i].hasArticle, let t = meaning(i, .tens), let n = t.meaning.number.integer {
            number = n
            end = t.end
        }
        guard let number, number > 0 else { return nil }
        if let e = era(at: end) {
            return PeriodSpan(e.calendar == 0 ? .text(CalendarDate.pad(number - 1, 2)) : .unknown, e.end, "values.date.century")
        }
        return PeriodSpan(.text(CalendarDate.pad(number - 1, 2)), end, "values.date.century")
    }
}
