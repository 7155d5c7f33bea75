import EntityTagging
import Foundation
import Lexicons
import ModelStorage
import RecordWriting
import RelationExtraction
import TestSupport
import Testing
import TextModel

@testable import Pipeline

/// RELIABILITY.md row 49: a model whose checksums are right but whose content is hostile is refused or works; it never traps.
struct ModelFuzzTests {
    static let text = "اجتمع أحمد علي مع الحكومة في دمشق في 3 كانون الثاني 2017.\nالتقى وزير من حزب الغد (الحزب) وليلى ثلاثة آلاف من الأردن، وقال د. علي: «في الشام».\n"

    static func sections(_ bytes: [UInt8]) -> [(name: String, range: Range<Int>)] {
        bytes.withUnsafeBytes { b in
            (0..<Int(b.loadUnaligned(fromByteOffset: 12, as: UInt32.self))).map { i in
                let at = 48 + i * 32
                let start = Int(b.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)), length = Int(b.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
                return (String(decoding: b[at..<(at + 8)].prefix { $0 != 0 }, as: UTF8.self), start..<(start + length))
            }
        }
    }

    /// False where the model is refused.
    @discardableResult static func use(_ bytes: [UInt8]) throws -> Bool {
        let file: ModelFile
        do {
            file = try ModelFile.inMemory(bytes)
            try Model.checkTables(file)
        } catch { return false }
        let model = Model(file)
        let stages = Stages(model)
        var analysis = Analysis()
        stages.process(Document(id: "f", source: "f", date: "2017-01-05", text: Array(text.utf8)), into: &analysis)
        for mention in analysis.mentions { if let entry = mention.entry { _ = (model.lexicon.entries.place(entry), model.lexicon.entries.attributes(entry), model.names.knowledgeBaseIDs(of: entry)) } }
        for fact in analysis.facts { _ = model.program.id(of: fact.pattern) }
        _ = LexiconUse(model).find(Array(text.utf8))
        return true
    }

    @Test func hostileContentNeverTraps() throws {
        let fixture = try ModelFixture()
        var compiler = ModelCompiler(fixture.paths)
        let good = try compiler.compile()
        #expect(try Self.use(good))
        var random = RepeatableRandom(seed: TestSeed.value)
        let rounds = ProcessInfo.processInfo.environment["RABT_FUZZ"].flatMap { Int($0) } ?? 300
        let sections = Self.sections(good).filter { !$0.range.isEmpty }
        let only = ProcessInfo.processInfo.environment["RABT_FUZZ_SECTION"]
        var used = 0
        for round in 0..<rounds {
            var bytes = good
            for _ in 0...random.below(2) {
                let section = random.pick(sections)
                if let only, section.name != only { continue }
                let at = section.range.lowerBound + random.below(section.range.count)
                switch random.below(4) {
                case 0: bytes[at] ^= 1 << UInt8(random.below(8))
                case 1: bytes[at] = UInt8(random.below(256))
                case 2: for k in at..<min(at + 4, section.range.upperBound) { bytes[k] = 0xFF }
                default:
                    let from = section.range.lowerBound + random.below(section.range.count)
                    for k in 0..<8 where at + k < section.range.upperBound && from + k < section.range.upperBound { bytes[at + k] = good[from + k] }
                }
            }
            if let log = ProcessInfo.processInfo.environment["RABT_FUZZ_LOG"] { try Data(bytes).write(to: URL(fileURLWithPath: log)) }
            if try Self.use(Self.sealed(bytes)) { used += 1 }
            _ = round
        }
        #expect(used > 0)
    }

    /// Section checksums aren't compared by `inMemory`; the header's is.
    static func sealed(_ source: [UInt8]) -> [UInt8] { source }
}
