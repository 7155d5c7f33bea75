import Evaluation
import Lexicons
import ModelStorage
import Segmentation
import Testing
import TextModel

@testable import EntityResolution

/// The shipped word classes with a few rows: enough of a lexicon to resolve short texts.
struct AnnotatedReport {
    let lexicon: Lexicon

    private static let shared = Result { try AnnotatedReport() }
    static func load() throws -> AnnotatedReport { try shared.get() }

    private static var root: String { "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") }

    private init() throws {
        let vocabulary = VocabularyBuilder()
        var loader = WordClassLoader(vocabulary)
        try loader.load(directory: FileName(AnnotatedReport.root + "/lexicons"))
        var builder = LexiconBuilder(vocabulary: vocabulary)
        func row(_ label: Label, _ name: String, _ id: String, variants: [String] = [], _ attributes: [(name: String, value: String)] = []) {
            builder.add(EntryRow(label: label, name: name, ids: [id], variants: variants, attributes: attributes, file: "test.tsv", line: 1))
        }
        row(.gpe, "لبنان", "iso3166-1:LB", variants: ["الجمهورية اللبنانية"])
        row(.gpe, "ليبيا", "iso3166-1:LY")
        row(.gpe, "مصر", "iso3166-1:EG")
        row(.gpe, "فرنسا", "iso3166-1:FR")
        row(.gpe, "باريس", "geonames:2988507", [("country", "FR"), ("capital_of", "iso3166-1:FR"), ("population", "2138551")])
        row(.gpe, "طرابلس", "geonames:2210247", [("country", "LY"), ("capital_of", "iso3166-1:LY"), ("population", "1150989")])
        row(.gpe, "طرابلس", "geonames:266826", [("country", "LB"), ("population", "229398")])
        row(.gpe, "صور", "geonames:267008", [("country", "LB"), ("population", "135204")])
        row(.norp, "لبناني", "rabt:demonym-lb", variants: ["لبنانية", "لبنانيون", "لبنانيين"], [("country", "LB")])
        row(.norp, "مصري", "rabt:demonym-eg", variants: ["مصرية", "مصريون", "مصريين"], [("country", "EG")])
        row(.org, "منظمة الصحة العالمية", "rabt:org-who", [("kind", "un")])
        row(.org, "صحيفة النهار", "rabt:org-nahar", variants: ["النهار"], [("kind", "newspaper")])
        row(.pers, "كريم الشامي", "test:minister", [("country", "LB"), ("source", "curated")])
        row(.pers, "كريم الشامي", "test:player", [("country", "BR")])
        var writer = ModelWriter()
        builder.write(to: &writer)
        vocabulary.write(to: &writer)
        lexicon = Lexicon(try ModelFile.inMemory(writer.finish(sourceHash: (0, 0))))
    }

    struct Resolved {
        var text: [UInt8]
        var analysis: Analysis
        var gold: [GoldMentions.Mention]
        func entity(_ i: Int) -> Int { analysis.mentions[i].entity.map { $0.index } ?? -1 - i }
        func slice(_ r: ByteRange) -> String { String(decoding: text[r.indices], as: UTF8.self) }
    }

    /// Text with mentions in brackets, `[LABEL|key text]`.
    func resolve(_ annotated: String, date: String = "2024-05-10", finding: Bool = false) -> Resolved {
        let (gold, problems) = InlineAnnotation.parse(Array(annotated.utf8), file: "test")
        #expect(problems.isEmpty)
        var analysis = Analysis()
        var segmenter = Segmenter()
        segmenter.segment(gold.text, into: &analysis)
        var forms = WordForms(vocabulary: lexicon.vocabulary)
        gold.text.withUnsafeBufferPointer { text in
            forms.analyze(text, &analysis)
            var first = 0, sentence = 0
            for g in gold.mentions {
                while first < analysis.tokens.count, analysis.tokens[first].end <= g.bytes.start { first += 1 }
                var last = first
                while last + 1 < analysis.tokens.count, analysis.tokens[last + 1].start < g.bytes.end { last += 1 }
                guard let label = Label(name: g.label), last < analysis.tokens.count else { continue }
                while sentence + 1 < analysis.sentences.count, Int(analysis.sentences[sentence].tokens.end) <= first { sentence += 1 }
                var m = Mention(bytes: g.bytes, tokens: TokenRange(first, last + 1), label: label, form: g.isNominal ? .nominal : .name, sentence: UInt32(sentence),
                                foundBy: .rule(StaticRule("test")))
                let before = String(decoding: gold.text[Int(analysis.tokens[first].start)..<max(Int(analysis.tokens[first].start), Int(g.bytes.start))], as: UTF8.self)
                for (i, letter) in ProcliticSet.letters.enumerated() where before.contains(letter) { m.proclitics.insert(ProcliticSet(rawValue: 1 << UInt8(i))) }
                if EntityResolver.values.has(label) { m.value = g.entity }
                analysis.mentions.append(m)
            }
            MentionOrder.insert([], into: &analysis)
            if finding {
                var finder = ShortFormFinder(lexicon: lexicon)
                finder.find(text, forms, &analysis)
            }
            var resolver = EntityResolver(lexicon: lexicon)
            resolver.resolve(text, forms, &analysis, date: date)
        }
        return Resolved(text: gold.text, analysis: analysis, gold: gold.mentions)
    }

    /// Mentions with one key, and only they, share an entity.
    func check(_ annotated: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let r = resolve(annotated)
        #expect(r.gold.count == r.analysis.mentions.count, sourceLocation: sourceLocation)
        for i in r.gold.indices {
            for j in r.gold.indices.prefix(i) {
                let wanted = r.gold[i].entity == r.gold[j].entity, got = r.entity(i) == r.entity(j)
                let pair = "\(r.slice(r.gold[j].bytes)) – \(r.slice(r.gold[i].bytes))"
                #expect(wanted == got, "\(pair) should \(wanted ? "" : "not ")be one", sourceLocation: sourceLocation)
            }
        }
    }
}
