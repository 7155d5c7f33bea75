import DocumentReading
import Pipeline
import Testing

/// Text without end marks. (That time stays linear is measured on the release binary: Benchmarks/hostile.py.)
@Suite struct LongSentenceTests {
    @Test func isCut() throws {
        var maker = RecordMaker(try ShippedModel.load())
        let records = try maker.records(String(repeating: "كلمة ", count: 1300))
        let sentences = if case .number(let count)? = records.first?["sentences"] { Int(count) ?? 0 } else { 0 }
        #expect(sentences == 3)
    }

    /// A value longer than any span that words make trapped where the way back through the search looked for its beginning.
    @Test func valueOfManyTokens() throws {
        var maker = RecordMaker(try ShippedModel.load())
        #expect(try !maker.records(String(repeating: "12 ألف و", count: 20)).isEmpty)
    }
}
