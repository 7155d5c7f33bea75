import ArabicText
import ModelStorage
import TestSupport
import Testing
import TextModel

@testable import Lexicons

/// Proclitics are found where they are written: the map from folded letters back to the source is exact.
@Suite struct WordFormsTests {
    private func forms(_ words: [String]) throws -> WordForms {
        let builder = VocabularyBuilder()
        for word in words { _ = builder.intern(word) }
        var writer = ModelWriter()
        builder.write(to: &writer)
        return WordForms(vocabulary: Vocabulary(try ModelFile.inMemory(writer.finish(sourceHash: (0, 0)))))
    }

    /// What the best known reading cuts off, and what is left.
    private func split(_ surface: String, _ forms: inout WordForms) -> (String, String)? {
        let bytes = Array(surface.utf8)
        let form = bytes.withUnsafeBufferPointer { forms.form($0) }
        guard let reading = forms.readings(of: form).map({ forms.pool[$0] }).first(where: \.isKnown) else { return nil }
        return (String(decoding: bytes[..<Int(reading.stem)], as: UTF8.self), String(decoding: bytes[Int(reading.stem)...], as: UTF8.self))
    }

    @Test(arguments: [
        ("حمص", "", "حمص"), ("بحمص", "ب", "حمص"), ("وبحمص", "وب", "حمص"), ("فلحمص", "فل", "حمص"), ("بِحِمْص", "بِ", "حِمْص"), ("بـحمص", "بـ", "حمص"),
        ("ب\u{200F}حمص", "ب\u{200F}", "حمص"), ("ب\u{300}حمص", "ب\u{300}", "حمص"), ("ب\u{AD}حمص", "ب\u{AD}", "حمص"), ("بﺣﻤﺺ", "ب", "ﺣﻤﺺ"),
        ("وزير", "", "وزير"), ("ووزير", "و", "وزير"), ("بكين", "", "بكين"), ("ببكين", "ب", "بكين"), ("لبنان", "", "لبنان"), ("للبنان", "ل", "لبنان"),
        ("للأردن", "ل", "لأردن"), ("وللأردن", "ول", "لأردن"), ("بالأردن", "ب", "الأردن"),
    ])
    func stems(surface: String, proclitics: String, stem: String) throws {
        var forms = try forms(["حمص", "وزير", "بكين", "لبنان", "الأردن"])
        let found = split(surface, &forms)
        #expect(found?.0 == proclitics && found?.1 == stem, "\(surface): \(String(describing: found))")
    }

    @Test(arguments: ["حمصي", "المحمصة", "سحمص", "بنان", "حماة"]) func noWordInsideAnother(surface: String) throws {
        var forms = try forms(["حمص", "لبنان"])
        #expect(split(surface, &forms) == nil)
    }

    /// Whatever marks stand where: the stem's source folds to the stem, and the proclitics' source to the proclitics.
    @Test func randomMarks() throws {
        var random = RepeatableRandom(seed: TestSeed.value)
        let marks = ["", "", "", "\u{64E}", "\u{651}\u{650}", "ـ", "\u{200F}", "\u{200D}", "\u{300}", "\u{FEFF}", "\u{6DA}"]
        let folding = Folding()
        var forms = try forms(["حمص", "القاهرة", "الأردن"])
        for _ in 0..<5_000 {
            let lead = random.pick(["", "و", "ب", "وب", "فل", "ك"]), stem = random.pick(["حمص", "القاهرة"])
            func marked(_ text: String) -> String { text.unicodeScalars.map { String(Character($0)) + random.pick(marks) }.joined() }
            let surface = marked(lead) + marked(stem)
            guard let found = split(surface, &forms) else {
                Issue.record("\(surface.debugDescription) isn't known; \(TestSeed.note)")
                continue
            }
            #expect(folding.fold(found.0) == folding.fold(lead) && folding.fold(found.1) == folding.fold(stem), "\(surface.debugDescription) \(TestSeed.note)")
        }
    }
}
