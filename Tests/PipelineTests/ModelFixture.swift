import EntityTagging
import Foundation
import Lexicons
import RecordWriting
import RelationExtraction
import SystemFiles

@testable import Pipeline

/// A small set of lexicons and patterns in a directory of its own.
final class ModelFixture {
    let root: URL
    var lexicons: FilePath { FilePath(root.appendingPathComponent("lexicons").path) }
    var patterns: FilePath { FilePath(root.appendingPathComponent("seeds").path) }
    var paths: ModelPaths { ModelPaths(lexicons: [lexicons], patterns: [patterns]) }
    var cache: ModelCache { ModelCache(directory: FilePath(root.appendingPathComponent("cache").path), build: "test") }

    static let standard: [String: String] = [
        "lexicons/gpe/places.tsv": "name\tid\tvariants\tlat\tlon\nدمشق\tgeonames:170654\tالشام | مدينة دمشق\t33.5\t36.3\nالأردن\tiso3166-1:JO\t\t31\t36\n",
        "lexicons/org/groups.tsv": "name\tid\tshort\tmatch\nحزب الغد\trabt:ghad\tالحزب\t\nالحكومة\trabt:gov\t\ttrigger\n",
        "lexicons/pers/figures.tsv": "name\tid\trole\tfrom\nأحمد علي\trabt:ahmad\tوزير\t2011-01-01\nأحمد علي\trabt:ahmad\tرئيس\t2015-01-01\n",
        "lexicons/words/noun.tsv": "word\tforms\tgender\tnumber\nوزير\tوزراء/p\tm\ts\nاجتماع\tاجتماعات/p\tm\ts\n",
        "lexicons/words/preposition.tsv": "word\nفي\nمن\nعلى\nمع\n",
        "lexicons/verbs/meet.tsv": "past\tpresent\tprep\nالتقى\tيلتقي\t\nاجتمع\tيجتمع\tمع\n",
        "lexicons/names/given.tsv": "part\tgender\tband\nأحمد\tm\ta\nعلي\tm\ta\nليلى\tf\tb\n",
        "lexicons/values/numbers.tsv": "word\tforms\tvalue\tkind\nثلاثة\tثلاث\t3\tunit\nألف\t\t1000\tscale\n",
        "lexicons/values/months.tsv": "word\tforms\tvalue\tcalendar\nيناير\tكانون الثاني\t1\tgregorian\n",
        "lexicons/abbreviations.tsv": "abbreviation\nد.\n",
        "lexicons/layout.tsv": "class\tword\noutlet\tرويترز\n",
        "lexicons/weights.tsv": "evidence\tlabel\tweight\nlisted.GPE.1\tGPE\t3.0\nlisted.PERS.2\tPERS\t3.0\nbias\tGPE\t-1.0\n",
        "seeds/schema.tsv": "type\tkind\trole\tlabels\ttext\tlist\tace\tplover\twikidata\nMeet\tevent\nMeet\tevent\tparticipant\t*\tyes\tyes\n",
        "seeds/meet.pattern": """
            rabt patterns 1
            family meet

            pattern meet : Meet
             match trigger:<meet:past اجتمع> participant:@PERS|ORG .. participant:[مع|ب+]@PERS|ORG
             unless before <preposition>

            pattern met : Meet
             match participant:@PERS and-list .. trigger:( التقى / اجتمع )

            """,
    ]

    init(_ files: [String: String] = [:]) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("rabt-model-\(UUID().uuidString)")
        for (name, text) in ModelFixture.standard.merging(files, uniquingKeysWith: { $1 }) { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ name: String, _ text: String) throws {
        let file = root.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func cached(_ suffix: String) throws -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: cache.directory.text)) ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    }
}
