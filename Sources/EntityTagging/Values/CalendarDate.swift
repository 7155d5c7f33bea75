/// A day of the proleptic Gregorian calendar. Arithmetic counts days from 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"); no clock and no
/// locale is involved.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public var year: Int
    public var month: Int
    public var day: Int

    /// Nil unless the day exists.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= CalendarDate.length(year: year, month: month) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2017-02-25`; what stands behind it (a time) is left out.
    public init?(iso text: some StringProtocol) {
        let b = Array(text.utf8.prefix(10))
        guard b.count == 10, b[4] == UInt8(ascii: "-"), b[7] == UInt8(ascii: "-") else { return nil }
        func number(_ r: Range<Int>) -> Int {
            var n = 0
            for i in r { n = b[i] >= 48 && b[i] <= 57 && n >= 0 ? n * 10 + Int(b[i] - 48) : -1 }
            return n
        }
        self.init(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    }

    public init(dayNumber n: Int) {
        let z = n + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * m + 2) / 5 + 1
        month = m < 10 ? m + 3 : m - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    public var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

    /// 1 = Monday … 7 = Sunday.
    public var weekday: Int { (((dayNumber + 3) % 7) + 7) % 7 + 1 }

    /// ISO 8601 week and the year that it belongs to.
    public var isoWeek: (year: Int, week: Int) {
        let thursday = adding(days: 4 - weekday)
        guard let first = CalendarDate(year: thursday.year, month: 1, day: 1) else { return (year, 1) }
        return (thursday.year, (thursday.dayNumber - first.dayNumber) / 7 + 1)
    }

    public static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    public var description: String { "\(CalendarDate.pad(year, 4))-\(CalendarDate.pad(month, 2))-\(CalendarDate.pad(day, 2))" }

    static func pad(_ n: Int, _ width: Int) -> String {
        let s = String(n)
        return s.utf8.count >= width ? s : String(repeating: "0", count: width - s.utf8.count) + s
    }
}

/// A calendar beside the Gregorian one, by arithmetic. A caller with better knowledge (ICU's Umm al-Qura tables) may pass its own through `CalendarConversion`.
public enum ArithmeticCalendar {
    /// Tabular Islamic calendar, civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29 of 30 (Dershowitz & Reingold, "Calendrical Calculations", chapter 7).
    /// Announced months differ from it by a day now and then.
    public static func hijri(year: Int, month: Int, day: Int) -> CalendarDate {
        let days = day + 29 * (month - 1) + month / 2 + (year - 1) * 354 + (3 + 11 * year) / 30
        return CalendarDate(dayNumber: days - 1 + hijriEpoch)
    }

    /// Year of the tabular Islamic calendar that a day falls into.
    public static func hijriYear(of date: CalendarDate) -> Int { (30 * (date.dayNumber - hijriEpoch) + 10_646) / 10_631 }

    /// 622-07-19 (Gregorian) as days since 1970-01-01.
    static let hijriEpoch = -492_148

    /// Persian solar calendar by the 33-year rule, right for 1206–1498 AP (ICU's `PersianCalendar` uses the same rule).
    public static func persian(year: Int, month: Int, day: Int) -> CalendarDate {
        let leaps = (8 * year + 21) / 33
        let days = 365 * (year - 1) + leaps + (month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6) + day - 1
        return CalendarDate(dayNumber: days + persianEpoch)
    }

    /// 622-03-21 (Gregorian), where the rule puts 1 Farvardin 1, as days since 1970-01-01.
    static let persianEpoch = -492_268

    public static func persianYear(of date: CalendarDate) -> Int {
        let guess = date.year - 621
        return persian(year: guess, month: 1, day: 1) > date ? guess - 1 : guess
    }
}

/// First day of a month of another calendar: `(year, month, day)` → Gregorian day.
public struct CalendarConversion: Sendable {
    public var hijri: @Sendable (Int, Int, Int) -> CalendarDate
    public var persian: @Sendable (Int, Int, Int) -> CalendarDate

    public init(hijri: @escaping @Sendable (Int, Int, Int) -> CalendarDate = ArithmeticCalendar.hijri,
                persian: @escaping @Sendable (Int, Int, Int) -> CalendarDate = ArithmeticCalendar.persian) {
        self.hijri = hijri
        self.persian = persian
    }
}
