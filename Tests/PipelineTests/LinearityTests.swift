import Glibc
import DocumentReading
import Pipeline
import RecordWriting
import SystemFiles
import TextModel
import Testing

/// The whole way from text to records takes time as the text grows, whatever it is made of: without end marks, with everything matching, nested and unclosed.
@Suite(.serialized) struct LinearityTests {
    static let units: [(String, String)] = [
        ("names", "محمد "), ("dead", "قتل محمد علي وأحمد الخطيب و"), ("speakers", "وقال محمد إن أحمد قال إن "), ("openers", "قال \" "), ("brackets", "("), ("numbers", "12 ألف و"),
        ("events", "هجوم باريس وهجوم لندن "), ("hashtags", "#محمد_"), ("lines", "وقال محمد الخطيب في دمشق إن ثلاثة أشخاص قتلوا.\n"), ("marks", "\u{64B}"), ("tatweel", "\u{640}"),
    ]

    @Test(arguments: units.indices) func linear(_ index: Int) throws {
        let (name, unit) = Self.units[index]
        var maker = RecordMaker(try ShippedModel.load())
        func time(_ count: Int) -> (seconds: Double, bytes: Int) {
            let text = "ب" + String(repeating: unit, count: count)
            var best = Double.infinity, bytes = 0
            for _ in 0..<2 {
                let start = clock()
                bytes = maker.lines(text).count
                best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
            }
            return (best, bytes)
        }
        let small = time(600), large = time(2400)
        // Quadratic would be 16 times, in time and in records; the constant lets short times wander.
        #expect(large.seconds < small.seconds * 8 + 0.2, "\(name): \(small.seconds) s, four times the text: \(large.seconds) s")
        #expect(large.bytes < small.bytes * 8 + 10_000, "\(name): \(small.bytes) bytes of records, four times the text: \(large.bytes)")
    }

    @Test func aSentenceWithoutEndIsCut() throws {
        var maker = RecordMaker(try ShippedModel.load())
        let records = try maker.records(String(repeating: "كلمة ", count: 5000))
        let sentences = if case .number(let count)? = records.first?["sentences"] { Int(count) ?? 0 } else { 0 }
        #expect(sentences >= 8)
    }
}
