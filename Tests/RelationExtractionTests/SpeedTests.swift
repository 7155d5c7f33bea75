import Testing
import TextModel

@testable import RelationExtraction

/// Many patterns cost little more than few on the same text: patterns whose words don't occur sleep.
struct SpeedTests {
    @Test func sleepingPatternsCostLittle() throws {
        let few = try SpeedTests.time(patterns: 50), many = try SpeedTests.time(patterns: 2_000)
        print("50 patterns: \(few), 2000 patterns: \(many)")
        #expect(many < few * 4)
    }

    static func time(patterns: Int) throws -> Double {
        var text = "rabt patterns 1\nfamily t\nattach date:@DATE within sentence\n"
        for i in 0..<patterns {
            // The first five use words of the text, the others words of their own.
            let word = i < 5 ? "<kill:past قتل>" : "كلمة" + String(String(i).unicodeScalars.map { Character(Unicode.Scalar($0.value - 48 + 0x628)!) })
            text += "pattern p\(i) : Die\nmatch any-order( trigger:\(word) victim:@PERS agent:@ORG? )\n"
        }
        let world = try World([("t", text)])
        var a = world.analyze(String(repeating: "وقتل أحمد علي في مدينة صفاقس أمس بعد أن أعلنت الحكومة أن الجيش سيطر على حي الزهور وقال سامي حداد إن الشرطة لم تتدخل. ", count: 200))
        var extractor = world.extractor
        let bytes = a.text, forms = a.forms
        var best = Double.infinity
        for _ in 0..<5 {
            a.analysis.facts.removeAll(keepingCapacity: true)
            a.analysis.arguments.removeAll(keepingCapacity: true)
            let d = ContinuousClock().measure { bytes.withUnsafeBufferPointer { extractor.extract($0, forms, &a.analysis) } }
            best = min(best, Double(d.components.attoseconds) / 1e18 + Double(d.components.seconds))
        }
        #expect(a.analysis.facts.count == 200)
        print("text of \(bytes.count) bytes: \(best) s, \(Double(bytes.count) / best / 1e6) MB/s")
        return best
    }
}
