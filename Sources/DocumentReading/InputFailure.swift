/// An input, or a document in it, that could not be read: what a message says about it and what the exit code becomes.
public struct InputFailure: Error, Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// Missing, unreadable, a directory without documents: 66.
        case missing
        /// No text, wrong encoding, malformed JSON: 65.
        case data
        /// The system failed to read: 74.
        case reading
    }

    public var kind: Kind
    /// Path, `-` for stdin.
    public var source: String
    /// From 1; 0 = the input as a whole.
    public var line: Int
    /// In code points, from 1; 0 = the line as a whole.
    public var column: Int
    public var message: String

    public init(_ kind: Kind, source: String, line: Int = 0, column: Int = 0, message: String) {
        self.kind = kind
        self.source = source
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line:column: message`
    public var description: String {
        var place = source
        if line > 0 { place += ":\(line)" }
        if column > 0 { place += ":\(column)" }
        return place + ": " + message
    }
}

/// What becomes of a document that can't be read as it stands.
public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The run ends after the records of the documents before it.
    case stop
    /// The document is left out, the rest goes on.
    case skip
    /// Bytes that are no UTF-8 become U+FFFD.
    case replace
}
