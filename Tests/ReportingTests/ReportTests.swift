@testable import Reporting
import RecordReading
import Testing

/// The page of records.
private func page(_ records: [Record], texts: [String: String] = [:]) -> String {
    var dossier = Dossier()
    for record in records { dossier.add(record) }
    dossier.loadTexts { texts[$0.doc].map { Array($0.utf8) } }
    var writer = ReportWriter(dossier)
    var html = ""
    writer.write { html += String(decoding: $0, as: UTF8.self) }
    return html
}

private func document(_ doc: String, length: Int, offsets: String = "codepoint") -> Record {
    .document(DocumentRecord(doc: doc, source: doc, length: length, offsets: offsets))
}

private func mention(_ doc: String, _ id: String, _ text: String, _ start: Int, _ end: Int, label: String = "GPE", form: String = "name") -> Record {
    .mention(MentionRecord(doc: doc, id: id, label: label, form: form, text: text, start: start, end: end, name: text, foundBy: "test"))
}

@Suite struct ReportTests {
    @Test func thePageIsClosedOff() {
        let html = page([])
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"))
        #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
        for word in ["<script", "http://", "https://", "url(", "@import", "javascript:", " src=", " on"] { #expect(!html.contains(word), "\(word)") }
    }

    @Test func nestedMentionsAreMarked() {
        let text = "في مدينة حمص السورية."
        let html = page([document("d", length: text.unicodeScalars.count), mention("d", "m1", "مدينة حمص", 3, 12), mention("d", "m2", "حمص", 9, 12, label: "LOC"),
                         mention("d", "m3", "السورية", 13, 20, label: "NORP")], texts: ["d": text])
        #expect(html.contains("في <mark class=\"gpe\" title=\"بلد أو مدينة: مدينة حمص\">مدينة <mark class=\"loc\" title=\"موقع: حمص\">حمص</mark></mark> <mark class=\"norp\""))
    }

    @Test func crossingMentionsLoseNoText() {
        let text = "ا ب ت ث"
        let html = page([document("d", length: 7), mention("d", "m1", "ا ب ت", 0, 5), mention("d", "m2", "ت ث", 4, 7)], texts: ["d": text])
        #expect(html.contains(">ا ب ت</mark> ث</div>"))
    }

    @Test(arguments: [("codepoint", 2, 5), ("utf16", 3, 6), ("byte", 5, 11)])
    func offsetUnits(_ unit: String, _ start: Int, _ end: Int) {
        let text = "😀 حمص"
        let length = ["codepoint": 5, "utf16": 6, "byte": 11][unit]!
        let html = page([document("d", length: length, offsets: unit), mention("d", "m1", "حمص", start, end)], texts: ["d": text])
        #expect(html.contains("😀 <mark class=\"gpe\""))
    }

    @Test(arguments: ["في مدينة حلب السورية.", "في مدينة حمص", "", "في مدينة حمص السورية. وأكثر"])
    func aTextThatDoesNotFitIsNotShown(_ other: String) {
        let html = page([document("d", length: 21), mention("d", "m1", "حمص", 9, 12)], texts: ["d": other])
        #expect(html.contains("النص الأصلي غير متاح") && html.contains("<mark class=\"gpe\"><bdi>حمص</bdi></mark>"))
    }

    @Test func aTextIsOnlyShownWhereASliceProvesIt() {
        #expect(!page([document("d", length: 6)], texts: ["d": "secret"]).contains("secret"))
    }

    @Test func textCannotBecomeMarkup() {
        let evil = "</bdi><img src=x onerror=alert(1)>\"'&\u{202E}\u{0}"
        let source = SourceRecord(doc: evil, id: "v1", date: evil, modality: evil, attribution: [.init(key: nil, text: evil)], text: evil, start: 0, end: 0)
        let html = page([
            document(evil, length: 0), mention(evil, "m1", evil, 0, 0, label: evil),
            .merged(.entity(MergedEntity(id: evil, key: evil, label: "PERS", name: evil, aliases: [evil], kb: [NamedValue(evil, evil)], why: [evil], documents: [evil], documentCount: 1))),
            .merged(.cluster(ClusterRecord(id: evil, family: evil, dateFrom: evil, dateTo: evil + "x", places: [EntityReference(key: nil, name: evil)],
                                           participants: [EntityReference(key: evil, name: evil)], why: [evil],
                                           members: [ClusterMember(event: evil, polarity: evil, source: source)], memberCount: 1, documents: [evil]))),
            .merged(.fact(MergedFact(id: evil, isEvent: false, predicate: evil, args: [MergedArgument(role: "person", key: evil, text: evil),
                                                                                       MergedArgument(role: "organization", key: evil + "2", text: evil)],
                                     cluster: nil, supports: [source], denies: [], supportCount: 1, denyCount: 0))),
            .merged(.conflict(ConflictRecord(id: evil, attribute: evil, subject: evil, subjectName: evil, role: evil,
                                             values: [ConflictValue(value: evil, polarity: evil, sources: [source], sourceCount: 1)], why: evil))),
        ])
        #expect(!html.contains("<img") && !html.contains("\u{202E}") && !html.contains("\u{0}"))
        #expect(html.contains("&lt;/bdi&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;<span class=\"ctl\">U+202E</span><span class=\"ctl\">U+0000</span>"))
    }

    @Test func documentsBeyondTheLimitAreCounted() {
        var dossier = Dossier(maximumDocuments: 2)
        for i in 0..<5 { dossier.add(document("d\(i)", length: 0)) }
        dossier.add(mention("d4", "m1", "x", 0, 1))
        #expect(dossier.documents.count == 2 && dossier.omitted == 3)
    }

    @Test func theSameRecordsGiveTheSameDrawing() {
        var dossier = Dossier()
        for i in 0..<30 {
            for (label, key) in [("PERS", "p\(i)"), ("ORG", "o\(i % 7)")] {
                dossier.add(.merged(.entity(MergedEntity(id: key, key: key, label: label, name: key, aliases: [], kb: [], why: [], documents: [], documentCount: 1))))
            }
            dossier.add(.merged(.fact(MergedFact(id: "F\(i)", isEvent: false, predicate: "member_of", args: [MergedArgument(role: "member", key: "p\(i)", text: "p\(i)"),
                                                 MergedArgument(role: "organization", key: "o\(i % 7)", text: "o")], cluster: nil, supports: [], denies: [],
                                                 supportCount: 1, denyCount: 0))))
        }
        let layout = RelationLayout(dossier)
        #expect(layout.edges.count == 30 && layout.nodes.count == 37)
        for a in layout.nodes.indices {
            for b in layout.nodes.indices where a < b && layout.nodes[a].column == layout.nodes[b].column {
                #expect(abs(layout.nodes[a].y - layout.nodes[b].y) >= RelationLayout.nodeHeight)
            }
        }
        #expect(layout.nodes.map(\.y) == RelationLayout(dossier).nodes.map(\.y))
    }
}
