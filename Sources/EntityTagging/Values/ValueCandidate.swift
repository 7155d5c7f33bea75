import TextModel

/// A date, time, number, amount … that the text may name, with its normalised value.
public struct ValueCandidate: Sendable {
    public var tokens: TokenRange
    /// Starts behind the proclitics of the first token.
    public var bytes: ByteRange
    public var label: Label
    /// Dates and times: ISO 8601 (`2017-02-25`, `2015-12`, `2017-W07`, `P3.5Y`, `T10:30Z`, intervals with `/`). Numbers: plain decimals. Inexact ones
    /// carry a sign (`>50`, `>=42`, `<10`, `<=5`, `~100`), ranges a hyphen (`20-30`), money its ISO 4217 code (`5000000 USD`), quantities their unit
    /// (`20 km`). A vague plural is its word. `?` where the text gives no value that could be worked out.
    public var value: String
    /// Proclitics of the first token, which stay outside.
    public var proclitics: ProcliticSet
    public var rule: StaticRule
    /// A reading that only some annotation marks (`الآن`, `ليلا`, a lone unit of money): worth less than its rule's strong ones.
    public var isWeak: Bool
    /// Nested values, in text order: CURR in MONEY, UNIT in QUANTITY, the numbers of a range, ORDINAL and DATE in a longer DATE.
    public var parts: [Part]

    public struct Part: Sendable {
        public var tokens: TokenRange
        public var bytes: ByteRange
        public var label: Label
        public var value: String
        public var proclitics: ProcliticSet
    }
}
