import ArabicText
import Testing
import TextModel

/// What lies between two spellings of one word.
@Suite struct VariationTests {
    private func via(_ text: String, _ entry: String) -> FoldingSet {
        Array(text.utf8).withUnsafeBufferPointer { a in Array(entry.utf8).withUnsafeBufferPointer { b in Variation.between(a, b) } }
    }

    @Test(arguments: [
        ("أمن", "أمن", []), ("امن", "أمن", .alef), ("اسطنبول", "إسطنبول", .alef), ("مسوول", "مسؤول", .hamza), ("رييس", "رئيس", .hamza),
        ("مستشفي", "مستشفى", .ya), ("الدوله", "الدولة", .taMarbuta), ("حِمْص", "حمص", .marks), ("حمص", "حِمْص", .marks), ("حمـص", "حمص", .tatweel),
        ("ا\u{654}من", "أمن", [.alef, .marks]), ("\u{200F}أمن", "أمن", .direction), ("ح\u{200D}مص", "حمص", .direction), ("ﻟﺒﻨﺎﻥ", "لبنان", .presentation),
        ("ا\u{FEF7}ردن", "الأردن", .presentation), ("ایران", "ايران", .persian), ("٢٠١٥", "2015", .digits), ("۲۰۱۵", "٢٠١٥", .digits),
        ("جبهه النصره", "جبهة النصرة", .taMarbuta), ("القاهره", "القاهرة", .taMarbuta), ("اﻷمـم", "الأمم", [.presentation, .tatweel]),
    ] as [(String, String, FoldingSet)])
    func foldings(text: String, entry: String, expected: FoldingSet) { #expect(via(text, entry) == expected) }

    /// Every folding has a name, in the order of its bits: records show them.
    @Test func names() { #expect(FoldingSet.names.count == 14 && FoldingSet.names[5] == "tatweel" && FoldingSet.tatweel.rawValue == 1 << 5) }
}
