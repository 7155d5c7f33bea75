import Concordance
import DocumentReading
import Display
import TextModel

/// A line that an analyst may want in a lexicon or pattern file, with what speaks for it.
public struct Suggestion: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A name that no row lists.
        case name
        /// Another spelling of a listed name.
        case variant
        /// A listed name that the corpus reads with two labels.
        case collision
    }

    public var kind: Kind
    public var text: String
    public var label: String
    public var count: Int
    public var documents: Int
    public var score: Double
    /// `title before ×3`, `verb of saying ×2`, …
    public var evidence: [String]
    /// Proposed row, cells divided by tabs, for a file with the columns `name`, `note`.
    public var row: String
    /// Rows of the lexicon that it has to do with.
    public var related: [String]
    public var contexts: [ConcordanceLine]

    public var json: JSONValue {
        .members(["kind": .text(kind.rawValue), "text": .text(text), "label": .text(label), "count": .integer(count), "documents": .integer(documents), "score": .decimal(score),
                  "evidence": .texts(evidence), "row": row.isEmpty ? .null : .text(row), "related": .texts(related), "contexts": .list(contexts.map(\.json))])
    }
}
