/// Typed ids: an entry id can't be passed where a pattern id is meant. Each is an index into one table that its comment names.
public protocol Identifier: Hashable, Comparable, Sendable {
    var raw: UInt32 { get }
    init(raw: UInt32)
}

extension Identifier {
    @inlinable public init(_ index: Int) { self.init(raw: UInt32(truncatingIfNeeded: index)) }
    @inlinable public var index: Int { Int(raw) }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.raw < b.raw }
}

/// A folded word of the vocabulary (lexicon words, word classes, words of patterns). 0 is "not in the vocabulary".
public struct WordID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
    public static let unknown = WordID(raw: 0)
    @inlinable public var isKnown: Bool { raw != 0 }
}

/// A surface form as the text writes it, with its analyses: index into the worker's table of word forms.
public struct FormID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// A row of a lexicon: one sense of a name.
public struct EntryID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// Index into `Analysis.mentions`.
public struct MentionID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// Index into `Analysis.statements`.
public struct StatementID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// Index into `Analysis.entities`.
public struct EntityID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// A compiled pattern.
public struct PatternID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// A relation or event type of the fact schema.
public struct FactTypeID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// An argument role of the fact schema.
public struct RoleID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}
