import RecordFiles
import TextModel

/// Gold annotation of one document, offsets in code points.
public struct GoldReport: Sendable {
    public struct Mention: Sendable, Hashable {
        public var span: Span
        public var label: String
        public var isNominal: Bool
        public var entity: String
        public init(span: Span, label: String, isNominal: Bool = false, entity: String = "") {
            self.span = span
            self.label = label
            self.isNominal = isNominal
            self.entity = entity
        }
    }

    public struct Fact: Sendable {
        public var kind: FactRecord.Kind
        public var type: String
        /// Roles in file order; a list gives several fillers.
        public var arguments: [(role: String, fillers: [String])]
        public var attribution: String?
        public func fillers(_ role: String) -> [String] { arguments.filter { $0.role == role }.flatMap(\.fillers) }
    }

    public var name: String
    public var text: [Unicode.Scalar]
    public var mentions: [Mention]
    public var facts: [Fact]
    /// Facts were annotated at all (a `.facts.jsonl` stands beside the text).
    public var hasFacts: Bool

    public init(name: String, text: [Unicode.Scalar], mentions: [Mention], facts: [Fact] = [], hasFacts: Bool = false) {
        self.name = name
        self.text = text
        self.mentions = mentions
        self.facts = facts
        self.hasFacts = hasFacts
    }

    public func slice(_ s: Span) -> String {
        let a = max(0, min(s.start, text.count)), b = max(a, min(s.end, text.count))
        var out = String.UnicodeScalarView()
        out.append(contentsOf: text[a..<b])
        return String(out)
    }
}

/// All documents of a gold folder or file, and what is wrong with them.
public struct GoldSet: Sendable {
    public var reports: [GoldReport] = []
    public var problems: [Diagnostic] = []
    /// Labels PER LOC ORG MISC instead of the 21: scored coarsely.
    public var isCoarse = false
    /// `file:line: what; what to do`
    public var problemLines: [String] { problems.map(\.description) }
    public init() {}
}
