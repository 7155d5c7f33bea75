import TextModel

struct MonthName {
    var month: Int
    var calendar: ValueCalendar
    var isCommon: Bool
    var end: Int
    /// Written twice (شباط/فبراير): certain.
    var isPair = false
}

/// What the text says about the year of a month.
private enum YearOfMonth {
    case none
    case year(Int)
    case direction(Int)
    case unknown
}

extension ValueReader {
    /// A month's name, or a pair of names of one month: `شباط/فبراير`, `جانفي (يناير)`, `سبتمبر أيلول`.
    func monthName(at i: Int) -> MonthName? {
        guard i < count, items[i].hasMeaning, !items[i].hasEnclitic, let m = meaning(i, .month), let calendar = ValueCalendar(rawValue: m.meaning.aux) else { return nil }
        if items[i].hasArticle, items[i].whole.isEmpty { return nil }
        var name = MonthName(month: m.meaning.value, calendar: calendar, isCommon: m.meaning.isCommon, end: m.end)
        func second(_ k: Int) -> Int? {
            guard k < count, items[k].isPlain, let n = meaning(k, .month), n.meaning.value == name.month, n.meaning.aux == m.meaning.aux else { return nil }
            return n.end
        }
        if isSign(m.end, "/") || isSign(m.end, "-"), let end = second(m.end + 1) {
            name.end = end
            name.isPair = true
        } else if isSign(m.end, "("), let end = second(m.end + 1), isSign(end, ")") {
            name.end = end + 1
            name.isPair = true
        } else if let end = second(m.end) {
            name.end = end
            name.isPair = true
        }
        return name
    }

    /// A month without day. `isNamed`: شهر stands before it.
    func month(_ m: MonthName, from i: Int, isNamed: Bool) -> PeriodSpan? {
        let (year, end) = yearOfMonth(m.end, m)
        if m.isCommon, !isNamed, !m.isPair {
            // مارس "practised", آب "father": a year or an adjective has to follow.
            if case .none = year { return nil }
        }
        return PeriodSpan(resolve(m, day: nil, year, from: i, to: end), end, "values.date.month")
    }

