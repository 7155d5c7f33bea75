/// One step of a compiled pattern: six integers.
///
/// A variant of a pattern is a stretch of instructions: its anchor (the trigger), then the part left of it, read backwards, which ends in `turn`, then the
/// part right of it, which ends in `accept`. Within a part every jump goes forward, so that one pass over the instructions in ascending order settles
/// all that can happen at one position: matching costs at most instructions × tokens.
struct Instruction {
    enum Op: Int32 {
        case fail
        /// One token. a: word test, b: proclitics, d: slot + 1
        case word
        /// A mention. a: labels, b: proclitics, c: `MentionFlags`, d: slot + 1
        case mention
        /// A nominal group. a: word test of the head or -1, b: proclitics, c: flags, d: slot + 1
        case nouns
        /// A punctuation mark. a: code point
        case mark
        /// Any token that isn't punctuation. d: slot + 1
        case any
        /// A spelling. a: string, d: slot + 1
        case exact
        /// Leave at b, or skip a token and go to c. a: bound (0 clause, 1 sentence)
        case gap
        /// Next instruction (better), or a at the cost of b.
        case split
        case jump
        /// Edge of a capture. a: slot
        case begin
        case end
        /// End of the left part: go on at a, right of the anchor.
        case turn
        case accept
    }

    static let width = 6

    var op: Op
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    var d: Int32 = 0
    /// Line << 12 | column.
    var place: Int32 = 0

    static func pack(_ place: SourcePlace) -> Int32 { Int32(min(place.line, 0x7FFFF)) << 12 | Int32(min(place.column, 0xFFF)) }
    static func unpack(_ place: Int32) -> SourcePlace { SourcePlace(line: Int(place >> 12), column: Int(place & 0xFFF)) }
}

struct ElementFlags: OptionSet {
    let rawValue: Int32
    static let names = ElementFlags(rawValue: 1)
    static let nominals = ElementFlags(rawValue: 2)
    static let list = ElementFlags(rawValue: 4)
    /// The word before it must not be a preposition, nor may it carry one.
    static let bare = ElementFlags(rawValue: 8)
    /// It must not carry a preposition (what stands before it is said by the pattern).
    static let noPrepositionLetter = ElementFlags(rawValue: 16)
    /// The first word must not pass the test that stands in the upper bits.
    static let excludedHead = ElementFlags(rawValue: 32)

    /// The word test of the first word, plus one, in the upper bits.
    static func head(test: Int32, isExcluded: Bool) -> ElementFlags {
        ElementFlags(rawValue: (test &+ 1) << 8).union(isExcluded ? .excludedHead : [])
    }

    /// The word test that the first word of a mention has to pass; -1 where nothing is asked.
    var headTest: Int32 { (rawValue >> 8) &- 1 }
}
