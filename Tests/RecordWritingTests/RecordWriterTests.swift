@testable import RecordWriting
import Testing
import TextModel

/// A report with one of everything: `وقال أحمد إن حمص هدأت` after a heading with characters outside the BMP.
struct SampleReport {
    let text = "خبر 😀\nوقال أحمد إن \"حمص\" هدأت"
    var document: Document { Document(id: "a\"b", source: "in/a\"b.txt", date: "", text: Array(text.utf8), meta: Array("{\"k\":1}".utf8)) }

    func range(_ piece: String) -> ByteRange {
        let bytes = Array(text.utf8), wanted = Array(piece.utf8)
        let start = (0...(bytes.count - wanted.count)).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }!
        return ByteRange(start, start + wanted.count)
    }

    var analysis: Analysis {
        var analysis = Analysis()
        let tokens = TokenRange(0, 1)
        analysis.sentences = [Sentence(bytes: ByteRange(0, 12), tokens: tokens, paragraph: 0, kind: .heading),
                              Sentence(bytes: ByteRange(12, text.utf8.count), tokens: tokens, paragraph: 1, kind: .body)]
        // Out of text order on purpose.
        var city = Mention(bytes: range("حمص"), tokens: tokens, label: .gpe, form: .name, sentence: 1, foundBy: .entry(EntryID(4)), entry: EntryID(4),
                           score: 0.875, proclitics: [.waw, .ba, .article], via: [.alef, .hashtag], value: "")
        city.entity = EntityID(0)
        var person = Mention(bytes: range("أحمد"), tokens: tokens, label: .pers, form: .name, sentence: 1, foundBy: .rule(StaticRule("given-name")))
        person.entity = EntityID(1)
        var inner = Mention(bytes: ByteRange(range("أحمد").start, range("أحمد").start + 2), tokens: tokens, label: .date, form: .nominal, sentence: 1,
                            foundBy: .rule(StaticRule("x")), value: "2017")
        inner.nestedIn = MentionID(1)
        analysis.mentions = [city, person, inner]
        analysis.entities = [
            Entity(label: .gpe, name: "حمص", aliases: ["حُمص"], mentions: [MentionID(0)], entry: EntryID(4), key: "geonames:169577"),
            Entity(label: .pers, name: "أحمد", aliases: [], mentions: [MentionID(1)], entry: nil, key: "pers:احمد"),
        ]
        analysis.arguments = [
            Argument(role: FactSchema.speaker, bytes: range("أحمد"), mention: MentionID(1)),
            Argument(role: FactSchema.place, bytes: range("حمص"), mention: MentionID(0), value: "geo"),
            Argument(role: FactSchema.place, bytes: range("هدأت")),
        ]
        analysis.attributions = [StatementID(0)]
        analysis.statements = [Statement(cue: range("قال"), cueTokens: tokens, lemma: WordID(3), form: .indirect, arguments: PoolRange(0, 1),
                                         content: range("\"حمص\" هدأت"), contentTokens: tokens, sentence: 1, foundBy: "verb-subject")]
        analysis.facts = [
            Fact(type: FactTypeID(0), bytes: range("هدأت"), sentence: 1, trigger: range("هدأت"), arguments: PoolRange(1, 3), polarity: .negated,
                 modality: .planned, attribution: PoolRange(0, 1), pattern: PatternID(2), score: 0.5),
            Fact(type: FactTypeID(1), bytes: range("حمص"), sentence: 1, trigger: nil, arguments: PoolRange(1, 2), pattern: PatternID(1)),
        ]
        analysis.publisher = range("خبر")
        return analysis
    }
}

struct SampleNames: RecordNames {
    let schema = FactSchema(types: [
        FactSchema.FactType(name: "Calm", kind: .event, roles: [], ace: "", plover: "CALM", wikidata: ""),
        FactSchema.FactType(name: "located_in", kind: .relation, roles: [], ace: "", plover: "", wikidata: "P131"),
    ])
    func appendPlace(of entry: EntryID, to text: inout ByteBuffer) { text.append(utf8: "lexicons/gpe/cities.tsv:\(entry.index)") }
    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer) { text.append(utf8: "calm-\(pattern.index) seeds/patterns/calm.rabt:9") }
    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer) {
        text.append(document.text[mention.bytes.indices])
    }
    func appendLemma(_ word: WordID, to text: inout ByteBuffer) { if word.isKnown { text.append(utf8: "قال") } }
    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID] { [KnowledgeBaseID(scheme: "geonames", id: "169577")] }
    func attributes(of entry: EntryID) -> [EntryAttribute] { [EntryAttribute(name: "lat", value: "34.7")] }
}

@Suite struct RecordWriterTests {
    private let report = SampleReport()

    private func lines(_ options: RecordOptions = RecordOptions()) -> [String] {
        var writer = RecordWriter(options: options, names: SampleNames())
        var buffer = ByteBuffer()
        _ = writer.write(report.document, report.analysis, to: &buffer)
        return buffer.text().split(separator: "\n").map(String.init)
    }

