/// What a word says inside a value. One word may have several meanings (ثانية: a second, the second).
enum ValueKind: UInt8 {
    // numbers.tsv; the number is in `value` and `exponent`
    case one = 1, unit, ten, teen, tens, hundreds, scale, scaleDual, scalePlural, vague, several, fraction, quarters, zero
    // ordinals.tsv
    case ordinal, ordinalUnit, enumeration
    // timenouns.tsv: `value` = TimeUnit, `aux` = TimeNounForm
    case timeNoun
    // months.tsv: `value` = month, `aux` = calendar
    case month
    // weekdays.tsv
    case weekday
    // relative.tsv
    case day, night, adjective, other, this, that, same, few, edge, part, now, vagueTime, period, weekend, era, decade
    /// `value` = TimeUnit
    case each
    // dayparts.tsv: `value` = DayPart
    case dayPart, dayPartAdverb
    // comparators.tsv: `value` = Comparator, `aux` = side
    case comparator
    // seasons.tsv: season `value` 0-3; holiday `aux` 1 = Hijri, `value` = month * 100 + day
    case season, holiday
    // currencies.tsv, units.tsv: `value` = index into the strings, -1 where there is none
    case currency, measure, percent
    // context.tsv: `value` = ContextRole
    case context
    /// First word of a phrase: `value` = index into the phrase table.
    case phrase
}

/// A set of kinds, one bit each.
struct ValueKinds: OptionSet {
    let rawValue: UInt64
    @inline(__always) init(rawValue: UInt64) { self.rawValue = rawValue }
    @inline(__always) init(_ kind: ValueKind) { rawValue = 1 << UInt64(kind.rawValue) }
    init(_ kinds: [ValueKind]) { rawValue = kinds.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }
    @inline(__always) func has(_ kind: ValueKind) -> Bool { rawValue & 1 << UInt64(kind.rawValue) != 0 }

    static let numberWords = ValueKinds([.one, .unit, .ten, .teen, .tens, .hundreds, .scale, .scaleDual, .vague, .several, .fraction, .zero])
    /// What a value may begin with; the others only stand inside or beside one.
    static let starters = numberWords.union(ValueKinds([
        .ordinal, .ordinalUnit, .enumeration, .timeNoun, .month, .weekday, .day, .night, .this, .that, .same, .edge, .part, .now, .vagueTime, .period, .weekend,
        .decade, .each, .dayPart, .dayPartAdverb, .comparator, .season, .holiday, .currency, .measure,
    ]))
}

enum TimeUnit: Int { case second, minute, hour, day, week, month, year, decade, century }
enum TimeNounForm: Int { case singular, dual, plural, adverb, construct }
enum DayPart: Int { case am, noon, pm, night, day }
enum Comparator: Int {
    case more, atLeast, less, atMost, about, range
    var sign: String { [">", ">=", "<", "<=", "~", ""][rawValue] }
}
enum ComparatorSide: Int { case before, after, outside, between, to }
enum ContextRole: Int { case future, yearBefore, function, durationBefore, general, age, number, rank, gmt, local, not, datedBefore, ordinalLabel }
enum ValueCalendar: Int { case gregorian, hijri, persian }

/// One meaning, eight bytes in the model.
struct ValueMeaning: Hashable {
    var kind: ValueKind
    /// Also another word or name: needs company.
    var isCommon = false
    var aux: Int = 0
    var value: Int = 0

    var packed: UInt64 {
        UInt64(kind.rawValue) | (isCommon ? 1 << 8 : 0) | UInt64(UInt16(bitPattern: Int16(truncatingIfNeeded: aux))) << 16
            | UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: value))) << 32
    }

    init(_ kind: ValueKind, value: Int = 0, aux: Int = 0, isCommon: Bool = false) {
        self.kind = kind
        self.value = value
        self.aux = aux
        self.isCommon = isCommon
    }

    /// Nil where a damaged model names no kind.
    init?(packed: UInt64) {
        guard let kind = ValueKind(rawValue: UInt8(truncatingIfNeeded: packed)) else { return nil }
        self.kind = kind
        isCommon = packed & 1 << 8 != 0
        aux = Int(Int16(bitPattern: UInt16(truncatingIfNeeded: packed >> 16)))
        value = Int(Int32(bitPattern: UInt32(truncatingIfNeeded: packed >> 32)))
    }

    /// The number of a number word.
    var number: DecimalNumber { DecimalNumber(Int64(value), exponent: aux) }
}
