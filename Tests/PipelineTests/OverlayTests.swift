import EntityTagging
import Foundation
import Lexicons
import RecordWriting
import RelationExtraction
import SystemFiles
import Testing
import TextModel

@testable import Pipeline

/// Several lexicon directories, a later one over the earlier ones.
struct OverlayTests {
    func names(_ overlay: [String: String]) throws -> [String] {
        let fixture = try ModelFixture(Dictionary(uniqueKeysWithValues: overlay.map { ("mine/" + $0.key, $0.value) }))
        let mine = FilePath(fixture.root.appendingPathComponent("mine").path)
        let model = try Model.load(ModelPaths(lexicons: [fixture.lexicons, mine], patterns: []))
        return (0..<model.lexicon.entries.count).map { i in
            let e = EntryID(i), entries = model.lexicon.entries
            return "\(entries.name(e))\(entries.attribute(e, "role").map { "/" + $0 } ?? "") \(entries.place(e))"
        }
    }

    static let base = ["أحمد علي/وزير lexicons/pers/figures.tsv:2", "أحمد علي/رئيس lexicons/pers/figures.tsv:3", "حزب الغد lexicons/org/groups.tsv:2",
                       "الحكومة lexicons/org/groups.tsv:3", "دمشق lexicons/gpe/places.tsv:2", "الأردن lexicons/gpe/places.tsv:3"]

    @Test func adds() throws {
        #expect(try Set(names(["gpe/p.tsv": "name\tid\nحلب\tgeonames:170063\n"])) == Set(Self.base + ["حلب mine/gpe/p.tsv:2"]))
    }

    /// All dated rows of an id and name are replaced together, by as many as there are.
    @Test func replaces() throws {
        let found = try names(["pers/p.tsv": "name\tid\trole\nأحمد علي\trabt:ahmad\tسفير\nأحمد علي\trabt:ahmad\tنائب\nأحمد علي\trabt:other\tطبيب\n"])
        #expect(Set(found) == Set(Self.base.dropFirst(2) + ["أحمد علي/سفير mine/pers/p.tsv:2", "أحمد علي/نائب mine/pers/p.tsv:3", "أحمد علي/طبيب mine/pers/p.tsv:4"]))
    }

    @Test func removes() throws {
        #expect(try Set(names(["gpe/p.tsv": "name\tid\n-دمشق\t\n"])) == Set(Self.base.filter { !$0.hasPrefix("دمشق") }))
        #expect(try Set(names(["gpe/p.tsv": "name\tid\n-دمشق\tgeonames:1\n"])) == Set(Self.base))
        #expect(try Set(names(["pers/p.tsv": "name\tid\n-\trabt:ahmad\n"])) == Set(Self.base.dropFirst(2)))
        // Another label's folder says nothing about places.
        #expect(try Set(names(["org/p.tsv": "name\n-دمشق\n"])) == Set(Self.base))
    }

    @Test func removesVariants() throws {
        let fixture = try ModelFixture(["mine/gpe/p.tsv": "name\n-الشام\n", "mine/words/preposition.tsv": "word\n-مع\nحول\n"])
        let model = try Model.load(ModelPaths(lexicons: [fixture.lexicons, FilePath(fixture.root.appendingPathComponent("mine").path)], patterns: []))
        let use = LexiconUse(model)
        #expect(use.find(Array("الشام".utf8)).isEmpty)
        #expect(use.find(Array("مدينة دمشق".utf8)).count == 2)
        let preposition = try #require(model.lexicon.vocabulary.classID(named: "preposition"))
        func isPreposition(_ word: String) -> Bool {
            let id = Array(word.utf8).withUnsafeBufferPointer { model.lexicon.vocabulary.word(folded: $0) }
            return model.lexicon.vocabulary.sense(of: id, in: preposition) != nil
        }
        #expect(isPreposition("في") && isPreposition("حول") && !isPreposition("مع"))
    }

    @Test func uselessRemovalIsAWarning() throws {
        let fixture = try ModelFixture(["mine/gpe/p.tsv": "name\n-حلب\n"])
        let check = try LexiconCheck([fixture.lexicons, FilePath(fixture.root.appendingPathComponent("mine").path)])
        #expect(check.diagnostics.contains { $0.message.contains("removes nothing") && $0.line == 2 })
    }
}
