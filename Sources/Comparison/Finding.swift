import RecordFiles

/// A record as comparisons see it: what it is, where, with what, and what found it. Ids and scores are left out: they change without meaning.
public struct Finding: Hashable, Sendable {
    /// mention, relation, event, statement
    public var kind: String
    /// Label, relation or event type, form of a statement.
    public var type: String
    public var start: Int
    public var end: Int
    /// Arguments, value, polarity: whatever else makes two records differ.
    public var detail: String
    /// `file` + unit separator + name of the row, or a pattern's or rule's id.
    public var cause: String

    public init(kind: String, type: String, start: Int, end: Int, detail: String, cause: String) {
        self.kind = kind
        self.type = type
        self.start = start
        self.end = end
        self.detail = detail
        self.cause = cause
    }

    func isSame(_ other: Finding) -> Bool { kind == other.kind && type == other.type && start == other.start && end == other.end && detail == other.detail }
}

public struct Change: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case gained, lost, changed }
    public var kind: Kind
    public var document: Int
    public var old: Finding?
    public var new: Finding?
    public var finding: Finding { new ?? old! }
}

public enum Comparer {
    private struct Key: Hashable {
        var kind: String, type: String, start: Int, end: Int, detail: String
        init(_ f: Finding) { (kind, type, start, end, detail) = (f.kind, f.type, f.start, f.end, f.detail) }
    }

    /// What lies between two runs over one document: equal records cancel out; what is left is paired by place, then by overlap with an equal type.
    public static func compare(_ old: [Finding], _ new: [Finding], document: Int) -> [Change] {
        var counts: [Key: Int] = [:]
        for f in new { counts[Key(f), default: 0] += 1 }
        var lost: [Finding] = []
        for f in old {
            if let n = counts[Key(f)], n > 0 { counts[Key(f)] = n - 1 } else { lost.append(f) }
        }
        var gained: [Finding] = []
        for f in new.reversed() where counts[Key(f), default: 0] > 0 {
            counts[Key(f)]! -= 1
            gained.append(f)
        }
        gained.reverse()
        var out: [Change] = []
        func pair(_ fits: (Finding, Finding) -> Bool) {
            var i = 0
            while i < lost.count {
                if let k = gained.firstIndex(where: { fits(lost[i], $0) }) {
                    out.append(Change(kind: .changed, document: document, old: lost.remove(at: i), new: gained.remove(at: k)))
                } else { i += 1 }
            }
        }
        pair { $0.kind == $1.kind && $0.start == $1.start && $0.end == $1.end }
        pair { $0.kind == $1.kind && $0.type == $1.type && $0.start < $1.end && $1.start < $0.end }
        out += lost.map { Change(kind: .lost, document: document, old: $0, new: nil) }
        out += gained.map { Change(kind: .gained, document: document, old: nil, new: $0) }
        return out.sorted { ($0.finding.start, $0.finding.end, $0.finding.kind, $0.finding.type) < ($1.finding.start, $1.finding.end, $1.finding.kind, $1.finding.type) }
    }

    /// Findings of a document's records; offsets as the records have them.
    public static func findings(_ d: DocumentRecords) -> [Finding] {
        var out: [Finding] = []
        for m in d.mentions {
            out.append(Finding(kind: "mention", type: m.label, start: m.span.start, end: m.span.end, detail: m.form + (m.value.isEmpty ? "" : " " + m.value), cause: m.foundBy))
        }
        for f in d.facts {
            let args = f.arguments.map { "\($0.role): \($0.text)\($0.value.isEmpty ? "" : " = \($0.value)")" }.joined(separator: "; ")
            let place = f.trigger?.span ?? f.span ?? Span(0, 0)
            var detail = args
            if f.polarity != "asserted" { detail += " (\(f.polarity))" }
            if f.modality != "actual" { detail += " (\(f.modality))" }
            if !f.attribution.isEmpty { detail += " according to " + f.attribution.map(\.text).joined(separator: " < ") }
            if let c = f.content?.span { detail += " content \(c.start)-\(c.end)" }
            out.append(Finding(kind: f.kind.rawValue, type: f.type, start: place.start, end: place.end, detail: detail, cause: f.foundBy))
        }
        return out
    }
}
