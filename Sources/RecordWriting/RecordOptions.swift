public enum RecordType: UInt8, Sendable, CaseIterable {
    case document, mention, entity, relation, event, statement
    public var name: String { RecordType.names[Int(rawValue)] }
    public init?(name: some StringProtocol) {
        guard let i = RecordType.names.firstIndex(where: { $0 == name }) else { return nil }
        self.init(rawValue: UInt8(i))
    }

    public static let names = ["document", "mention", "entity", "relation", "event", "statement"]
}

public struct RecordTypes: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ type: RecordType) { rawValue = 1 << type.rawValue }
    public func has(_ type: RecordType) -> Bool { rawValue & 1 << type.rawValue != 0 }
    public static let all = RecordTypes(rawValue: 63)
    /// Some of the types tell of facts or statements, or count them, as documents do.
    public var needFacts: Bool { has(.document) || has(.relation) || has(.event) || has(.statement) }
}

public struct RecordOptions: Sendable {
    /// Types that are written; ids are the same whatever is chosen.
    public var types: RecordTypes
    public var offsets: OffsetUnit

    public init(types: RecordTypes = .all, offsets: OffsetUnit = .codepoint) {
        self.types = types
        self.offsets = offsets
    }
}

/// Records found, by type.
public struct RecordCounts: Sendable, Equatable {
    public var documents = 0
    public var sentences = 0
    public var mentions = 0
    public var entities = 0
    public var relations = 0
    public var events = 0
    public var statements = 0

    public init() {}

    /// Records that tell something, all but the documents' own.
    public var found: Int { mentions + entities + relations + events + statements }

    public static func += (a: inout RecordCounts, b: RecordCounts) {
        a.documents += b.documents
        a.sentences += b.sentences
        a.mentions += b.mentions
        a.entities += b.entities
        a.relations += b.relations
        a.events += b.events
        a.statements += b.statements
    }
}
