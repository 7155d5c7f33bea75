import Lexicons
import ModelStorage
import Testing
import TextModel

@testable import RelationExtraction

/// A damaged program gives wrong answers at worst.
struct DamagedProgramTests {
    @Test func damagedTablesNeverTrap() throws {
        let builder = VocabularyBuilder()
        for name in ["kill", "die", "person_noun", "say", "deny", "intend", "threaten", "demand", "cause", "control", "sentence", "increase", "common", "kinship", "noun",
                     "vague_quantity", "event_head", "org_head", "fac_head", "place_head", "unit", "timenoun"] {
            builder.add(form: "قتل", to: builder.declareClass(name), features: [.past], lemma: "قتل")
            builder.add(form: "جنديا", to: builder.declareClass(name), features: [.singular], lemma: "جندي")
        }
        let schemaText = try World.read("seeds/schema.tsv")
        let (files, _) = PatternSource.parse(files: try ["die", "shared", "violence"].map { ($0, try World.read("seeds/patterns/\($0).pattern")) })
        let (program, problems) = PatternCompiler(vocabulary: builder, schema: SchemaReader.read(name: "s", text: schemaText).0, schemaText: schemaText).compile(files)
        #expect(!problems.contains { $0.severity == .error })
        var writer = ModelWriter()
        builder.write(to: &writer)
        program.write(to: &writer)
        let good = writer.finish(sourceHash: (0, 0))
        let vocabulary = Vocabulary(try ModelFile.inMemory(good))
        var random = PropertyTests.Random(state: 7)
        // Where the pattern tables lie, by their names in the section table.
        var ranges: [(Int, Int)] = []
        good.withUnsafeBytes { b in
            for i in 0..<Int(b.loadUnaligned(fromByteOffset: 12, as: UInt32.self)) {
                let at = 48 + i * 32
                if b[at] == UInt8(ascii: "p") { ranges.append((Int(b.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)), Int(b.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self)))) }
            }
        }
        for round in 0..<400 {
            var bad = good
            for _ in 0..<1 + random.next(20) {
                let (offset, length) = ranges[random.next(ranges.count)]
                if length < 4 { continue }
                let at = offset + random.next(length / 4) * 4
                let value: UInt32 = [UInt32(random.next(64)), .max, 0x7FFF_FFFF, UInt32(random.next(1 << 30)), 0x8000_0000][random.next(5)]
                withUnsafeBytes(of: value) { for k in 0..<4 { bad[at + k] = $0[k] } }
            }
            let damaged = PatternProgram(file: try ModelFile.inMemory(bad))
            var a = PropertyTests.text(&random, vocabulary).analyzed
            a.text = Array("قتل قتل جنديا قتل جنديا قتل قتل".utf8)
            a.analysis = Analysis()
            var start = 0
            for word in String(decoding: a.text, as: UTF8.self).split(separator: " ") {
                a.analysis.tokens.append(Token(start: UInt32(start), end: UInt32(start + word.utf8.count), kind: .word, flags: []))
                start += word.utf8.count + 1
            }
            a.analysis.sentences = [Sentence(bytes: ByteRange(0, a.text.count), tokens: TokenRange(0, a.analysis.tokens.count), paragraph: 0, kind: .body)]
            a.analysis.mentions = [Mention(bytes: a.analysis.tokens[1].bytes, tokens: TokenRange(1, 2), label: .pers, form: .name, sentence: 0, foundBy: .rule(StaticRule("t")))]
            a.text.withUnsafeBufferPointer { a.forms.analyze($0, &a.analysis) }
            var extractor = RelationExtractor(program: damaged, vocabulary: vocabulary)
            let forms = a.forms
            a.text.withUnsafeBufferPointer { extractor.extract($0, forms, &a.analysis) }
            #expect(round >= 0)
        }
    }
}
