import Lexicons
import ModelStorage
import TestSupport
import Testing
import TextModel

@testable import EntityTagging

/// Runs `values.cases`: the strong values of each sentence have to be exactly those that its brackets show.
@Suite struct ValueFinderTests {
    struct Value: Hashable, Comparable, CustomStringConvertible {
        var start: Int
        var end: Int
        var label: String
        var value: String
        static func < (a: Value, b: Value) -> Bool { (a.start, -a.end, a.label) < (b.start, -b.end, b.label) }
        var description: String { "\(start)-\(end) \(label) \(value)" }
    }

    struct Case {
        var line: Int
        var date: String
        var text: [UInt8]
        var values: [Value]

        /// `[LABEL|value|text]`, nested.
        init?(_ row: String, line: Int) {
            guard !row.hasPrefix("#"), let tab = row.firstIndex(of: "\t") else { return nil }
            self.line = line
            date = String(row[..<tab])
            text = []
            values = []
            var open: [Value] = []
            var rest = row[row.index(after: tab)...]
            while let c = rest.first {
                rest = rest.dropFirst()
                if c == "[" {
                    let label = rest.prefix { $0 != "|" }
                    rest = rest.dropFirst(label.count + 1)
                    let value = rest.prefix { $0 != "|" }
                    rest = rest.dropFirst(value.count + 1)
                    open.append(Value(start: text.count, end: 0, label: String(label), value: String(value)))
                } else if c == "]" {
                    guard var v = open.popLast() else { return nil }
                    v.end = text.count
                    values.append(v)
                } else {
                    text += Array(String(c).utf8)
                }
            }
            values.sort()
        }
    }

    static let folder: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast().joined(separator: "/")
    }()

    static func cases() throws -> [Case] {
        let text = String(decoding: try FileReader.read(FileName(folder + "/values.cases")), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { Case(String($1), line: $0 + 1) }
    }

    static func model() throws -> ModelFile {
        let vocabulary = VocabularyBuilder()
        var builder = ValueLexiconBuilder(vocabulary: vocabulary)
        try builder.load(directory: FileName(folder + "/../../lexicons"))
        #expect(builder.diagnostics.isEmpty, "\(builder.diagnostics.map(\.description))")
        var writer = ModelWriter()
        vocabulary.write(to: &writer)
        builder.write(to: &writer)
        return try ModelFile.inMemory(writer.finish(sourceHash: (0, 0)))
    }

    static func find(_ text: [UInt8], date: String, _ finder: inout ValueFinder, _ forms: inout WordForms) -> [ValueCandidate] {
        var analysis = Analysis()
        analysis.tokens = SimpleTokens.split(text)
        var found: [ValueCandidate] = []
        text.withUnsafeBufferPointer { bytes in
            forms.analyze(bytes, &analysis)
            analysis.tokens.withUnsafeBufferPointer {
                finder.find(in: TokenRange(0, $0.count), of: $0, text: bytes, forms: forms, documentDate: CalendarDate(iso: date), appendingTo: &found)
            }
        }
        return found
    }

    @Test func casesHold() throws {
        let file = try ValueFinderTests.model()
        var finder = ValueFinder(lexicon: ValueLexicon(file)), forms = WordForms(vocabulary: Vocabulary(file))
        let cases = try ValueFinderTests.cases()
        #expect(cases.count >= 150)
        for c in cases {
            var got: [Value] = []
            for candidate in ValueFinderTests.find(c.text, date: c.date, &finder, &forms) where !candidate.isWeak {
                got.append(Value(start: Int(candidate.bytes.start), end: Int(candidate.bytes.end), label: candidate.label.name, value: candidate.value))
                for p in candidate.parts { got.append(Value(start: Int(p.bytes.start), end: Int(p.bytes.end), label: p.label.name, value: p.value)) }
            }
            got.sort()
            func show(_ v: Value) -> String { "[\(v.label)|\(v.value)|\(String(decoding: c.text[v.start..<v.end], as: UTF8.self))]" }
            #expect(got == c.values, "values.cases:\(c.line): expected \(c.values.map(show)), got \(got.map(show))")
        }
    }

    @Test func candidatesNeverOverlapAndStayInside() throws {
        let file = try ValueFinderTests.model()
        var finder = ValueFinder(lexicon: ValueLexicon(file)), forms = WordForms(vocabulary: Vocabulary(file))
        // All cases as one sentence: neighbours that nobody planned.
        let text = Array(try ValueFinderTests.cases().map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: " ").utf8)
        let found = ValueFinderTests.find(text, date: "2017-02-25", &finder, &forms)
        for (a, b) in zip(found, found.dropFirst()) { #expect(a.bytes.end <= b.bytes.start) }
        for c in found {
            #expect(c.bytes.start < c.bytes.end && Int(c.bytes.end) <= text.count && !c.value.isEmpty)
            for p in c.parts { #expect(c.bytes.contains(p.bytes)) }
        }
    }

    /// Words of values in any order, glued or spaced: nothing traps, nothing overlaps, nothing is read twice in different ways.
    @Test func anyOrderOfWordsIsSafe() throws {
        let file = try ValueFinderTests.model()
        var finder = ValueFinder(lexicon: ValueLexicon(file)), forms = WordForms(vocabulary: Vocabulary(file))
        var words = Set<String>()
        for c in try ValueFinderTests.cases() { for w in String(decoding: c.text, as: UTF8.self).split(separator: " ") { words.insert(String(w)) } }
        let pool = words.sorted() + ["99999999999999999", "999999999999", "مليون", "مليار", "تريليون", "9999-99-99", "31/12/9999", "24:60", "0", "٠٠", "1.2.3", "(", ")", "-", "/", "و", "الـ",
                                     "من", "إلى", "بين", "الساعة", "يوم", "شهر", "عام", "رمضان", "1438", "القرن", "نصف"]
        var random = RepeatableRandom(seed: 7)
        for round in 0..<3000 {
            var text = ""
            for _ in 0..<12 { text += pool[Int.random(in: 0..<pool.count, using: &random)] + (Int.random(in: 0..<6, using: &random) == 0 ? "" : " ") }
            let bytes = Array(text.utf8)
            let date = ["2017-02-25", "9999-12-31", "0001-01-01", ""][round % 4]
            let found = ValueFinderTests.find(bytes, date: date, &finder, &forms)
            for (a, b) in zip(found, found.dropFirst()) { #expect(a.bytes.end <= b.bytes.start, "\(text)") }
            for c in found { #expect(c.bytes.start < c.bytes.end && !c.value.isEmpty && c.tokens.count > 0, "\(text)") }
        }
    }

    @Test func emptyLexiconFindsNothing() throws {
        var writer = ModelWriter()
        VocabularyBuilder().write(to: &writer)
        let file = try ModelFile.inMemory(writer.finish(sourceHash: (0, 0)))
        var finder = ValueFinder(lexicon: ValueLexicon(file)), forms = WordForms(vocabulary: Vocabulary(file))
        let found = ValueFinderTests.find(Array("أمس السبت 25 فبراير".utf8), date: "2017-02-26", &finder, &forms)
        #expect(found.allSatisfy { $0.label == .cardinal })
    }
}
