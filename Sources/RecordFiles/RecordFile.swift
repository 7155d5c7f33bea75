import DocumentReading
import SystemFiles

/// A span in a document's text, in the offset unit that its records state.
public struct Span: Hashable, Comparable, Sendable {
    public var start: Int
    public var end: Int
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
    public static func < (a: Span, b: Span) -> Bool { (a.start, b.end) < (b.start, a.end) }
}

/// A piece of text with its place, as records carry it; the place is nil where the record has none.
public struct PieceRecord: Sendable {
    public var text: String
    public var span: Span?
    public init(text: String, span: Span?) {
        self.text = text
        self.span = span
    }
}

public struct MentionRecord: Sendable {
    public var id: String
    public var label: String
    public var form: String
    public var text: String
    public var span: Span
    public var entity: String
    public var value: String
    public var foundBy: String
}

public struct ArgumentRecord: Sendable {
    public var role: String
    public var text: String
    public var span: Span?
    public var value: String
    public var name: String
}

/// A relation, an event or a statement.
public struct FactRecord: Sendable {
    public enum Kind: String, Sendable { case relation, event, statement }
    public var kind: Kind
    /// Relation or event type; the form of a statement.
    public var type: String
    public var arguments: [ArgumentRecord]
    public var span: Span?
    /// Trigger of an event, cue of a statement.
    public var trigger: PieceRecord?
    public var content: PieceRecord?
    public var attribution: [PieceRecord]
    public var polarity: String
    public var modality: String
    public var foundBy: String
    /// Every piece that has both text and place.
    public var pieces: [PieceRecord]
}

/// The records of one document.
public struct DocumentRecords: Sendable {
    public var id: String
    public var source = ""
    /// File name of the source without suffix.
    public var stem = ""
    public var offsets = "codepoint"
    public var mentions: [MentionRecord] = []
    public var facts: [FactRecord] = []
    public init(id: String) { self.id = id }
}

/// Records as `rabt extract` wrote them, by document, in the order of the file.
public struct RecordFile: Sendable {
    public private(set) var documents: [DocumentRecords] = []
    /// `file:line: what`
    public private(set) var problems: [String] = []
    private var index: [String: Int] = [:]

    public init() {}

    public init(bytes: [UInt8], name: String) {
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            let result: Result<JSONValue, JSONError> = line.withUnsafeBytes { b in
                if firstInvalidUTF8(in: b) != nil { return .failure(JSONError(offset: 0, message: "invalid UTF-8")) }
                do throws(JSONError) { return .success(try JSONValue(b)) } catch { return .failure(error) }
            }
            switch result {
            case .failure(let error): problems.append("\(name):\(number): malformed JSON: \(error.message)")
            case .success(let value):
                if let problem = add(value) { problems.append("\(name):\(number): \(problem)") }
            }
        }
    }

    /// Adds a record; says what is wrong with it.
    public mutating func add(_ record: JSONValue) -> String? {
        guard let type = record["type"].text else { return "no record: it has no \"type\"" }
        guard let id = record["doc"].text else { return type == "run" || type == "end" ? nil : "no record: it has no \"doc\"" }
        let at = index[id] ?? {
            index[id] = documents.count
            documents.append(DocumentRecords(id: id))
            return documents.count - 1
        }()
        switch type {
        case "document":
            documents[at].source = record["source"].text ?? ""
            documents[at].stem = FilePath(documents[at].source).stem.text
            documents[at].offsets = record["offsets"].text ?? "codepoint"
        case "mention":
            guard let span = Span(record) else { return "a mention without start and end" }
            documents[at].mentions.append(MentionRecord(id: record["id"].text ?? "", label: record["label"].text ?? "", form: record["form"].text ?? "name",
                                                        text: record["text"].text ?? "", span: span, entity: record["entity"].text ?? "",
                                                        value: record["value"].anyText ?? "", foundBy: record["found_by"].text ?? ""))
        case "relation", "event", "statement": documents[at].facts.append(FactRecord(record, FactRecord.Kind(rawValue: type)!))
        default: break
        }
        return nil
    }
}

extension Span {
    init?(_ record: JSONValue) {
        guard let start = record["start"].integer, let end = record["end"].integer, end >= start, start >= 0 else { return nil }
        self.init(start, end)
    }
}

extension FactRecord {
    init(_ r: JSONValue, _ kind: Kind) {
        self.kind = kind
        type = (kind == .relation ? r["relation"].text : kind == .event ? r["event"].text : r["form"].text) ?? ""
        arguments = r["args"].list.map {
            ArgumentRecord(role: $0["role"].text ?? "", text: $0["text"].text ?? "", span: Span($0), value: $0["value"].anyText ?? "", name: $0["name"].text ?? "")
        }
        span = Span(r)
        func piece(_ v: JSONValue) -> PieceRecord? { v["text"].text.map { PieceRecord(text: $0, span: Span(v)) } }
        trigger = piece(kind == .statement ? r["cue"] : r["trigger"])
        content = piece(r["content"])
        attribution = r["attribution"].list.map { PieceRecord(text: $0["text"].text ?? "", span: Span($0)) }
        polarity = r["polarity"].text ?? "asserted"
        modality = r["modality"].text ?? "actual"
        foundBy = r["found_by"].text ?? ""
        pieces = ([r] + r["args"].list + [r["trigger"], r["cue"], r["content"]]).compactMap { v in
            if let p = piece(v), p.span != nil { return p } else { return nil }
        }
    }
}

extension JSONValue {
    public var integer: Int? { if case .number(let n) = self { Int(n) } else { nil } }
    /// Text, or a number as it is written.
    public var anyText: String? {
        switch self {
        case .text(let t): t
        case .number(let n): n
        default: nil
        }
    }
}
