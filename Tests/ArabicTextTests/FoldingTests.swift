import ArabicText
import Testing

/// One test for each folding that the doc comment of `Folding` lists, and for what it must leave alone.
@Suite struct FoldingTests {
    private let folding = Folding()
    private func fold(_ text: String) -> String { String(decoding: folding.fold(text), as: UTF8.self) }

    @Test func alef() { for c in ["أ", "إ", "آ", "ٱ", "\u{672}", "\u{673}"] { #expect(fold(c + "من") == "امن") } }
    @Test func hamzaOnWaw() { #expect(fold("مسؤول") == "مسوول") }
    @Test func hamzaOnYa() { #expect(fold("رئيس") == "رييس") }
    @Test func ya() { for c in ["ى", "ی", "\u{6CD}", "\u{6D0}", "\u{6D2}"] { #expect(fold("مصطف" + c) == "مصطفي") } }
    @Test func taMarbuta() { for c in ["ة", "\u{6C0}", "\u{6C1}", "\u{6C3}", "\u{6D5}"] { #expect(fold("دول" + c) == "دوله") } }
    @Test func persianLetters() { #expect(fold("کگڪ پ چ ژ ڤ") == "ككك ب ج ز ف") }
    @Test func harakat() { #expect(fold("حِمْص سُورِيَّة رحمٰن") == "حمص سوريه رحمن") }
    @Test func quranicMarks() { #expect(fold("ق\u{6DA}ل\u{6ED}\u{610}") == "قل") }
    @Test func tatweel() { #expect(fold("حمــــص") == "حمص") }
    @Test func composition() { #expect(fold("ا\u{654}من") == fold("أمن") && fold("ا\u{653}ذار") == fold("آذار") && fold("مسو\u{654}ول") == fold("مسؤول")) }
    @Test func directionMarks() { for c in ["\u{200F}", "\u{200E}", "\u{202B}", "\u{202C}", "\u{2067}", "\u{61C}"] { #expect(fold(c + "أم" + c + "ن" + c) == "امن") } }
    @Test func zeroWidth() { for c in ["\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{FE0F}"] { #expect(fold("ح" + c + "مص") == "حمص") } }
    @Test func presentationForms() { #expect(fold("ﻟﺒﻨﺎﻥ ﺍﻷﺭﺩﻥ ﷲ") == "لبنان الاردن الله") }
    @Test func digits() { #expect(fold("٢٠١٥ ۲۰۱۵ 2015") == "2015 2015 2015") }
    @Test func latinCase() { #expect(fold("BBC عربي") == "bbc عربي") }

    @Test(arguments: [("حمص", "حماه"), ("خمس", "حمص"), ("قطر", "قطرة"), ("علي", "على\u{627}"), ("ضرب", "ظرب"), ("هدى", "هدا"), ("ثورة", "تورة")])
    func differentWordsStayDifferent(a: String, b: String) { #expect(fold(a) != fold(b)) }

    /// Folding what was folded changes nothing, whatever the text.
    @Test func idempotent() {
        let once = fold("أإآٱؤئىیة کپچژڤ حِمْص ـــ ١٢۳ BBC é 漢字 😀 ﻼ «…»")
        #expect(fold(once) == once)
        for value in UInt32(0x20)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = fold(String(Character(scalar)))
            if fold(folded) != folded { Issue.record("U+\(String(value, radix: 16))") }
        }
    }

    /// `letters(of:)` counts what `fold` writes, for every code point of the blocks that folding knows.
    @Test func lettersCountTheKey() {
        for value in [UInt32(0xA0)...0x36F, 0x600...0x6FF, 0x2000...0x206F, 0xFB50...0xFDFF, 0xFE00...0xFEFF].joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let key = fold(String(Character(scalar)))
            if key.unicodeScalars.count != folding.letters(of: value) { Issue.record("U+\(String(value, radix: 16)): \(key.unicodeScalars.count) letters") }
        }
    }

    @Test func hostileRunsAreCut() {
        #expect(folding.fold(String(repeating: "\u{64B}", count: 100_000)).isEmpty)
        #expect(folding.fold(String(repeating: "ب", count: 100_000)).count <= Folding.maximumKey + 4)
    }
}
