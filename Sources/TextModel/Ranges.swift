/// A half-open range of UTF-8 byte offsets into the text of one document (or of one piece of a document that was cut for its size).
public struct ByteRange: Hashable, Sendable {
    public var start: UInt32
    public var end: UInt32

    @inlinable public init(_ start: UInt32, _ end: UInt32) {
        self.start = start
        self.end = end
    }

    @inlinable public init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    /// Length in bytes.
    @inlinable public var count: Int { Int(end) - Int(start) }
    @inlinable public var isEmpty: Bool { end <= start }
    @inlinable public var indices: Range<Int> { Int(start)..<Int(end) }
    @inlinable public func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
    @inlinable public func overlaps(_ other: ByteRange) -> Bool { start < other.end && other.start < end }
}

/// A half-open range of indices into `Analysis.tokens`.
public struct TokenRange: Hashable, Sendable {
    public var start: UInt32
    public var end: UInt32

    @inlinable public init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    /// Number of tokens.
    @inlinable public var count: Int { Int(end) - Int(start) }
    @inlinable public var isEmpty: Bool { end <= start }
    @inlinable public var indices: Range<Int> { Int(start)..<Int(end) }
    @inlinable public func contains(_ other: TokenRange) -> Bool { start <= other.start && other.end <= end }
    @inlinable public func contains(_ token: Int) -> Bool { Int(start) <= token && token < Int(end) }
    @inlinable public func overlaps(_ other: TokenRange) -> Bool { start < other.end && other.start < end }
}

/// A half-open range of indices into one of the flat pools of an `Analysis` (arguments, readings, mention lists).
public struct PoolRange: Hashable, Sendable {
    public var start: UInt32
    public var end: UInt32

    @inlinable public init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    public static let empty = PoolRange(0, 0)
    @inlinable public var count: Int { Int(end) - Int(start) }
    @inlinable public var isEmpty: Bool { end <= start }
    @inlinable public var indices: Range<Int> { Int(start)..<Int(end) }
}
