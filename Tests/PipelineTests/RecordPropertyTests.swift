import DocumentReading
import Pipeline
import RecordWriting
import SystemFiles
import TestSupport
import Testing

/// What holds for every record, whatever the text.
@Suite struct RecordPropertyTests {
    /// News of the sample reports, cut, joined and disturbed.
    private struct Texts {
        var random = RepeatableRandom(seed: TestSeed.value)
        let sentences: [String]
        static let noise = ["", "", "", " ", "\n", "\r\n", "\n\n", "\u{200F}", "\u{FEFF}", "\u{A0}", "ـ", "\u{651}", "#", "_", "«", "\"", ".", "😀", "\u{202B}", "é", "\u{0}",
                            "2015", "١٬٢٠٠", "https://a.b/ج", "م. ", "وب", "أمن\nالدولة", "ا\u{654}من الدولة", "ﻟﺒﻨﺎﻥ", "\u{2028}", "\t"]

        init() throws {
            sentences = try ["hawija-checkpoint-claim", "idlib-market-strike", "cairo-khartoum-rail-deal"].flatMap { name in
                let bytes = try readFile(FilePath(ShippedModel.root + "/seeds/reports/\(name).txt"))
                return String(decoding: bytes, as: UTF8.self).split(separator: ".").map { String($0) + "." }
            }
        }

        mutating func next() -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<(1 + random.below(4)) {
                let sentence = Array(random.pick(sentences).unicodeScalars)
                let start = random.below(3) == 0 ? random.below(sentence.count) : 0
                for scalar in sentence[start...] {
                    text.append(scalar)
                    if random.below(12) == 0 { text.append(contentsOf: random.pick(Texts.noise).unicodeScalars) }
                }
            }
            return String(text)
        }
    }

    /// slice(text, start, end) is the record's text, for every place in every record, in every unit.
    @Test func placesAreTheirTexts() throws {
        let model = try ShippedModel.load()
        var texts = try Texts()
        var byte = RecordMaker(model, offsets: .byte), codepoint = RecordMaker(model, offsets: .codepoint), utf16 = RecordMaker(model, offsets: .utf16)
        var count = 0
        for _ in 0..<40 {
            let text = texts.next()
            let bytes = Array(text.utf8), points = Array(text.unicodeScalars), units = Array(text.utf16)
            func check(_ records: [JSONValue], _ unit: String, _ length: Int, _ slice: (Range<Int>) -> String) {
                for place in records.flatMap(\.places) {
                    count += 1
                    let isInside = 0 <= place.start && place.start <= place.end && place.end <= length
                    let there = isInside ? slice(place.start..<place.end) : "outside"
                    if Array(there.utf8) != Array(place.text.utf8) {
                        Issue.record("\(unit) \(place): \(there.debugDescription) in \(text.debugDescription); \(TestSeed.note)")
                    }
                }
            }
            check(try byte.records(text), "byte", bytes.count) { String(decoding: bytes[$0], as: UTF8.self) }
            check(try utf16.records(text), "utf16", units.count) { String(decoding: units[$0], as: UTF16.self) }
            check(try codepoint.records(text), "codepoint", points.count) {
                var slice = String.UnicodeScalarView()
                slice.append(contentsOf: points[$0])
                return String(slice)
            }
        }
        #expect(count > 500)
    }

    /// A worker gives the same bytes for a text whatever it has seen before.
    @Test func recordsDependOnTheTextAlone() throws {
        let model = try ShippedModel.load()
        var texts = try Texts()
        let all = (0..<12).map { _ in texts.next() }
        var one = RecordMaker(model), two = RecordMaker(model)
        let forward = all.map { one.lines($0) }
        for (text, lines) in zip(all, forward).reversed() { #expect(two.lines(text) == lines, "\(text.debugDescription) \(TestSeed.note)") }
    }

    /// Any number of jobs writes the same bytes.
    @Test func sameBytesForAnyNumberOfJobs() throws {
        let model = try ShippedModel.load()
        var texts = try Texts()
        let scratch = Scratch()
        for i in 0..<24 { scratch.write("in/\(i).txt", texts.next().replacing("\u{0}", with: " ")) }
        func run(jobs: Int) throws -> [UInt8] {
            let target = FilePath(scratch.path + "/out\(jobs)")
            var output = try RecordOutput(file: target)
            var reading = ReadingOptions()
            reading.batchBytes = 900
            let runner = BatchRunner(options: .init(jobs: jobs, reading: reading, records: RecordOptions()), names: model.names,
                                     makeProcessor: { model.makeProcessor() }, say: { _ in })
            let report = runner.run(InputList(paths: [FilePath(scratch.path + "/in")], options: .init(glob: "*.txt")), to: output)
            try output.finish()
            #expect(report.counts.documents == 24)
            return try readFile(target)
        }
        let one = try run(jobs: 1)
        #expect(one.count > 10_000)
        for jobs in [2, 8] { #expect(try run(jobs: jobs) == one, "\(jobs) jobs; \(TestSeed.note)") }
    }
}
