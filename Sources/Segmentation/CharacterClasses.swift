import CICU

/// Word break classes, numbered as ICU does.
enum WordClass {
    static let other: UInt32 = 0, letter: UInt32 = 1, format: UInt32 = 2, midLetter: UInt32 = 4, midNumber: UInt32 = 5, number: UInt32 = 6
    static let joiner: UInt32 = 7, cr: UInt32 = 8, extend: UInt32 = 9, lf: UInt32 = 10, midBoth: UInt32 = 11, newline: UInt32 = 12
    static let regional: UInt32 = 13, hebrew: UInt32 = 14, singleQuote: UInt32 = 15, doubleQuote: UInt32 = 16, zwj: UInt32 = 21, space: UInt32 = 22
    /// Not ICU's: Extended_Pictographic.
    static let pictograph: UInt32 = 23
}

/// Sentence break classes, numbered as ICU does.
enum SentenceClass {
    static let other: UInt32 = 0, aTerm: UInt32 = 1, close: UInt32 = 2, format: UInt32 = 3, lower: UInt32 = 4, number: UInt32 = 5, letter: UInt32 = 6
    static let separator: UInt32 = 7, space: UInt32 = 8, sTerm: UInt32 = 9, upper: UInt32 = 10, cr: UInt32 = 11, extend: UInt32 = 12, lf: UInt32 = 13
    static let goesOn: UInt32 = 14
}

/// What a character, or a stretch of text as the union over its characters, consists of.
enum Content {
    static let arabic: UInt32 = 1 << 9, letter: UInt32 = 1 << 10, digit: UInt32 = 1 << 11, mark: UInt32 = 1 << 12, invisible: UInt32 = 1 << 13
    static let underscore: UInt32 = 1 << 14, at: UInt32 = 1 << 15, space: UInt32 = 1 << 16, punctuation: UInt32 = 1 << 17, symbol: UInt32 = 1 << 18
    static let doubleQuote: UInt32 = 1 << 19, singleQuote: UInt32 = 1 << 20, opening: UInt32 = 1 << 21, closing: UInt32 = 1 << 22
    static let terminator: UInt32 = 1 << 23, hash: UInt32 = 1 << 24, other: UInt32 = 1 << 25
    /// Only in unions: a character that the table doesn't cover.
    static let unknown: UInt32 = 1 << 31
    static let quote = doubleQuote | singleQuote
    static let wordLike = arabic | letter | digit
    static let unseen = mark | invisible
    /// All content bits.
    static let all: UInt32 = 0x03FF_FE00
}

/// The property tables as plain memory, for the loop over bytes. Whoever makes them deallocates them.
struct CharacterClasses {
    /// Packed properties of U+0000–07FF, without a detour over classes.
    let direct: UnsafeMutablePointer<UInt32>
    let attributes: UnsafeMutablePointer<UInt32>
    let stage1: UnsafeMutablePointer<UInt8>
    let stage2: UnsafeMutablePointer<UInt8>

    static let directCount = 0x800

    init() {
        direct = .allocate(capacity: Self.directCount)
        attributes = .allocate(capacity: CharacterTable.attributes.count)
        stage1 = .allocate(capacity: CharacterTable.stage1.count)
        stage2 = .allocate(capacity: CharacterTable.stage2.count)
        attributes.initialize(from: CharacterTable.attributes, count: CharacterTable.attributes.count)
        stage1.initialize(from: CharacterTable.stage1, count: CharacterTable.stage1.count)
        stage2.initialize(from: CharacterTable.stage2, count: CharacterTable.stage2.count)
        for code in 0..<Self.directCount {
            direct[code] = attributes[Int(stage2[Int(stage1[code >> 6]) << 6 | code & 63])]
        }
    }

    func deallocate() {
        direct.deallocate()
        attributes.deallocate()
        stage1.deallocate()
        stage2.deallocate()
    }

    /// Packed properties of a code point; 0 where the table doesn't cover it.
    @inline(__always) func properties(of code: Int) -> UInt32 {
        if code < Self.directCount { return direct[code] }
        if code >= 0x20000 { return 0 }
        return attributes[Int(stage2[Int(stage1[code >> 6]) << 6 | code & 63])]
    }

    /// Decodes the character at `at` and answers its properties. The text must be valid UTF-8.
    @inline(__always) func properties(_ text: UnsafePointer<UInt8>, _ at: Int, _ length: inout Int) -> UInt32 {
        let lead = Int(text[at])
        if lead < 0x80 {
            length = 1
            return direct[lead]
        }
        if lead < 0xE0 {
            length = 2
            return direct[(lead & 0x1F) << 6 | Int(text[at + 1]) & 0x3F]
        }
        if lead < 0xF0 {
            length = 3
            return properties(of: (lead & 0x0F) << 12 | (Int(text[at + 1]) & 0x3F) << 6 | Int(text[at + 2]) & 0x3F)
        }
        length = 4
        return properties(of: (lead & 0x07) << 18 | (Int(text[at + 1]) & 0x3F) << 12 | (Int(text[at + 2]) & 0x3F) << 6 | Int(text[at + 3]) & 0x3F)
    }

    /// As `properties`, with ICU's answer for the characters outside the table. Only content bits are right for those.
    func contentAnywhere(_ text: UnsafePointer<UInt8>, _ at: Int, _ length: inout Int) -> UInt32 {
        let known = properties(text, at, &length)
        return known != 0 ? known : Self.contentFromICU(decode(text, at))
    }

    /// Content bits of a character outside the table, from its general category.
    static func contentFromICU(_ code: UInt32) -> UInt32 {
        if rabt_is_white_space(code) { return Content.space }
        switch rabt_general_category(code) {
        case 1...5: return Content.letter
        case 6...8: return Content.mark
        case 9...11: return Content.digit
        case 16: return Content.invisible
        case 20: return Content.punctuation | Content.opening
        case 21: return Content.punctuation | Content.closing
        case 22: return code == 0xFF3F ? Content.underscore : Content.punctuation
        case 19, 23: return Content.punctuation
        case 24...27: return Content.symbol
        case 28: return Content.punctuation | Content.opening
        case 29: return Content.punctuation | Content.closing
        default: return Content.other
        }
    }
}

/// The code point at `at` of valid UTF-8.
func decode(_ text: UnsafePointer<UInt8>, _ at: Int) -> UInt32 {
    let lead = UInt32(text[at])
    if lead < 0x80 { return lead }
    if lead < 0xE0 { return (lead & 0x1F) << 6 | UInt32(text[at + 1]) & 0x3F }
    if lead < 0xF0 { return (lead & 0x0F) << 12 | (UInt32(text[at + 1]) & 0x3F) << 6 | UInt32(text[at + 2]) & 0x3F }
    return (lead & 0x07) << 18 | (UInt32(text[at + 1]) & 0x3F) << 12 | (UInt32(text[at + 2]) & 0x3F) << 6 | UInt32(text[at + 3]) & 0x3F
}

/// Length in bytes of the character that starts with `lead`.
@inline(__always) func sequenceLength(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
