/// What offsets in records count.
public enum OffsetUnit: String, Sendable, CaseIterable {
    /// Unicode code points: Python's and jq's unit.
    case codepoint
    /// Bytes of the input as it was read (of the file, also where it was in another encoding).
    case byte
    /// UTF-16 code units: JavaScript's, Java's and C#'s unit.
    case utf16
}
