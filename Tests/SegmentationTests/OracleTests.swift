import CICU
import TestSupport
import Testing

@testable import Segmentation

/// The byte loop finds the boundaries of libicu.
struct OracleTests {
    private static let knowsSameUnicode = ICULibrary.unicodeVersion == CharacterTable.unicodeVersion

    @Test func tableEqualsICUProperties() throws {
        guard Self.knowsSameUnicode else {
            print("SKIPPED: libicu knows Unicode \(ICULibrary.unicodeVersion), the table is of \(CharacterTable.unicodeVersion)")
            return
        }
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        var different: [String] = []
        for code in 0..<UInt32(0x110000) {
            let properties = classes.properties(of: Int(code))
            if properties == 0 { continue }
            var word = UInt32(rabt_word_break_class(code)), sentence = UInt32(rabt_sentence_break_class(code))
            if code == 0x40 { word = WordClass.letter }
            if code == 0x3A { word = WordClass.other }
            if word == WordClass.other && rabt_is_extended_pictographic(code) { word = WordClass.pictograph }
            if code == 0x2026 { sentence = SentenceClass.aTerm }
            if code == 0x2033 { sentence = SentenceClass.close }
            if properties & 31 != word || SentenceRules.kind(properties) != sentence { different.append(String(code, radix: 16)) }
            if rabt_is_white_space(code) != (properties & Content.space != 0) { different.append("space \(String(code, radix: 16))") }
        }
        #expect(different == [])
    }

    /// Every code point between letters, digits, spaces, points and marks.
    @Test func allOfUnicodeInContext() {
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        var icu = ICUScanner()
        let frames: [(String, String)] = [
            ("", ""), ("\u{639}", "\u{639}"), ("5", "6"), ("a ", " b"), ("\u{639}.", "\u{639}"), (". ", "\u{639}"), ("A'", "b"), ("\u{639}\u{64B}", "\u{200F}\u{639}"),
            ("\u{5D0}\"", "\u{5D0}"), ("_", "_"), (" ", "\u{64E} "), ("a.", "B"), ("? ", "A"), ("\u{200D}", "x"), ("\r", "\u{301}"),
        ]
        var known = 0
        var failures: [String] = []
        for code in 0..<UInt32(0x20000) where code != 0x0A {
            guard let scalar = Unicode.Scalar(code), classes.properties(of: Int(code)) != 0 else { continue }
            known += 1
            for (before, after) in frames {
                let text = Array((before + String(Character(scalar)) + after).utf8)
                let fast = Boundaries.fast(text, classes), slow = Boundaries.icu(text, classes, &icu)
                if fast != slow && failures.count < 20 { failures.append("\(shown(text)): \(String(describing: fast)) \(slow)") }
            }
        }
        #expect(known > 5000)
        #expect(failures == [])
    }

    /// Random text of one or two characters of each combination of properties, and of the marks of news text.
    @Test func randomText() {
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        var icu = ICUScanner()
        var byProperties: [UInt32: [UInt32]] = [:]
        for code in 0..<UInt32(0x20000) where code != 0x0A {
            let properties = classes.properties(of: Int(code))
            if properties != 0, byProperties[properties, default: []].count < 3 { byProperties[properties, default: []].append(code) }
        }
        let rare = byProperties.values.flatMap { $0 }.sorted()
        let common = Array("\u{639}\u{628}\u{645}\u{64B}\u{640}\u{671}\u{6CC} \u{20}\u{20}.,:;!?\u{61F}\u{60C}\u{61B}\u{2026}\u{201C}\u{201D}\"'()5\u{663}aB@_#/-\u{200F}\u{A0}\u{2033}".unicodeScalars.map(\.value))
        var random = RepeatableRandom(seed: TestSeed.value)
        var failures: [String] = []
        for round in 0..<60_000 {
            var string = String.UnicodeScalarView()
            for _ in 0...random.below(round % 100 == 0 ? 300 : 14) {
                string.append(Unicode.Scalar(random.pick(random.below(3) == 0 ? rare : common))!)
            }
            let text = Array(String(string).utf8)
            let fast = Boundaries.fast(text, classes), slow = Boundaries.icu(text, classes, &icu)
            if fast != slow && failures.count < 10 { failures.append("\(shown(text)): \(String(describing: fast)) \(slow)") }
        }
        #expect(failures == [], "\(TestSeed.note)")
    }

    @Test func unknownScriptsGoToICU() {
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        for text in ["\u{639} \u{E01}\u{E02}", "\u{4E2D}", "\u{3042}", "\u{AC00}", "\u{1780}", "\u{10400}", "\u{E000}", "\u{378}", "\u{20000}"] {
            #expect(Boundaries.fast(Array(text.utf8), classes) == nil)
        }
    }
}
