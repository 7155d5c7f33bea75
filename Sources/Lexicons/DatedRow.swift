/// Rows that hold from a day to a day (posts, names). Dates are ISO 8601, also reduced to the month or year: then the whole of it counts.
public enum DatedRow {
    /// `from` or `to` empty: open. `date` is a full date.
    public static func holds(from: String, to: String, on date: String) -> Bool {
        (from.isEmpty || String(date.prefix(from.count)) >= from) && (to.isEmpty || String(date.prefix(to.count)) <= to)
    }
}
