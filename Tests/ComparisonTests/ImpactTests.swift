import ArabicText
import Comparison
import Lexicons
import Pipeline
import TestSupport
import Testing
import TextModel

struct ImpactTests {
    /// What is kept must never change the answer: random edits of rows and patterns over a random corpus, with kept runs and without.
    @Test func keptRunsChangeNothing() throws {
        var dice = RepeatableRandom(seed: TestSeed.value)
        var gainedAnything = 0, spared = 0
        for round in 0..<8 {
            let fixture = try ImpactFixture(), documents = ImpactFixture.corpus(80, &dice)
            _ = try fixture.impact(documents, keeps: true)
            for edit in 0..<4 {
                let what = try change(fixture, &dice)
                let kept = try fixture.impact(documents, keeps: true), whole = try fixture.impact(documents, keeps: false)
                #expect(describe(kept) == describe(whole), "round \(round), edit \(edit), \(what); \(TestSeed.note)")
                if !whole.changes.isEmpty { gainedAnything += 1 }
                if kept.rerun < documents.count { spared += 1 }
                #expect(kept.usedCache)
            }
        }
        // The test would be worth nothing if edits changed nothing, or if every edit went through everything.
        #expect(gainedAnything > 5, "\(TestSeed.note)")
        #expect(spared > 10, "\(TestSeed.note)")
    }

    private func describe(_ impact: Impact) -> [String] {
        impact.changes.map { c in
            func words(_ f: Finding?) -> String { f.map { "\($0.kind) \($0.type) \($0.start)-\($0.end) \($0.detail)" } ?? "-" }
            return "\(c.document) \(c.kind) \(words(c.old)) → \(words(c.new))"
        }
    }

    /// One edit, as an analyst makes them; what it was.
    private func change(_ fixture: ImpactFixture, _ dice: inout RepeatableRandom) throws -> String {
        func edit(_ name: String, _ body: (inout [String]) -> Void) throws {
            var lines = try fixture.read("new/" + name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            body(&lines)
            try fixture.write("new/" + name, lines.joined(separator: "\n"))
        }
        let word = dice.pick(ImpactFixture.words.filter { $0.utf8.first! > 0xC0 && $0 != "،" && !$0.hasPrefix("\u{200F}") })
        let other = dice.pick(["سلمية", "السلمية", "عتيق", "مزرعة", "صدى", "رفاق", "بناء", "أبناء", "مدير"])
        switch dice.below(14) {
        case 0:
            try edit("lexicons/gpe/places.tsv") { $0.insert("\(word)\t\t\t", at: 1 + dice.below($0.count - 1)) }
            return "place \(word)"
        case 1:
            try edit("mine/gpe/local.tsv") { $0.insert("\(other)\t", at: 1) }
            return "own place \(other)"
        case 2:
            try edit("lexicons/org/groups.tsv") { $0.insert("\(word) \(other)\t\t\t\(other)", at: 1) }
            return "group \(word) \(other)"
        case 3:
            try edit("lexicons/gpe/places.tsv") { if $0.count > 3 { $0.remove(at: 1) } }
            return "first place removed"
        case 4:
            try edit("lexicons/gpe/places.tsv") { $0.swapAt(1, 2) }
            return "places swapped"
        case 5:
            try edit("mine/gpe/local.tsv") { $0.append("دمشق\trabt:d") }
            return "دمشق overruled"
        case 6:
            try edit("mine/gpe/local.tsv") { $0.append("-\(dice.pick(["حمص", "الشام", "دمشق"]))\t") }
            return "removed from below"
        case 7:
            try edit("mine/gpe/local.tsv") { $0.append("-\trabt:d") }
            return "id removed from below"
        case 8:
            try edit("lexicons/words/noun.tsv") { $0.insert("\(other)\t\tm\ts", at: 1) }
            return "noun \(other)"
        case 9:
            try edit("lexicons/words/title.tsv") { $0.insert(word, at: 1) }
            return "title \(word)"
        case 10:
            try edit("lexicons/verbs/meet.tsv") { $0.remove(at: $0.count - 1) ; $0.append("وصل\tيصل\tإلى\n") }
            return "verb"
        case 11:
            try edit("lexicons/verbs/say.tsv") { $0[1] = dice.pick(["قال\tيقول\tل\tإن", "أعلن\tيعلن\t\t", "قال\tيقول\t\t"]) }
            return "verb of saying"
        case 12:
            try edit("seeds/travel.pattern") { lines in
                if let k = lines.firstIndex(where: { $0.hasPrefix(" match") }) { lines[k] = dice.pick([" match trigger:وصل .. place:@GPE", " match trigger:قال .. place:@GPE", " match place:@GPE trigger:<noun>"]) }
            }
            return "pattern to"
        default:
            try edit("seeds/meet.pattern") { lines in
                if let k = lines.firstIndex(where: { $0.hasPrefix("pattern met") }) { lines.removeSubrange(k..<min(k + 2, lines.count)) } else {
                    lines.append("pattern beside : Meet\n match participant:@PERS trigger:<noun>\n")
                }
            }
            return "pattern met"
        }
    }

    /// Whatever `WordForms` finds in a surface is among its candidates.
    @Test func candidatesHoldEveryReading() throws {
        var dice = RepeatableRandom(seed: TestSeed.value)
        let letters = Array("ابتثجحدذرزسشصضطظعغفقكلمنهويءأةىؤئ"), fixture = try ImpactFixture()
        var stems: [String] = []
        for _ in 0..<400 {
            let stem = String((0..<(2 + dice.below(4))).map { _ in dice.pick(letters) })
            stems += [stem, "ال" + stem, stem + "ا", stem + "وا", stem + "اء", stem + "ة"]
        }
        try fixture.write("old/lexicons/words/noun.tsv", "word\n" + Set(stems).sorted().joined(separator: "\n") + "\n")
        let model = try Model.load(fixture.paths("old"))
        var forms = WordForms(vocabulary: model.lexicon.vocabulary), candidates = WordCandidates(), found = 0
        let folding = Folding()
        for _ in 0..<6_000 {
            var stem = dice.pick(stems)
            if stem.hasSuffix("ة"), dice.below(2) == 0 { stem = stem.dropLast() + "ت" }
            if stem.hasSuffix("اء"), dice.below(2) == 0 { stem = stem.dropLast() + dice.pick(["ؤ", "ئ"]) }
            let surface = Array((dice.pick(["", "", "و", "ف", "ب", "ل", "لل", "ولل", "وال", "بال", "س", "وس", "كال"]) + stem + dice.pick(["", "", "ه", "ها", "هم", "نا", "ي", "ك", "ا", "كما"])).utf8)
            let form = surface.withUnsafeBufferPointer { forms.form($0) }
            var all: Set<[UInt8]> = []
            folding.fold(String(decoding: surface, as: UTF8.self)).withUnsafeBufferPointer { candidates.each($0) { all.insert(Array($0)) } }
            for r in forms.readings(of: form) {
                for word in [forms.pool[r].word, forms.pool[r].bare] where word.isKnown {
                    found += 1
                    #expect(all.contains(Array(model.lexicon.vocabulary.bytes(word))), "\(String(decoding: surface, as: UTF8.self)) read as \(model.lexicon.vocabulary.text(word)); \(TestSeed.note)")
                }
            }
        }
        #expect(found > 3_000)
    }
}