    @Test func writesEveryTypeInOrder() {
        let lines = lines()
        #expect(lines.count == 9)
        #expect(lines[0] == #"{"type":"document","doc":"a\"b","source":"in/a\"b.txt","date":null,"length":29,"offsets":"codepoint","publisher":{"text":"خبر","start":0,"end":3},"dateline":null,"author":null,"sentences":2,"counts":{"mention":3,"entity":2,"relation":1,"event":1,"statement":1},"encoding":"utf-8","part":null,"meta":{"k":1}}"#)
        #expect(lines[1] == #"{"type":"mention","doc":"a\"b","id":"m1","label":"PERS","form":"name","text":"أحمد","start":11,"end":15,"sentence":1,"name":"أحمد","entity":"e1","value":null,"proclitics":[],"via":[],"found_by":"given-name","score":1.000,"nested_in":null}"#)
        #expect(lines[2].contains(#""id":"m2","label":"DATE","form":"nominal","text":"أ","start":11,"end":12"#))
        #expect(lines[2].hasSuffix(#""value":"2017","proclitics":[],"via":[],"found_by":"x","score":1.000,"nested_in":"m1"}"#))
        #expect(lines[3].hasSuffix(#""text":"حمص","start":20,"end":23,"sentence":1,"name":"حمص","entity":"e2","value":null,"proclitics":["و","ب"],"via":["alef","hashtag"],"found_by":"lexicons/gpe/cities.tsv:4","score":0.875,"nested_in":null}"#))
        #expect(lines[4] == #"{"type":"entity","doc":"a\"b","id":"e1","label":"PERS","name":"أحمد","aliases":[],"mentions":["m1"],"kb":[],"attributes":[],"key":"pers:احمد","found_by":null}"#)
        #expect(lines[5] == #"{"type":"entity","doc":"a\"b","id":"e2","label":"GPE","name":"حمص","aliases":["حُمص"],"mentions":["m3"],"kb":[{"scheme":"geonames","id":"169577"}],"attributes":[{"name":"lat","value":"34.7"}],"key":"geonames:169577","found_by":"lexicons/gpe/cities.tsv:4"}"#)
        #expect(lines[6] == #"{"type":"relation","doc":"a\"b","id":"r1","relation":"located_in","args":[{"role":"place","text":"حمص","start":20,"end":23,"mention":"m3","entity":"e2","label":"GPE","value":"geo"}],"start":20,"end":23,"text":"حمص","sentence":1,"polarity":"asserted","modality":"actual","attribution":[],"codes":{"ace":null,"plover":null,"wikidata":"P131"},"found_by":"calm-1 seeds/patterns/calm.rabt:9","score":1.000}"#)
        #expect(lines[7] == #"{"type":"event","doc":"a\"b","id":"v1","event":"Calm","trigger":{"text":"هدأت","start":25,"end":29},"args":[{"role":"place","text":"حمص","start":20,"end":23,"mention":"m3","entity":"e2","label":"GPE","value":"geo"},{"role":"place","text":"هدأت","start":25,"end":29,"mention":null,"entity":null,"label":null,"value":null}],"start":25,"end":29,"text":"هدأت","sentence":1,"polarity":"negated","modality":"planned","attribution":[{"statement":"s1","text":"أحمد","entity":"e1"}],"codes":{"ace":null,"plover":"CALM","wikidata":null},"found_by":"calm-2 seeds/patterns/calm.rabt:9","score":0.500}"#)
        #expect(lines[8] == #"{"type":"statement","doc":"a\"b","id":"s1","cue":{"text":"قال","start":7,"end":10,"lemma":"قال"},"form":"indirect","args":[{"role":"speaker","text":"أحمد","start":11,"end":15,"mention":"m1","entity":"e1","label":"PERS","value":null}],"content":{"text":"\"حمص\" هدأت","start":19,"end":29},"sentence":1,"attribution":[],"found_by":"verb-subject"}"#)
    }

    @Test func chosenTypesKeepTheirIds() {
        let all = lines()
        #expect(lines(RecordOptions(types: [RecordTypes(.event), RecordTypes(.mention)])) == [all[1], all[2], all[3], all[7]])
    }

    @Test func renamesADocument() {
        var writer = RecordWriter(options: RecordOptions(), names: SampleNames())
        var buffer = ByteBuffer()
        buffer.append("before\n")
        _ = writer.write(report.document, report.analysis, to: &buffer)
        RecordWriter.renameDocument("a\"b", suffix: "#2", in: &buffer, from: 7)
        let renamed = lines().map { line in
            let parts = line.split(separator: #""doc":"a\"b""#, maxSplits: 1)
            return parts[0] + #""doc":"a\"b#2""# + parts[1]
        }
        #expect(buffer.text() == "before\n" + renamed.joined(separator: "\n") + "\n")
    }

    /// Hostile ranges must not reach outside the text.
    @Test func rangesAreClamped() {
        var analysis = Analysis()
        analysis.mentions = [Mention(bytes: ByteRange(5, 4_000_000), tokens: TokenRange(0, 0), label: .pers, form: .name, sentence: 0,
                                     foundBy: .rule(StaticRule("x")))]
        var writer = RecordWriter(options: RecordOptions(types: RecordTypes(.mention)), names: ClampNames())
        var buffer = ByteBuffer()
        _ = writer.write(Document(id: "d", source: "", date: "", text: Array("abc".utf8)), analysis, to: &buffer)
        #expect(buffer.text().contains(#""text":"","start":3,"end":3"#))
    }
}

private struct ClampNames: RecordNames {
    let schema = FactSchema()
    func appendPlace(of entry: EntryID, to text: inout ByteBuffer) {}
    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer) {}
    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer) {}
    func appendLemma(_ word: WordID, to text: inout ByteBuffer) {}
    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID] { [] }
    func attributes(of entry: EntryID) -> [EntryAttribute] { [] }
}
