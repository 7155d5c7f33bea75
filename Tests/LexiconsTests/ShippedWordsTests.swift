import Testing
import TextModel
@testable import Lexicons

/// The word files that are shipped load without a single message.
@Suite struct ShippedWordsTests {
    /// `lexicons` of the package that these tests belong to.
    static let directory: FileName = {
        var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        path.removeLast(3)
        return FileName(path.joined(separator: "/") + "/lexicons")
    }()

    @Test func loadWithoutDiagnostics() throws {
        let builder = VocabularyBuilder()
        var loader = WordClassLoader(builder)
        try loader.load(directory: Self.directory)
        for d in loader.diagnostics { Issue.record("\(d.description)") }
        guard !loader.files.isEmpty else { return }
        #expect(builder.wordCount > 10_000)
        func has(_ form: String, _ className: String, _ features: WordFeatures) -> Bool {
            guard let id = builder.classID(named: className) else { return false }
            return builder.senses(of: builder.find(form)).contains { $0.classID == id && $0.features.isSuperset(of: features) }
        }
        #expect(has("قالت", "say", [.past, .feminine, .singular]))
        #expect(has("يؤكدون", "say", [.present, .masculine, .plural]))
        #expect(has("اغتيل", "kill", [.past, .passive]))
        #expect(has("معتقلين", "arrest", [.plural, .masculine, .passiveParticiple]))
        #expect(has("تفجيرات", "bomb", [.masdar, .plural]))
        #expect(has("استقالت", "resign", [.past, .feminine]))
    }

    @Test func phrasesAndValues() throws {
        let builder = VocabularyBuilder()
        var loader = WordClassLoader(builder)
        try loader.load(directory: Self.directory)
        guard let comparator = builder.classID(named: "comparator"), let cite = builder.classID(named: "say_noun") else { return }
        func phrase(_ text: String, _ id: WordClassID) -> WordPhrase? {
            let words = text.split(separator: " ").map { builder.find(String($0)) }
            return loader.phrases.first { $0.classID == id && $0.words == words }
        }
        let atLeast = try #require(phrase("لا تقل عن", comparator))
        #expect(loader.rows.first { $0.classID == comparator && $0.lemma == atLeast.lemma }?.value("value") == ">=")
        #expect(phrase("وفقا", cite)?.next == .lam)
        #expect(phrase("على حد قول", cite)?.next == [])
        let number = try #require(builder.classID(named: "number"))
        let values = Dictionary(loader.rows.filter { $0.classID == number }.map { ($0.spelling, $0.value("value") ?? "") }, uniquingKeysWith: { a, _ in a })
        #expect(values["مئتان"] == "200" && values["ألف"] == "1000" && values["تسعة عشر"] == "19" && values["ثلث"] == "1/3")
        for n in (1...20).map(String.init) + ["30", "90", "300", "900", "1000000", "1000000000"] { #expect(values.values.contains(n), "\(n)") }
    }

    /// Rows of a class are found by the class and lemma of any of their forms.
    @Test func rowsBelongToLemmas() throws {
        let builder = VocabularyBuilder()
        var loader = WordClassLoader(builder)
        let text = "word\tforms\tgender\tnumber\tunit\nيوم\tأيام/p | يومان/d\tm\ts\tP1D\n"
        loader.add(TSVFile(bytes: Array(text.utf8), name: "t.tsv", key: "word"), kind: .words, className: "t")
        let sense = try #require(builder.senses(of: builder.find("أيام")).first)
        #expect(sense.features == [.masculine, .plural])
        #expect(loader.rows.first { $0.lemma == sense.lemma }?.value("unit") == "P1D")
    }

    @Test func mistakesAreReported() {
        let builder = VocabularyBuilder()
        var loader = WordClassLoader(builder)
        func add(_ text: String, _ kind: WordClassLoader.Kind) { loader.add(TSVFile(bytes: Array(text.utf8), name: "t.tsv", key: kind.key), kind: kind, className: "t") }
        add("word\tforms\tgender\nحزب\tأحزاب/zz\tq\nحزب\t\tq\n", .words)
        add("past\tpresent\nقال\t\nكتب\tيقرأ\n", .verbs)
        add("past\nقال\n", .verbs)
        add("part\tgender\nأحمد\tx\n", .names)
        #expect(loader.diagnostics.map { "\($0.line):\($0.column)" } == ["2:14", "2:5", "3:1", "2:1", "3:1", "1:0", "2:6"])
    }
}
