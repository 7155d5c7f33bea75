import EntityTagging
import Foundation
import Lexicons
import ModelStorage
import RecordWriting
import RelationExtraction
import SystemFiles
import Testing
import TextModel

@testable import Pipeline

struct ModelCacheTests {
    func notices(_ fixture: ModelFixture, _ paths: ModelPaths? = nil) throws -> (Model, [String]) {
        var said: [String] = []
        let model = try Model.load(paths ?? fixture.paths, cache: fixture.cache, notice: { said.append($0) })
        return (model, said)
    }

    /// Compiled models bear the same name as long as the sources have the same content, whatever their stamps.
    @Test func keepsAndFinds() throws {
        let fixture = try ModelFixture()
        let (first, said) = try notices(fixture)
        #expect(said.isEmpty)
        let models = try fixture.cached(".model")
        #expect(models.count == 1)
        #expect(try fixture.cached(".index").count == 1)
        #expect(try fixture.cached(".tmp").isEmpty)
        let (again, _) = try notices(fixture)
        #expect(again.facts.lexiconsHash == first.facts.lexiconsHash && !again.facts.lexiconsHash.isEmpty)
        // Same content, other stamp: the same model.
        try fixture.write("lexicons/words/noun.tsv", ModelFixture.standard["lexicons/words/noun.tsv"]!)
        _ = try notices(fixture)
        #expect(try fixture.cached(".model") == models)
    }

    @Test func noticesChangesOfContent() throws {
        let fixture = try ModelFixture()
        #expect(try notices(fixture).0.lexicon.entries.count == 6)
        let text = ModelFixture.standard["lexicons/gpe/places.tsv"]!
        // Same size, so soon that its time may be the same.
        try fixture.write("lexicons/gpe/places.tsv", text.replacingOccurrences(of: "دمشق", with: "دمسق"))
        #expect(try notices(fixture).0.lexicon.entries.name(.init(0)) == "أحمد علي")
        #expect(try LexiconUse(notices(fixture).0).find(Array("دمسق".utf8)).count == 1)
        try fixture.write("lexicons/loc/more.tsv", "name\nالفرات\n")
        #expect(try notices(fixture).0.lexicon.entries.count == 7)
        try FileManager.default.removeItem(at: fixture.root.appendingPathComponent("lexicons/loc/more.tsv"))
        #expect(try notices(fixture).0.lexicon.entries.count == 6)
        try fixture.write("seeds/meet.pattern", ModelFixture.standard["seeds/meet.pattern"]! + "\npattern third : Meet\n match participant:@PERS trigger:اجتمع\n")
        #expect(try notices(fixture).0.program.patternCount == 3)
    }

    /// RELIABILITY.md row 49, through the cache: a notice and a rebuild.
    @Test func damageIsToldAndRepaired() throws {
        let fixture = try ModelFixture()
        _ = try notices(fixture)
        let file = URL(fileURLWithPath: fixture.cache.directory.text).appendingPathComponent(try #require(fixture.cached(".model").first))
        let good = try Data(contentsOf: file)
        var flipped = good
        flipped[good.count / 2] ^= 0x10
        var version = good
        version[8] = 77
        for (bad, word) in [(flipped, "damaged"), (good.prefix(good.count - 100), "cut off or added to"), (good.prefix(10), "cut off"), (version, "another version"), (Data("x".utf8), "cut off"),
                            (Data(repeating: 0x41, count: 500), "not a compiled model")] {
            try bad.write(to: file)
            let (model, said) = try notices(fixture)
            #expect(said.count == 1 && said[0].contains(word), "\(said)")
            #expect(model.lexicon.entries.count == 6)
            #expect(try notices(fixture).1.isEmpty)
        }
        for index in try fixture.cached(".index") { try Data("rabt-index 1\nnonsense\n".utf8).write(to: file.deletingLastPathComponent().appendingPathComponent(index)) }
        #expect(try notices(fixture).1.isEmpty)
    }

    @Test func unwritableCacheIsANotice() throws {
        let fixture = try ModelFixture()
        try fixture.write("cache", "a file where the directory should be")
        let (model, said) = try notices(fixture)
        #expect(model.lexicon.entries.count == 6)
        #expect(said.count == 1 && said[0].contains("cannot keep the compiled lexicons"))
    }

    @Test func brokenSourcesKeepTheOldModel() throws {
        let fixture = try ModelFixture()
        _ = try notices(fixture)
        let before = try fixture.cached("")
        try fixture.write("lexicons/gpe/places.tsv", "name\tid\na\tb\tc\n\tx\n")
        do {
            _ = try notices(fixture)
            Issue.record("compiled")
        } catch let error as ModelError { #expect(error.lines.count == 2) }
        #expect(try fixture.cached("") == before)
    }

    /// RELIABILITY.md row 50: several processes may build at once; here threads do.
    @Test func concurrentBuilders() async throws {
        let fixture = try ModelFixture()
        let paths = fixture.paths, cache = fixture.cache
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { (try? Model.load(paths, cache: cache).lexicon.entries.count) ?? -1 } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [Int](repeating: 6, count: 16))
        #expect(try fixture.cached(".model").count == 1)
        #expect(try fixture.cached(".tmp").isEmpty)
    }

    @Test func compiledFileIsChecked() throws {
        let fixture = try ModelFixture()
        var compiler = ModelCompiler(fixture.paths)
        let bytes = try compiler.compile()
        let path = fixture.root.appendingPathComponent("m.rabt")
        try Data(bytes).write(to: path)
        let model = try Model.load(compiled: FilePath(path.path))
        #expect(model.lexicon.entries.count == 6 && model.facts.lexiconsHash.count == 64)
        try Data(bytes.dropLast(64)).write(to: path)
        #expect(throws: ModelFileError.self) { try Model.load(compiled: FilePath(path.path)) }
        #expect(throws: ModelFileError.unreadable(errno: 2)) { try Model.load(compiled: FilePath("/nonexistent")) }
    }
}
