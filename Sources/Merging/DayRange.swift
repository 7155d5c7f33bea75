/// Days from `from` to `to` (both inside), counted from 1970-01-01: what an ISO date, month or year covers.
struct DayRange: Equatable, Sendable {
    var from: Int
    var to: Int

    init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    /// `2017-02-25`, `2017-02`, `2017`, `2017-02-25T10:00`, `2017-02-24/2017-02-25`; nil for anything else (durations, `?`).
    init?(iso text: String?) {
        guard let text, !text.isEmpty else { return nil }
        if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
            guard let a = DayRange(iso: String(text[..<slash])), let b = DayRange(iso: String(text[text.utf8.index(after: slash)...])), a.from <= b.to else { return nil }
            self.init(from: a.from, to: b.to)
            return
        }
        var numbers: [Int] = []
        for part in text.prefix(while: { $0 != "T" }).split(separator: "-", omittingEmptySubsequences: false) {
            guard part.utf8.count == (numbers.isEmpty ? 4 : 2), part.utf8.allSatisfy({ $0 &- 48 < 10 }), let number = Int(part) else { return nil }
            numbers.append(number)
        }
        switch numbers.count {
        case 1: self.init(from: DayRange.day(numbers[0], 1, 1), to: DayRange.day(numbers[0] + 1, 1, 1) - 1)
        case 2:
            guard (1...12).contains(numbers[1]) else { return nil }
            let next = numbers[1] == 12 ? DayRange.day(numbers[0] + 1, 1, 1) : DayRange.day(numbers[0], numbers[1] + 1, 1)
            self.init(from: DayRange.day(numbers[0], numbers[1], 1), to: next - 1)
        case 3:
            guard (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
            let day = DayRange.day(numbers[0], numbers[1], numbers[2])
            self.init(from: day, to: day)
        default: return nil
        }
    }

    var isDay: Bool { from == to }
    func overlaps(_ other: DayRange) -> Bool { from <= other.to && other.from <= to }

    /// Days between two ranges, 0 where they overlap.
    func distance(to other: DayRange) -> Int { overlaps(other) ? 0 : from > other.to ? from - other.to : other.from - to }

    /// Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant's algorithm).
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func iso(_ day: Int) -> String {
        let z = day + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func padded(_ number: Int, _ width: Int) -> String { String(repeating: "0", count: max(0, width - String(number).count)) + String(number) }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * m + 2) / 5 + 1, 2))"
    }
}

/// Parts of a day that a date's words name.
struct DayParts: OptionSet, Sendable {
    let rawValue: Int
    static let morning = DayParts(rawValue: 1)
    static let noon = DayParts(rawValue: 2)
    static let evening = DayParts(rawValue: 4)

    private static let words: [(String, DayParts)] = [("صباح", .morning), ("فجر", .morning), ("ضحي", .morning), ("ظهر", .noon), ("ظهيره", .noon), ("عصر", .noon),
                                                      ("مساء", .evening), ("مسا", .evening), ("ليل", .evening), ("ليله", .evening), ("ليلا", .evening)]

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Folded words.
    init(words: [String]) {
        var parts: DayParts = []
        for word in words { for (name, part) in DayParts.words where NameForms.bare(word) == name { parts.insert(part) } }
        self = parts
    }

    /// Morning and evening are two times; noon may be called either.
    func isCompatible(with other: DayParts) -> Bool {
        !(self == .morning && other == .evening || self == .evening && other == .morning)
    }
}
