import Comparison
import Foundation
import Pipeline
import SystemFiles
import TestSupport
import TextModel

/// Two sets of lexicons and patterns, `old` and `new`, each of two directories, and a corpus of sentences over their words.
final class ImpactFixture {
    let root: URL

    static let standard: [String: String] = [
        "lexicons/gpe/places.tsv": "name\tid\tvariants\tmatch\nدمشق\trabt:d\tالشام | مدينة دمشق\t\nحمص\trabt:h\t\t\nالعاصمة\trabt:d\t\ttrigger\nطرطوس\t\t\t\n",
        "lexicons/org/groups.tsv": "name\tid\tvariants\tshort\nحزب الغد\trabt:ghad\t\tالحزب\nلجنة الإغاثة\trabt:lajna\tالإغاثة\t\n",
        "lexicons/pers/people.tsv": "name\tid\nأحمد علي\trabt:ahmad\nليلى حداد\trabt:layla\n",
        "lexicons/words/noun.tsv": "word\tforms\tgender\tnumber\nوزير\tوزراء/p\tm\ts\nاجتماع\tاجتماعات/p\tm\ts\nمدينة\tمدن/p\tf\ts\n",
        "lexicons/words/preposition.tsv": "word\nفي\nمن\nعلى\nمع\nإلى\n",
        "lexicons/words/title.tsv": "word\nالوزير\nالسيد\n",
        "lexicons/verbs/meet.tsv": "past\tpresent\tprep\nالتقى\tيلتقي\t\nاجتمع\tيجتمع\tمع\n",
        "lexicons/verbs/say.tsv": "past\tpresent\tprep\tcontent\nقال\tيقول\t\tإن\n",
        "lexicons/names/given.tsv": "part\tgender\tband\nأحمد\tm\ta\nعلي\tm\ta\nليلى\tf\tb\n",
        "lexicons/weights.tsv": "evidence\tlabel\tweight\nlisted.GPE.1\tGPE\t3.0\nlisted.GPE.1.trigger\tGPE\t1.0\nlisted.ORG.2\tORG\t3.0\nlisted.ORG.1\tORG\t3.0\nlisted.PERS.2\tPERS\t3.0\nbias\tGPE\t-1.0\nonly.+unknown\tGPE\t0.7\nonly.look.1\tPERS\t1.5\nonly.look.2\tPERS\t2.0\nbefore.title\tPERS\t2.0\n",
        "mine/gpe/local.tsv": "name\tid\nالرستن\trabt:r\n",
        "seeds/schema.tsv": "type\tkind\trole\tlabels\ttext\tlist\tace\tplover\twikidata\nMeet\tevent\nMeet\tevent\tparticipant\t*\tyes\tyes\nTravel\tevent\nTravel\tevent\tplace\tGPE\n",
        "seeds/meet.pattern": """
            rabt patterns 1
            family meet

            pattern meet : Meet
             match trigger:<meet:past اجتمع> participant:@PERS|ORG .. participant:[مع|ب+]@PERS|ORG

            pattern met : Meet
             match participant:@PERS and-list .. trigger:( التقى / اجتمع )

            """,
        "seeds/travel.pattern": """
            rabt patterns 1
            family travel

            pattern to : Travel
             match trigger:وصل .. إلى place:@GPE

            """,
    ]

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("rabt-impact-\(UUID().uuidString)")
        for set in ["old", "new"] { for (name, text) in ImpactFixture.standard { try write("\(set)/\(name)", text) } }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ name: String, _ text: String) throws {
        let file = root.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func read(_ name: String) throws -> String { String(decoding: try Data(contentsOf: root.appendingPathComponent(name)), as: UTF8.self) }
    func remove(_ name: String) throws { try FileManager.default.removeItem(at: root.appendingPathComponent(name)) }
    func path(_ name: String) -> FilePath { FilePath(root.appendingPathComponent(name).path) }
    func paths(_ set: String) -> ModelPaths { ModelPaths(lexicons: [path(set + "/lexicons"), path(set + "/mine")], patterns: [path(set + "/seeds")]) }

    func impact(_ documents: [Document], keeps: Bool) throws -> Impact {
        try Impact(old: paths("old"), new: paths("new"), documents: documents, options: .init(cache: keeps ? path("cache") : nil, jobs: 2, build: "test"),
                   loadOld: { try Model.load($0) }, loadNew: { try Model.load($0) }) { _, _, _ in }
    }

    /// Listed words, their forms with and without clitics, marks and other spellings, and words that no list has.
    static let words = ["دمشق", "بدمشق", "دِمَشق", "الشام", "للشام", "مدينة", "ومدينة", "مدينتهم", "حمص", "وحمص", "العاصمة", "للعاصمة", "طرطوس", "حزب", "الغد", "لحزب", "الحزب",
                        "لجنة", "اللجنة", "الإغاثة", "الاغاثة", "أحمد", "احمد", "علي", "ليلى", "حداد", "وزير", "الوزير", "وزراء", "وزيرا", "اجتماع", "اجتماعهم", "في", "من", "مع",
                        "إلى", "التقى", "يلتقي", "اجتمع", "واجتمع", "اجتمعوا", "اجتمعوه", "قال", "إن", "وصل", "الرستن", "بالرستن", "كرانتوف", "سوليفان", "عتيق", "مزرعة",
                        "سلمية", "السلمية", "وبسلمية", "رفاقه", "رفاق", "بناؤه", "بناء", "أبنائهم", "أبناء", "مدير", "للمدير", "لمديرا", "،", ".", "2017", "\u{200F}حمص", "شبكة", "صدى", "#شبكة_صدى"]

    static func corpus(_ count: Int, _ dice: inout RepeatableRandom) -> [Document] {
        (0..<count).map { n in
            let text = (0..<(1 + dice.below(3))).map { _ in (0..<(2 + dice.below(9))).map { _ in dice.pick(words) }.joined(separator: " ") + "." }.joined(separator: dice.pick([" ", "\n"]))
            return Document(id: "d\(n)", source: "", date: "", text: Array(text.utf8))
        }
    }
}
