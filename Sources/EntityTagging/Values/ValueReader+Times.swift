import TextModel

extension ValueReader {
    /// الساعة الخامسة مساء, الساعة 19:45, 10:30 بتوقيت غرينتش, الخامسة مساء.
    func clockTime(at i: Int) -> ValueSpan? {
        let item = items[i]
        if item.number == nil && !item.hasMeaning && item.kind != .number { return nil }
        if item.hasMeaning, item.hasArticle,
           let hour = meaning(i, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.value == TimeUnit.hour.rawValue && $0.aux == TimeNounForm.singular.rawValue }) {
            let k = hour.end
            guard k < count, items[k].isPlain, let t = digits(at: k, isClock: true) ?? spoken(at: k) else { return nil }
            return finish(start: i, t)
        }
        if item.kind == .number {
            if let t = digits(at: i, isClock: false) { return finish(start: i, t) }
            // 5 مساء; 0553 بتوقيت
            if let n = item.number?.integer, !item.hasSeparator, item.digits <= 2, n <= 24, i + 1 < count, meaning(i + 1, .dayPartAdverb) != nil, items[i + 1].isPlain,
               !dayFollows(i + 2) {
                return finish(start: i, (n, 0, i + 1))
            }
            if let n = item.number?.integer, item.digits == 4, n % 100 < 60, n < 2400, isZone(i + 1) { return finish(start: i, (n / 100, n % 100, i + 1)) }
            return nil
        }
        // الخامسة مساء، الثالثة والنصف فجرا
        if item.hasArticle, let t = spoken(at: i), t.end < count, items[t.end].isPlain,
           (meaning(t.end, .dayPartAdverb) != nil && !dayFollows(t.end + 1)) || isZone(t.end) || (surface(t.end, is: "من") && t.end + 1 < count && meaning(t.end + 1, .dayPart) != nil) {
            return finish(start: i, t)
        }
        return nil
    }

    /// مساء اليوم is a date, not the time of day of the number before it.
    private func dayFollows(_ i: Int) -> Bool {
        i < count && items[i].hasMeaning && meaning(i, ValueKinds([.day, .weekday]), where: { $0.kind == .day || ($0.kind == .weekday && !$0.isCommon) }) != nil
    }

    private func isZone(_ i: Int) -> Bool { i < count && items[i].hasMeaning && (has(i, role: .local) || has(i, role: .gmt)) }

    /// 19:45, 7.30, 0553, 11
    private func digits(at i: Int, isClock: Bool) -> (hour: Int, minute: Int, end: Int)? {
        guard i < count, items[i].kind == .number else { return nil }
        var at = Int(tokens[i].start)
        let limit = min(text.count, at + 16)
        var groups = [0, 0], lengths = [0, 0], group = 0, last = at
        scan: while at < limit {
            let (c, width) = ValueItem.scalar(text, at)
            switch c {
            case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9:
                groups[group] = groups[group] * 10 + Int(c & 0xF)
                lengths[group] += 1
                if lengths[group] > 4 { return nil }
                last = at + width
            case 0x3A, 0x2E:
                if c == 0x2E && !isClock { break scan }
                // A third group is no clock time; a full stop ends a sentence.
                if group == 1 || at + width >= limit { break scan }
                let (next, _) = ValueItem.scalar(text, at + width)
                guard (0x30...0x39).contains(next) || (0x660...0x669).contains(next) || (0x6F0...0x6F9).contains(next) else { break scan }
                group = 1
            default: break scan
            }
            at += width
        }
        var end = i
        while end < count, Int(tokens[end].start) < last { end += 1 }
        guard end > i, Int(tokens[end - 1].end) == last else { return nil }
        if group == 1 {
            guard lengths[0] <= 2, lengths[1] == 2, groups[0] <= 24, groups[1] < 60 else { return nil }
            return (groups[0], groups[1], end)
        }
        guard isClock else { return nil }
        if lengths[0] == 4, groups[0] / 100 <= 24, groups[0] % 100 < 60 { return (groups[0] / 100, groups[0] % 100, end) }
        guard lengths[0] <= 2, groups[0] <= 24 else { return nil }
        if let m = minutes(at: end) { return (groups[0], m.minute, m.end) }
        return (groups[0], 0, end)
    }

    /// الخامسة والنصف، الثانية عشرة إلا ربعا
    private func spoken(at i: Int) -> (hour: Int, minute: Int, end: Int)? {
        guard i < count, items[i].hasMeaning, items[i].hasArticle else { return nil }
        var hour = 0, end = i
        if let one = meaning(i, .one) {
            hour = 1
            end = one.end
        } else if let o = ordinalNumber(at: i), o.value <= 12 {
            hour = o.value
            end = o.end
        } else {
            return nil
        }
        if let m = minutes(at: end) { return (m.minute < 0 ? (hour + 23) % 24 : hour, (m.minute + 60) % 60, m.end) }
        return (hour, 0, end)
    }

    /// والنصف 30, والربع 15, والثلث 20, و20 دقيقة, إلا ربعا -15
    private func minutes(at i: Int) -> (minute: Int, end: Int)? {
        guard i < count else { return nil }
        if surface(i, is: "إلا") || surface(i, is: "الا"), let f = fractionMinutes(i + 1) { return (-f.0, f.1) }
        if items[i].proclitics.contains(.waw), let f = fractionMinutes(i) { return f }
        let k = surface(i, is: "و") ? i + 1 : i
        if k > i || items[i].proclitics.contains(.waw), let n = number(at: k), let m = n.value.integer, m < 60, n.end < count,
           let noun = meaning(n.end, .timeNoun), noun.meaning.value == TimeUnit.minute.rawValue {
            return (m, noun.end)
        }
        return nil
    }

    private func fractionMinutes(_ i: Int) -> (Int, Int)? {
        guard i < count, let f = meaning(i, ValueKinds([.fraction, .part])) else { return nil }
        if f.meaning.kind == .part { return (f.meaning.value == 2 ? 30 : f.meaning.value == 4 ? 15 : 20, f.end) }
        guard let m = f.meaning.number.multiplied(by: DecimalNumber(60)), let n = m.integer else { return (20, f.end) }
        return (n, f.end)
    }

    private func finish(start: Int, _ t: (hour: Int, minute: Int, end: Int)) -> ValueSpan? {
        var hour = t.hour, end = t.end, isGMT = false
        func half(_ part: DayPart?) {
            switch part {
            case .pm: if hour < 12 { hour += 12 }
            case .noon: if hour < 6 { hour += 12 }
            case .night: if hour >= 6 && hour < 12 { hour += 12 } else if hour == 12 { hour = 0 }
            case .am: if hour == 12 { hour = 0 }
            default: break
            }
        }
        if end < count, items[end].isPlain, let p = meaning(end, .dayPartAdverb), !dayFollows(p.end) {
            half(DayPart(rawValue: p.meaning.value))
            end = p.end
        } else if surface(end, is: "بعد"), end + 1 < count, let p = meaning(end + 1, .dayPart), p.meaning.value == DayPart.noon.rawValue {
            if hour < 12 { hour += 12 }
            if items[end + 1].hasArticle { end = p.end }
        } else if surface(end, is: "قبل"), end + 1 < count, let p = meaning(end + 1, .dayPart), p.meaning.value == DayPart.noon.rawValue, items[end + 1].hasArticle {
            end = p.end
        } else if end < count {
            let k = skipMin(end)
            if k < count, let p = meaning(k, .dayPart), items[k].isPlain { half(DayPart(rawValue: p.meaning.value)) }
        }
        // The zone: بتوقيت غرينتش, بالتوقيت المحلي, (غرينتش)
        if end < count, has(end, role: .local) {
            if has(end + 1, role: .gmt) {
                isGMT = true
                end += 2
            } else if end + 1 < count, items[end + 1].kind == .word {
                end += 2
            }
        } else if end < count, has(end, role: .gmt) {
            isGMT = true
            end += 1
        } else if isSign(end, "("), has(end + 1, role: .gmt), isSign(end + 2, ")") {
            isGMT = true
            end += 3
        }
        guard hour <= 24 else { return nil }
        return ValueSpan(start: start, end: end, label: .time, value: "T\(CalendarDate.pad(hour, 2)):\(CalendarDate.pad(t.minute, 2))" + (isGMT ? "Z" : ""),
                         rule: StaticRule("values.time.clock"))
    }

    /// Words of time without a place in the calendar: الآن، مؤخرا، ليلا, and holidays.
    func vagueTime(at i: Int) -> ValueSpan? {
        guard items[i].hasMeaning else { return nil }
        if let m = meaning(i, ValueKinds([.now, .vagueTime])), !items[i].hasEnclitic {
            return ValueSpan(start: i, end: m.end, label: .date, value: "?", rule: StaticRule(m.meaning.kind == .now ? "values.date.now" : "values.date.vague"), isWeak: true)
        }
        if let m = meaning(i, .dayPartAdverb), items[i].isPlain || items[i].hasOnlyWaw {
            return ValueSpan(start: i, end: m.end, label: .time, value: "?", rule: StaticRule("values.time.day-part"), isWeak: true)
        }
        if let m = meaning(i, .each), let unit = TimeUnit(rawValue: m.meaning.value), items[i].isPlain {
            return ValueSpan(start: i, end: m.end, label: .date, value: "P" + ValueReader.durationText("1", unit), rule: StaticRule("values.duration.every"), isWeak: true)
        }
        if let p = looseTime(at: i) { return p }
        if let m = meaning(i, .holiday) { return holiday(m.meaning, i, m.end) }
        return nil
    }

    /// Nouns of time that only some annotation marks: يوم الحصار, اليوم الأول, الصيف.
    private func looseTime(at i: Int) -> ValueSpan? {
        guard !items[i].hasEnclitic else { return nil }
        if let m = meaning(i, .season), items[i].isPlain {
            guard items[i].hasArticle, let today else { return nil }
            let first = [3, 6, 9, 12][m.meaning.value], y = CalendarDate.pad(today.year, 4)
            let value = first == 12 ? "\(y)-12/\(CalendarDate.pad(today.year + 1, 4))-02" : "\(y)-\(CalendarDate.pad(first, 2))/\(y)-\(CalendarDate.pad(first + 2, 2))"
            return ValueSpan(start: i, end: m.end, label: .date, value: value, rule: StaticRule("values.date.season-alone"), isWeak: true)
        }
        guard let m = meaning(i, ValueKinds(.timeNoun), where: { $0.kind == .timeNoun && $0.aux == TimeNounForm.singular.rawValue && !$0.isCommon }), items[i].isPlain,
              let unit = TimeUnit(rawValue: m.meaning.value), unit == .day else { return nil }
        if items[i].hasArticle {
            guard let o = ordinalNumber(at: m.end), items[m.end].hasArticle, items[m.end].isPlain else { return nil }
            return ValueSpan(start: i, end: o.end, label: .date, value: "?", rule: StaticRule("values.date.numbered-day"), isWeak: true)
        }
        return ValueSpan(start: i, end: m.end, label: .date, value: "P1D", rule: StaticRule("values.duration.day"), isWeak: true)
    }

    private func holiday(_ m: ValueMeaning, _ i: Int, _ end: Int) -> ValueSpan? {
        var value = "?"
        let month = m.value / 100, day = m.value % 100
        if let today {
            let dates: [CalendarDate]
            if m.aux == 1 {
                let y = ArithmeticCalendar.hijriYear(of: today)
                dates = [y - 1, y, y + 1].map { conversion.hijri($0, month, day) }
            } else {
                dates = [today.year - 1, today.year, today.year + 1].compactMap { CalendarDate(year: $0, month: month, day: day) }
            }
            if let nearest = dates.min(by: { abs($0.dayNumber - today.dayNumber) < abs($1.dayNumber - today.dayNumber) }) { value = nearest.description }
        }
        return ValueSpan(start: i, end: end, label: .date, value: value, rule: StaticRule("values.date.holiday"), isWeak: true)
    }
}
