import TextModel

/// Hears what the matcher does; the same matcher runs with and without one. `NoRecorder` compiles to nothing.
public protocol MatchRecorder {
    /// A pattern woke at these tokens.
    mutating func woke(_ pattern: PatternID, variant: Int, at tokens: TokenRange)
    /// An instruction took the tokens between two positions.
    mutating func passed(_ instruction: Int, from: Int, to: Int)
    /// An instruction found nothing at a position.
    mutating func failed(_ instruction: Int, at position: Int, isForward: Bool)
    /// All elements matched, but something outside them did not allow the match.
    mutating func rejected(_ pattern: PatternID, _ reason: Rejection)
    mutating func found(_ pattern: PatternID, _ fact: Fact)
    /// The attempt that woke last is over.
    mutating func slept(_ pattern: PatternID)
    /// A match gave way to another one.
    mutating func lost(_ pattern: PatternID, to winner: PatternID, at tokens: TokenRange, policy: ConflictPolicy)
}

extension MatchRecorder {
    @inlinable public mutating func slept(_ pattern: PatternID) {}
}

/// Why a match whose elements all fit does not stand.
public enum Rejection: Sendable, Hashable {
    /// A context that is asked for is missing; line of the context.
    case contextMissing(line: Int)
    /// An `unless` holds.
    case unlessHolds(line: Int)
    /// The mention is already told by a longer one of the same pattern.
    case sameMention
    /// A role that the match filled has nothing in it.
    case noFillers
}

public struct NoRecorder: MatchRecorder {
    public init() {}
    @inlinable public mutating func woke(_ pattern: PatternID, variant: Int, at tokens: TokenRange) {}
    @inlinable public mutating func passed(_ instruction: Int, from: Int, to: Int) {}
    @inlinable public mutating func failed(_ instruction: Int, at position: Int, isForward: Bool) {}
    @inlinable public mutating func rejected(_ pattern: PatternID, _ reason: Rejection) {}
    @inlinable public mutating func found(_ pattern: PatternID, _ fact: Fact) {}
    @inlinable public mutating func lost(_ pattern: PatternID, to winner: PatternID, at tokens: TokenRange, policy: ConflictPolicy) {}
}
