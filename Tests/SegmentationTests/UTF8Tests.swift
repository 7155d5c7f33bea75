import TestSupport
import Testing

@testable import Segmentation

struct UTF8Tests {
    static let bad: [([UInt8], Int, String)] = [
        ([0x61, 0x80], 1, "a\u{FFFD}"), ([0xC0, 0xAF], 0, "\u{FFFD}\u{FFFD}"), ([0xC1, 0xBF], 0, "\u{FFFD}\u{FFFD}"),
        ([0xE0, 0x80, 0xBF], 0, "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], 0, "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xF4, 0x91, 0x92, 0x93], 0, "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xFF], 0, "\u{FFFD}"),
        ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], 0, "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A"), ([0xD8], 0, "\u{FFFD}"),
        ([0xE2, 0x80], 0, "\u{FFFD}"), ([0xF0, 0x9F, 0x91], 0, "\u{FFFD}"), ([0xF0, 0x8F, 0xBF, 0xBF], 0, "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ]

    /// Each fault behind 0–20 bytes of Arabic, ASCII and mixed text, so that it falls on every place of an eight-byte step.
    @Test func faults() {
        for (fault, offset, replaced) in Self.bad {
            for filler in [Array("\u{639}\u{631}\u{628}\u{64A}".utf8), Array("abcd".utf8), Array("\u{639} a\u{2014}".utf8), []] {
                for count in 0..<12 {
                    let before = Array(Array(repeating: filler, count: count).joined())
                    #expect(UTF8Validator.firstInvalid(in: before + fault) == before.count + offset)
                    #expect(UTF8Validator.firstInvalid(in: before + fault + before + [0x20]) == before.count + offset)
                    let text = String(decoding: before, as: UTF8.self)
                    #expect(UTF8Validator.replacingInvalid(in: before + fault) == Array((text + replaced).utf8))
                }
            }
        }
    }

    /// The standard library's decoder as the oracle, on random bytes that are mostly well-formed.
    @Test func randomBytes() {
        var random = RepeatableRandom(seed: TestSeed.value)
        let pieces: [[UInt8]] = ["\u{639}", "a", " ", "\u{2014}", "\u{1F44D}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{10FFFF}"].map { Array($0.utf8) }
        for _ in 0..<20_000 {
            var text: [UInt8] = []
            for _ in 0..<random.below(20) {
                text += random.below(25) == 0 ? [UInt8(random.below(256))] : random.pick(pieces)
            }
            let repaired = Array(String(decoding: text, as: UTF8.self).utf8)
            #expect(UTF8Validator.replacingInvalid(in: text) == repaired, "\(text) \(TestSeed.note)")
            #expect((UTF8Validator.firstInvalid(in: text) == nil) == (repaired == text), "\(text) \(TestSeed.note)")
        }
    }

    @Test func everyScalarIsValid() {
        var all = String.UnicodeScalarView()
        for code in 0..<UInt32(0x110000) { if let scalar = Unicode.Scalar(code) { all.append(scalar) } }
        #expect(UTF8Validator.firstInvalid(in: Array(String(all).utf8)) == nil)
    }

    @Test func encodings() {
        let words = "قال رئيس الوزراء إن الحكومة ستجتمع غدا لبحث الأوضاع في المدينة بعد سقوط عشرات القتلى والجرحى "
        let text = Array(repeating: words, count: 4).joined()
        var windows: [UInt8] = []
        // windows-1256 of the letters used above
        let map: [Character: UInt8] = [
            "ا": 0xC7, "أ": 0xC3, "إ": 0xC5, "ب": 0xC8, "ة": 0xC9, "ت": 0xCA, "ث": 0xCB, "ج": 0xCC, "ح": 0xCD, "د": 0xCF, "ر": 0xD1, "ز": 0xD2, "س": 0xD3,
            "ش": 0xD4, "ض": 0xD6, "ط": 0xD8, "ع": 0xDA, "غ": 0xDB, "ف": 0xDD, "ق": 0xDE, "ك": 0xDF, "ل": 0xE1, "م": 0xE3, "ن": 0xE4, "ه": 0xE5, "و": 0xE6, "ى": 0xEC,
            "ي": 0xED, "ئ": 0xC6, "ء": 0xC1, " ": 0x20,
        ]
        for character in text { windows.append(map[character] ?? 0x3F) }
        #expect(UTF8Validator.firstInvalid(in: windows) != nil)
        #expect(EncodingGuess.guess(windows)?.name == "windows-1256")
        #expect(EncodingGuess.guess(text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })?.name == "UTF-16LE")
        #expect(EncodingGuess.guess([]) == nil)
    }
}
