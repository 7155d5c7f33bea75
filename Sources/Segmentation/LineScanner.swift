/// Takes the boundaries of a line as they are found, in text order. A sentence end comes before the segment that starts at or behind it,
/// and before the segment that contains its terminator.
protocol BoundarySink {
    /// White space between two words: a run of U+0020.
    mutating func spaces()
    /// A word of Arabic letters and marks only.
    mutating func arabicWord(_ start: Int, _ end: Int)
    /// Any other stretch between two word boundaries, with the union of its characters' content bits.
    mutating func segment(_ start: Int, _ end: Int, _ content: UInt32)
    /// A sentence may end before `at`; `terminator` is the character that ends it.
    mutating func sentenceEnd(_ at: Int, terminator: Int)
}

/// Word and sentence boundaries of a line straight over its UTF-8, equal to ICU's (UAX #29 with CLDR's tailorings) for all characters of the table.
struct LineScanner {
    let text: UnsafePointer<UInt8>
    /// End of the line.
    let end: Int
    let classes: CharacterClasses

    /// Scans `start..<end`. False at the first character that the table doesn't know: the line is ICU's then.
    @inline(__always)
    func scan<Sink: BoundarySink>(from start: Int, into sink: inout Sink) -> Bool {
        var i = start
        while i < end {
            let from = i
            let byte = text[i]
            if byte == 0x20 {
                i += 1
                while i < end && text[i] == 0x20 { i += 1 }
                // Marks and invisible characters would hang on the last space.
                if i == end || text[i] < 0x80 || isArabicLetter(at: i) {
                    sink.spaces()
                    continue
                }
                i = from
            } else if isArabicLetter(at: i) {
                i = arabicRunEnd(i)
                if i == end || text[i] == 0x20 {
                    sink.arabicWord(from, i)
                    continue
                }
                var length = 0
                let next = classes.properties(text, i, &length)
                if WordRules.afterLetter & (1 << (next & 31)) == 0 {
                    if next == 0 { return false }
                    sink.arabicWord(from, i)
                    continue
                }
                i = from
            }
            var content: UInt32 = 0
            i = segmentEnd(from, &content)
            if content & Content.unknown != 0 { return false }
            if content & Content.terminator != 0 { findSentenceEnds(from, i, &sink) }
            sink.segment(from, i, content)
        }
        return true
    }

    /// U+0620–064A: a letter in the two-byte part of the Arabic block.
    @inline(__always) private func isArabicLetter(at i: Int) -> Bool {
        let lead = text[i]
        if lead & 0xFE != 0xD8 { return false }
        let trail = text[i + 1]
        return lead == 0xD8 ? trail >= 0xA0 : trail <= 0x8A
    }

    /// End of the run of U+0620–065F (letters, tatweel, harakat) that starts at `i`, four characters at a time.
    @inline(__always) private func arabicRunEnd(_ start: Int) -> Int {
        var i = start
        let raw = UnsafeRawPointer(text)
        while i + 8 <= end {
            let four = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            // A lane is right when its lead is D8 or D9 and bit 5 of its trail differs from bit 0 of its lead.
            let wrong = ((four & 0x00FE_00FE_00FE_00FE) ^ 0x00D8_00D8_00D8_00D8) | (~((four >> 13) ^ four) & 0x0001_0001_0001_0001)
            if wrong != 0 { return i + (wrong.trailingZeroBitCount >> 4) << 1 }
            i += 8
        }
        while i + 1 < end {
            let lead = text[i], trail = text[i + 1]
            if lead & 0xFE != 0xD8 || (trail >> 5 ^ lead) & 1 == 0 { break }
            i += 2
        }
        return i
    }

    /// End of the segment between word boundaries that starts at `start`, and its content. Linear: a look ahead that fails is scanned once more at most.
    func segmentEnd(_ start: Int, _ content: inout UInt32) -> Int {
        var length = 0
        var i = start
        var properties = classes.properties(text, i, &length)
        if properties == 0 {
            content |= Content.unknown
            return min(i + length, end)
        }
        var union = properties
        var before = properties & 31
        i += length
        var hung = false  // Extend, Format or ZWJ stand between `before` and `i`
        var joined = before == WordClass.zwj
        var flags = 1
        if WordRules.transparent & (1 << before) != 0 {
            before = WordClass.extend
            hung = true
        }
        while i < end {
            properties = classes.properties(text, i, &length)
            if properties == 0 {
                union |= Content.unknown
                break
            }
            let next = properties & 31
            if WordRules.transparent & (1 << next) != 0 {
                if WordRules.lineEnds & (1 << before) != 0 { break }
                hung = true
                joined = next == WordClass.zwj
                union |= properties
                i += length
                continue
            }
            if joined && next == WordClass.pictograph {
                // WB3c
            } else if WordRules.joins(before, next) {
                // WB5, 8–10, 13a, 13b
            } else if before == WordClass.space && next == WordClass.space && !hung {
                // WB3d
            } else if before == WordClass.cr && next == WordClass.lf {
                // WB3
            } else if before == WordClass.regional && next == WordClass.regional && flags == 1 {
                flags = 2
            } else {
                let wanted = WordRules.bridge(before, next)
                if wanted == 0 { break }
                // WB6, 7, 7b, 7c, 11, 12: a mark between letters or digits joins only when one follows.
                var ahead = i + length
                var aheadLength = 0
                var following: UInt32 = 0
                var bridge = properties
                while ahead < end {
                    following = classes.properties(text, ahead, &aheadLength)
                    if following == 0 || WordRules.transparent & (1 << (following & 31)) == 0 { break }
                    bridge |= following
                    ahead += aheadLength
                    following = 0
                }
                if following != 0 && wanted & (1 << (following & 31)) != 0 {
                    union |= bridge | following
                    before = following & 31
                    i = ahead + aheadLength
                    hung = false
                    joined = false
                    continue
                }
                // WB7a
                if before != WordClass.hebrew || next != WordClass.singleQuote { break }
            }
            union |= properties
            before = next
            i += length
            hung = false
            joined = false
        }
        content |= union & (Content.all | Content.unknown)
        return min(i, end)
    }

