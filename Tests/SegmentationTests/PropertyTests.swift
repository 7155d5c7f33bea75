import TestSupport
import TextModel
import Testing

@testable import Segmentation

/// What holds for every text, on random text.
struct PropertyTests {
    private static let pieces = [
        "قال", "محمد", "دي_ميستورا", "#حمص", "2015على", "ديسمبر/كانون", "...", ".", ". ", "؟", "!", "، ", "؛", "…", "“", "”", "\"", "«", "»", "″", "'", "’", "‘", " ", " ", " ",
        "  ", "\n", "\r\n", "\n\n", "\u{200F}", "\u{FEFF}", "\u{200B}", "\u{2067}", "\u{64B}", "\u{640}", "د.", "أ.ف.ب", "(", ")", "[", "-", "–", ":", "1,200", "٣٫٥", "%", "$", "U.S.",
        "can't", "Le", "https://a.b/c?d", "www.x.com", "a@b.org", "@", "_", "#", "/", "\u{A0}", "\u{202F}", "\u{2028}", "\u{85}", "\t", "👍🏽", "ก", "中文", "\u{5D0}\"", "\0", "\u{600}", "ﻻ", "پ",
    ]

    @Test func tokensAreInOrderAndCoverTheText() {
        var random = RepeatableRandom(seed: TestSeed.value)
        var fast = Segmenter(abbreviations: abbreviations, mode: .fast), icu = Segmenter(abbreviations: abbreviations, mode: .icu)
        var analysis = Analysis(), other = Analysis()
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        for round in 0..<4_000 {
            var text: [UInt8] = []
            for _ in 0..<(1 + random.below(round % 50 == 0 ? 200 : 16)) { text += Array(random.pick(Self.pieces).utf8) }
            analysis.reset()
            other.reset()
            fast.segment(text, into: &analysis)
            icu.segment(text, into: &other)
            let note: String = "\(shown(text)) \(TestSeed.note)"

            // Both ways agree.
            #expect(analysis.tokens.map(Line.init) == other.tokens.map(Line.init), "\(note)")
            #expect(analysis.sentences.map(\.bytes) == other.sentences.map(\.bytes), "\(note)")
            #expect(analysis.quotations.map(\.bytes) == other.quotations.map(\.bytes), "\(note)")

            // Tokens: in order, not empty, whole characters, nothing between them but space, invisible characters, # and _.
            var last = 0
            for (index, token) in analysis.tokens.enumerated() {
                #expect(Int(token.start) >= last && token.end > token.start && Int(token.end) <= text.count, "\(note)")
                #expect(text[Int(token.start)] & 0xC0 != 0x80, "\(note)")
                #expect(Int(token.end) == text.count || text[Int(token.end)] & 0xC0 != 0x80, "\(note)")
                #expect(Self.isGap(text, last, Int(token.start), classes), "\(note): gap before token \(index)")
                if index > 0 && Self.hasSpace(text, last, Int(token.start), classes) { #expect(token.flags.contains(.spaceBefore), "\(note)") }
                last = Int(token.end)
            }
            #expect(Self.isGap(text, last, text.count, classes), "\(note): gap at the end")

            // Sentences tile the tokens.
            var next: UInt32 = 0
            for sentence in analysis.sentences {
                #expect(sentence.tokens.start == next && !sentence.tokens.isEmpty, "\(note)")
                next = sentence.tokens.end
            }
            #expect(Int(next) == analysis.tokens.count, "\(note)")

            // Quotations lie inside a line, in order, and cross no other.
            for (index, quotation) in analysis.quotations.enumerated() {
                #expect(quotation.bytes.start <= quotation.bytes.end && Int(quotation.tokens.end) <= analysis.tokens.count, "\(note)")
                #expect(!text[quotation.bytes.indices].contains(0x0A), "\(note)")
                for earlier in analysis.quotations[..<index] {
                    #expect(earlier.bytes.contains(quotation.bytes) || !earlier.bytes.overlaps(quotation.bytes), "\(note)")
                }
            }
        }
    }

    private struct Line: Equatable {
        var bytes: ByteRange
        var kind: TokenKind
        var flags: TokenFlags
        init(_ token: Token) { (bytes, kind, flags) = (token.bytes, token.kind, token.flags) }
    }

    private static func isGap(_ text: [UInt8], _ start: Int, _ end: Int, _ classes: CharacterClasses) -> Bool {
        text.withUnsafeBufferPointer { text in
            var i = start, length = 0
            while i < end {
                let content = classes.contentAnywhere(text.baseAddress!, i, &length)
                if content & (Content.space | Content.unseen | Content.hash | Content.underscore) == 0 { return false }
                i += length
            }
            return true
        }
    }

    private static func hasSpace(_ text: [UInt8], _ start: Int, _ end: Int, _ classes: CharacterClasses) -> Bool {
        text.withUnsafeBufferPointer { text in
            var i = start, length = 0
            while i < end {
                if classes.contentAnywhere(text.baseAddress!, i, &length) & Content.space != 0 { return true }
                i += length
            }
            return false
        }
    }

    /// Invalid bytes give some tokens, but never a trap or an offset outside.
    @Test func invalidBytes() {
        var random = RepeatableRandom(seed: TestSeed.value)
        var segmenter = Segmenter()
        var analysis = Analysis()
        for _ in 0..<5_000 {
            let text = (0..<random.below(40)).map { _ in random.below(3) == 0 ? UInt8(random.below(256)) : random.pick([0xD8, 0xD9, 0xA7, 0x20, 0x0A, 0xE2, 0xF0]) }
            analysis.reset()
            segmenter.segment(text, into: &analysis)
            #expect(analysis.tokens.count <= text.count)
            for token in analysis.tokens { #expect(Int(token.end) <= text.count, "\(text) \(TestSeed.note)") }
        }
    }
}