    /// Days and month: `25 شباط/فبراير 2017`, `السابع من أغسطس`, `8 و9 مارس الجاري`, `6 إلى 11 فيفري`, `الثاني من الشهر الجاري`.
    func dayMonth(at i: Int) -> PeriodSpan? {
        guard var day = dayNumber(at: i) else { return nil }
        let first = day.value
        var last = day.value
        var steps = 0
        while steps < 6, let next = furtherDay(at: day.end), next.value > last {
            day = next
            last = next.value
            steps += 1
        }
        var k = skipMin(day.end)
        let hasMin = k > day.end
        guard k < count, items[k].isPlain else { return nil }
        if let noun = meaning(k, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.value == TimeUnit.month.rawValue && $0.aux == TimeNounForm.singular.rawValue }) {
            if items[k].hasArticle {
                // من الشهر الجاري
                guard noun.end < count, items[noun.end].isPlain, let a = meaning(noun.end, ValueKinds([.adjective, .other])) else { return nil }
                if a.meaning.kind == .other { return PeriodSpan(.unknown, a.end, "values.date.day-month") }
                guard case .month(let y, let m) = relative(.month, a.meaning.value) else { return PeriodSpan(.unknown, a.end, "values.date.day-month") }
                return PeriodSpan(days(y, m, first, last), a.end, "values.date.day-month")
            }
            k = noun.end
        } else if hasMin, let this = meaning(k, .this), this.end < count, items[this.end].hasArticle,
                  let noun = meaning(this.end, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.value == TimeUnit.month.rawValue }) {
            guard case .month(let y, let m) = relative(.month, 0) else { return PeriodSpan(.unknown, noun.end, "values.date.day-month") }
            return PeriodSpan(days(y, m, first, last), noun.end, "values.date.day-month")
        }
        if isSign(k, "/"), items[i].number != nil { k += 1 }
        guard let name = monthName(at: k), items[k].isPlain else { return nil }
        // Ordinals need من or a month that is nothing else: الأول مارس
        if items[i].number == nil, !hasMin, name.isCommon { return nil }
        let (year, end) = yearOfMonth(name.end, name)
        let low = resolve(name, day: first, year, from: i, to: end)
        if last == first { return PeriodSpan(low, end, "values.date.day-month") }
        let high = resolve(name, day: last, year, from: i, to: end)
        if case .day(let a) = low, case .day(let b) = high { return PeriodSpan(.text("\(a.description)/\(b.description)"), end, "values.date.days") }
        return PeriodSpan(.unknown, end, "values.date.days")
    }

    private func days(_ year: Int, _ month: Int, _ first: Int, _ last: Int) -> CalendarPeriod {
        guard let a = CalendarDate(year: year, month: month, day: first), let b = CalendarDate(year: year, month: month, day: last) else { return .unknown }
        return a == b ? .day(a) : .text("\(a.description)/\(b.description)")
    }

    private func dayNumber(at i: Int) -> (value: Int, end: Int)? {
        guard i < count else { return nil }
        if let n = items[i].number {
            guard !items[i].hasSeparator, items[i].digits <= 2, let d = n.integer, (1...31).contains(d) else { return nil }
            return (d, i + 1)
        }
        if let o = ordinalNumber(at: i), items[i].hasArticle || o.value == 1, o.value <= 31 { return (o.value, o.end) }
        // الثلاثين من, العشرين من
        if items[i].hasArticle, let t = meaning(i, .tens), let d = t.meaning.number.integer, d <= 30, surface(t.end, is: "من") { return (d, t.end) }
        return nil
    }

    /// و23, إلى 11, - 12
    private func furtherDay(at i: Int) -> (value: Int, end: Int)? {
        guard i < count else { return nil }
        if surface(i, is: "و") || surface(i, is: "إلى") || surface(i, is: "الى") || surface(i, is: "حتى") || isSign(i, "-") || surface(i, is: "–") {
            guard i + 1 < count, items[i + 1].number != nil else { return nil }
            return dayNumber(at: i + 1)
        }
        if items[i].hasOnlyWaw, items[i].hasArticle { return dayNumber(at: i) }
        return nil
    }

    private func yearOfMonth(_ i: Int, _ m: MonthName) -> (YearOfMonth, Int) {
        var k = i
        if surface(k, is: "،") || isSign(k, ",") || isSign(k, "/"), k + 1 < count, items[k + 1].isYearLike { k += 1 }
        if isSign(k, "("), isSign(k + 2, ")"), items[k + 1].isYearLike, let y = items[k + 1].number?.integer { return (.year(y), k + 3) }
        k = skipMin(k)
        guard k < count else { return (.none, i) }
        let lowest = m.calendar == .gregorian ? 1000 : 1200, highest = m.calendar == .gregorian ? 2100 : 1500
        func year(_ at: Int) -> (Int, Int)? {
            guard at < count, items[at].isYearLike, let y = items[at].number?.integer, y >= lowest, y <= highest else { return nil }
            if at + 1 < count, items[at + 1].hasMeaning, items[at + 1].isPlain, let e = meaning(at + 1, .era) { return (y, e.end) }
            return (y, at + 1)
        }
        if k == i || items[k].kind == .number, let (y, end) = year(k) { return (.year(y), end) }
        guard items[k].hasMeaning, items[k].isPlain else { return (.none, i) }
        if k == i, items[k].hasArticle, let a = meaning(k, .adjective) { return (.direction(a.meaning.value), a.end) }
        // [من] العام الماضي، من عام 2016، من هذا العام، من العام نفسه
        if let noun = meaning(k, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.value == TimeUnit.year.rawValue && $0.aux == TimeNounForm.singular.rawValue }) {
            if let (y, end) = year(noun.end) { return (.year(y), end) }
            guard items[k].hasArticle, noun.end < count, items[noun.end].isPlain else { return (.none, i) }
            if let a = meaning(noun.end, .adjective), items[noun.end].hasArticle { return (today.map { .year($0.year + a.meaning.value) } ?? .unknown, a.end) }
            if let o = meaning(noun.end, .other) { return (.unknown, o.end) }
            return (.none, i)
        }
        if let this = meaning(k, .this), plain(this.end), let noun = meaning(this.end, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.value == TimeUnit.year.rawValue }) {
            return (today.map { .year($0.year) } ?? .unknown, noun.end)
        }
        return (.none, i)
    }

    private func plain(_ i: Int) -> Bool { i < count && items[i].isPlain }

    private func resolve(_ m: MonthName, day: Int?, _ year: YearOfMonth, from start: Int, to end: Int) -> CalendarPeriod {
        switch m.calendar {
        case .gregorian:
            guard let y = gregorianYear(m.month, day, year, from: start, to: end) else { return .unknown }
            guard let day else { return .month(year: y, month: m.month) }
            return CalendarDate(year: y, month: m.month, day: day).map { .day($0) } ?? .unknown
        case .hijri, .persian:
            let isHijri = m.calendar == .hijri
            let convert = isHijri ? conversion.hijri : conversion.persian
            let length = isHijri ? (m.month % 2 == 1 ? 30 : 29) : (m.month <= 6 ? 31 : 30)
            var y: Int?
            if case .year(let given) = year, given < 1600 { y = given } else if let today {
                let current = isHijri ? ArithmeticCalendar.hijriYear(of: today) : ArithmeticCalendar.persianYear(of: today)
                switch year {
                case .direction(1): y = convert(current, m.month, 1) > today ? current : current + 1
                case .direction(-1): y = convert(current, m.month, 1).adding(days: length) <= today ? current : current - 1
                case .unknown: y = nil
                default:
                    // The nearest one.
                    y = [current - 1, current, current + 1].min { abs(convert($0, m.month, 15).dayNumber - today.dayNumber) < abs(convert($1, m.month, 15).dayNumber - today.dayNumber) }
                }
            }
            guard let y, (1...1600).contains(y) else { return .unknown }
            if let day { return .day(convert(y, m.month, day)) }
            return .text("\(convert(y, m.month, 1).description)/\(convert(y, m.month, length).description)")
        }
    }

    private func gregorianYear(_ month: Int, _ day: Int?, _ year: YearOfMonth, from start: Int, to end: Int) -> Int? {
        switch year {
        case .year(let y): return y < 1600 ? nil : y
        case .unknown: return nil
        case .direction(let d):
            guard let today else { return nil }
            let order = day.map { month * 100 + $0 < today.month * 100 + today.day ? -1 : month * 100 + $0 > today.month * 100 + today.day ? 1 : 0 }
                ?? (month < today.month ? -1 : month > today.month ? 1 : 0)
            if d == 0 { return abs(month - today.month) <= 6 ? today.year : month > today.month ? today.year - 1 : today.year + 1 }
            if d < 0 { return order < 0 ? today.year : today.year - 1 }
            return order > 0 ? today.year : today.year + 1
        case .none:
            guard let today else { return nil }
            let here = month * 31 + (day ?? (month == today.month ? today.day : month < today.month ? 31 : 1))
            let now = today.month * 31 + today.day
            if here <= now {
                // Long past and spoken of as coming: next year.
                return now - here > 6 * 31 && isFuture(from: start, to: end) ? today.year + 1 : today.year
            }
            if isFuture(from: start, to: end) { return today.year }
            // A day soon to come is more likely this year's than one eleven months ago.
            return here - now <= 31 ? today.year : today.year - 1
        }
    }

    // MARK: Digits

    /// 04/04/2017, 2017-04-04, 15 / 1 / 1959, 4.4.2017
    func numericDate(at i: Int) -> PeriodSpan? {
        guard i < count, items[i].kind == .number, !isGlued(i) || items[i].flags.contains(.split) || isSign(i - 1, "(") else { return nil }
        var groups: [(value: Int, digits: Int)] = []
        groups.reserveCapacity(3)
        var at = Int(tokens[i].start)
        let limit = min(text.count, at + 40)
        var value = 0, digits = 0, separator: UInt32 = 0, last = at
        var pendingSeparator = false
        scan: while at < limit {
            let (c, width) = ValueItem.scalar(text, at)
            switch c {
            case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9:
                if digits == 0 && !groups.isEmpty && !pendingSeparator { break scan }
                value = value * 10 + Int(c & 0xF)
                digits += 1
                if digits > 4 { return nil }
                last = at + width
                pendingSeparator = false
            case 0x2F, 0x2D, 0x2E:
                if digits == 0 || pendingSeparator { break scan }
                if separator == 0 { separator = c } else if separator != c { break scan }
                groups.append((value, digits))
                if groups.count == 3 { return nil }
                value = 0
                digits = 0
                pendingSeparator = true
            case 0x20:
                if separator != 0x2F && !(separator == 0) { break scan }
                // 15 / 1 / 1959
                var k = at + 1
                while k < limit, text[k] == 0x20 { k += 1 }
                if pendingSeparator { } else if k < limit, text[k] == 0x2F { } else { break scan }
            default: break scan
            }
            at += width
        }
        guard groups.count == 2, digits > 0, !pendingSeparator else { return nil }
        groups.append((value, digits))
        var end = i
        while end < count, Int(tokens[end].start) < last { end += 1 }
        guard end > i, Int(tokens[end - 1].end) == last else { return nil }
        let date: CalendarDate?
        if groups[0].digits == 4 {
            date = CalendarDate(year: groups[0].value, month: groups[1].value, day: groups[2].value)
        } else if groups[2].digits == 4 {
            date = CalendarDate(year: groups[2].value, month: groups[1].value, day: groups[0].value) ?? CalendarDate(year: groups[2].value, month: groups[0].value, day: groups[1].value)
        } else if groups[2].digits == 2, separator == 0x2F {
            date = CalendarDate(year: groups[2].value + (groups[2].value > 50 ? 1900 : 2000), month: groups[1].value, day: groups[0].value)
        } else {
            date = nil
        }
        guard let date else { return nil }
        // Hijri dates in digits
        if (1300...1500).contains(date.year) { return PeriodSpan(.day(conversion.hijri(date.year, date.month, date.day)), end, "values.date.numeric") }
        return PeriodSpan(.day(date), end, "values.date.numeric")
    }
}