    private func findSentenceEnds<Sink: BoundarySink>(_ start: Int, _ end: Int, _ sink: inout Sink) {
        var i = start
        var length = 0
        while i < end {
            let properties = classes.properties(text, i, &length)
            if properties & Content.terminator != 0, let at = sentenceEnd(after: i, properties) {
                sink.sentenceEnd(at, terminator: i)
            }
            i += length
        }
    }

    /// Where the sentence that the terminator at `at` may end does end by UAX #29; nil where the terminator ends none or the line ends first.
    func sentenceEnd(after at: Int, _ properties: UInt32) -> Int? {
        let terminator = SentenceRules.kind(properties)
        var i = at + sequenceLength(text[at])
        var length = 0
        var next: UInt32 = 0
        if SentenceRules.separators & (1 << terminator) != 0 {
            // SB3, 4
            if terminator == SentenceClass.cr && i < end && text[i] == 0x0A { return nil }
            return i < end ? i : nil
        }
        @inline(__always) func advance(_ step: Int) {
            i += step
            while i < end {
                next = SentenceRules.kind(classes.properties(text, i, &length))
                if SentenceRules.transparent & (1 << next) == 0 { return }
                i += length
            }
        }
        advance(0)
        if i >= end { return nil }
        if terminator == SentenceClass.aTerm {
            if next == SentenceClass.number { return nil }  // SB6
            if next == SentenceClass.upper {  // SB7
                let before = SentenceRules.kind(propertiesBefore(at))
                if before == SentenceClass.upper || before == SentenceClass.lower { return nil }
            }
        }
        while i < end && next == SentenceClass.close { advance(length) }
        while i < end && next == SentenceClass.space { advance(length) }
        if i >= end || SentenceRules.forbidden & (1 << next) != 0 { return nil }  // SB8a, SB9, 10
        if terminator == SentenceClass.aTerm {  // SB8
            var ahead = i
            while ahead < end {
                let kind = SentenceRules.kind(classes.properties(text, ahead, &length))
                if kind == SentenceClass.lower { return nil }
                if SentenceRules.stopsLookAhead & (1 << kind) != 0 { break }
                ahead += length
            }
        }
        return i
    }

    /// Properties of the last character before `at` that is no mark or invisible one; 0 at the line's start.
    private func propertiesBefore(_ at: Int) -> UInt32 {
        var i = at
        var length = 0
        while i > 0 && text[i - 1] != 0x0A {
            i -= 1
            while i > 0 && text[i] & 0xC0 == 0x80 { i -= 1 }
            let properties = classes.properties(text, i, &length)
            if SentenceRules.transparent & (1 << SentenceRules.kind(properties)) == 0 { return properties }
        }
        return 0
    }
}

/// The pair rules of UAX #29 word boundaries as bit sets over word break classes.
enum WordRules {
    static let letters: UInt32 = 1 << WordClass.letter | 1 << WordClass.hebrew
    static let transparent: UInt32 = 1 << WordClass.extend | 1 << WordClass.format | 1 << WordClass.zwj
    static let lineEnds: UInt32 = 1 << WordClass.cr | 1 << WordClass.lf | 1 << WordClass.newline
    private static let joining: UInt32 = letters | 1 << WordClass.number | 1 << WordClass.joiner
    /// What may go on behind a letter.
    static let afterLetter: UInt32 = joining | transparent | 1 << WordClass.midLetter | 1 << WordClass.midBoth | 1 << WordClass.singleQuote

    /// No boundary between the classes.
    @inline(__always) static func joins(_ before: UInt32, _ next: UInt32) -> Bool {
        joining & (1 << before) != 0 && joining & (1 << next) != 0
    }

    /// The classes that must follow `next` for it to join with `before`; 0 where it never does.
    @inline(__always) static func bridge(_ before: UInt32, _ next: UInt32) -> UInt32 {
        if letters & (1 << before) != 0 {
            if next == WordClass.midLetter || next == WordClass.midBoth || next == WordClass.singleQuote { return letters }
            if before == WordClass.hebrew && next == WordClass.doubleQuote { return 1 << WordClass.hebrew }
        } else if before == WordClass.number && (next == WordClass.midNumber || next == WordClass.midBoth || next == WordClass.singleQuote) {
            return 1 << WordClass.number
        }
        return 0
    }
}

/// Bit sets over sentence break classes.
enum SentenceRules {
    static let separators: UInt32 = 1 << SentenceClass.separator | 1 << SentenceClass.cr | 1 << SentenceClass.lf
    static let transparent: UInt32 = 1 << SentenceClass.extend | 1 << SentenceClass.format
    static let forbidden: UInt32 = separators | 1 << SentenceClass.goesOn | 1 << SentenceClass.sTerm | 1 << SentenceClass.aTerm
    static let stopsLookAhead: UInt32 = separators | 1 << SentenceClass.letter | 1 << SentenceClass.upper | 1 << SentenceClass.lower
        | 1 << SentenceClass.sTerm | 1 << SentenceClass.aTerm

    @inline(__always) static func kind(_ properties: UInt32) -> UInt32 { properties >> 5 & 15 }
}
