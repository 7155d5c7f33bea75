import RecordFiles
import TextModel

/// An error, to be shown as a concordance line.
public struct ErrorLine: Sendable {
    public enum Kind: String, Sendable { case missed, extra, wrong }
    public var kind: Kind
    public var document: String
    /// `mention GPE`, `event Attack`, `statement`
    public var type: String
    public var before: String
    public var text: String
    public var after: String
    public var note: String
}

/// What one document adds to every measure.
public struct DocumentScore: Sendable {
    public var name: String
    /// By measure: mentions, overlap, flat, nested, facts, arguments, statements.
    public var measures: [String: Counts] = [:]
    /// By `mention GPE`, `event Attack` …
    public var types: [String: Counts] = [:]
    /// (gold label or `–`, predicted label or `–`) → count, for spans.
    public var confusion: [Pair: Int] = [:]
    public var errors: [ErrorLine] = []
    public var attributionRight = 0
    public var attributionAll = 0
    public var offsetsRight = 0
    public var offsetsAll = 0
    /// Named mentions with their entities, for B³.
    public var goldEntities: [BCubed.Item] = []
    public var foundEntities: [BCubed.Item] = []

    public struct Pair: Hashable, Sendable {
        public var gold: String
        public var predicted: String
    }

    public init(name: String) { self.name = name }

    mutating func count(_ measure: String, _ keyPath: WritableKeyPath<Counts, Int>, _ n: Int = 1) { measures[measure, default: Counts()][keyPath: keyPath] += n }
    mutating func count(type: String, _ keyPath: WritableKeyPath<Counts, Int>) { types[type, default: Counts()][keyPath: keyPath] += 1 }
}
