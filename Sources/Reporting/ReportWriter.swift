import RecordReading
import RecordWriting

/// Writes a dossier as one HTML page: right to left, no script, nothing from the network, nothing from outside that could become markup.
///
/// The page needs nothing but itself: styles are inline, a content security policy forbids everything else, ids and links are numbers of our own.
public struct ReportWriter: ~Copyable {
    let dossier: Dossier
    var html = HTMLBuffer()
    /// Number of a merged entity by key, of a cluster by id.
    var entityNumbers: [[UInt8]: Int] = [:]
    var clusterNumbers: [[UInt8]: Int] = [:]
    /// Sources and members shown before the rest is counted.
    static let maximumShown = 40

    public init(_ dossier: Dossier) {
        self.dossier = dossier
        for (i, entity) in dossier.entities.enumerated() { entityNumbers[Array(entity.key.utf8)] = i + 1 }
        for (i, cluster) in dossier.clusters.enumerated() { clusterNumbers[Array(cluster.id.utf8)] = i + 1 }
    }

    /// The page.
    public mutating func write(to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        head()
        conflicts()
        events()
        timeline()
        people()
        documents()
        html.raw("</main></body></html>\n")
        try sink(html.out.bytes)
    }

    // MARK: Head

    private mutating func head() {
        html.raw("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\">")
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
        html.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">")
        html.raw("<title>ملف ربط</title><style>")
        html.raw(Stylesheet.css)
        html.raw("</style></head><body><header class=\"top\"><h1>ملف الأخبار: من هو، وأين تختلف المصادر</h1><ul class=\"sum\">")
        count(dossier.documents.count, "وثيقة")
        if dossier.omitted > 0 { count(dossier.omitted, "وثيقة لم تُعرض") }
        count(dossier.entities.count, "كيان")
        count(dossier.clusters.count, "حدث")
        count(dossier.facts.count, "معلومة")
        count(dossier.conflicts.count, "خلاف")
        html.raw("</ul></header><nav aria-label=\"أقسام الملف\"><a href=\"#conflicts\">الخلافات</a><a href=\"#events\">الأحداث</a><a href=\"#timeline\">الخط الزمني</a>")
        html.raw("<a href=\"#people\">من هو</a><a href=\"#documents\">الوثائق</a></nav><main>")
    }

    private mutating func count(_ number: Int, _ what: StaticString) {
        html.raw("<li><b>")
        html.number(number)
        html.raw("</b> ")
        html.raw(what)
        html.raw("</li>")
    }

    mutating func section(_ id: StaticString, _ title: StaticString) {
        html.raw("<section id=\"")
        html.raw(id)
        html.raw("\"><h2>")
        html.raw(title)
        html.raw("</h2>")
    }

    // MARK: Disagreements

    private mutating func conflicts() {
        section("conflicts", "أين تختلف المصادر")
        if dossier.conflicts.isEmpty { html.raw("<p class=\"empty\">لم يُعثر على خلاف بين المصادر.</p>") }
        for (i, conflict) in dossier.conflicts.enumerated() {
            html.raw("<article class=\"card conflict\" id=\"x")
            html.number(i + 1)
            html.raw("\"><h3>")
            html.text(ReportWords.attribute(conflict.attribute))
            html.raw(": ")
            if let role = conflict.role {
                html.bdi(role)
                html.raw(" – ")
            }
            subject(conflict)
            html.raw("</h3><div class=\"meta\">")
            html.text(ReportWords.why(conflict.why))
            html.raw("</div><div class=\"vals\">")
            for value in conflict.values {
                html.raw("<div class=\"val\"><p class=\"v\">")
                if value.polarity == "negated" { html.raw("<span class=\"neg\">نفي:</span> ") }
                let known = ["asserted": "إثبات", "denied": "نفي"][value.value]
                if let key = value.key { entityLink(key, value.value) } else if let known { html.text(known) } else { html.bdi(value.value) }
                html.raw(" <span class=\"n\">(")
                html.number(value.sourceCount)
                html.raw(")</span></p>")
                sources(value.sources, total: value.sourceCount)
                html.raw("</div>")
            }
            html.raw("</div></article>")
        }
        html.raw("</section>")
    }

    private mutating func subject(_ conflict: ConflictRecord) {
        if let number = clusterNumbers[Array(conflict.subject.utf8)] {
            html.raw("<a href=\"#c")
            html.number(number)
            html.raw("\">")
            clusterTitle(dossier.clusters[number - 1])
            html.raw("</a>")
        } else {
            entityLink(conflict.subject, conflict.subjectName)
        }
    }

    // MARK: Sources

    /// Who says it, in which document, and the words.
    mutating func sources(_ sources: [SourceRecord], total: Int) {
        html.raw("<ul class=\"src\">")
        for source in sources.prefix(ReportWriter.maximumShown) {
            html.raw("<li>")
            self.source(source)
            html.raw("</li>")
        }
        html.raw("</ul>")
        let rest = total - min(sources.count, ReportWriter.maximumShown)
        if rest > 0 {
            html.raw("<p class=\"meta\">ومصادر أخرى: ")
            html.number(rest)
            html.raw("</p>")
        }
    }

    private mutating func source(_ source: SourceRecord) {
        html.raw("<div class=\"by\">")
        if source.attribution.isEmpty {
            html.raw("التقرير نفسه")
        } else {
            for (i, speaker) in source.attribution.enumerated() {
                if i > 0 { html.raw(" ← ") }
                html.raw("<b>")
                let name = speaker.key.flatMap { entityNumbers[Array($0.utf8)] }.map { dossier.entities[$0 - 1].name } ?? speaker.text ?? "؟"
                html.bdi(name)
                html.raw("</b>")
            }
        }
        html.raw(" · ")
        documentLink(source.doc)
        if let date = source.date {
            html.raw(" · ")
            html.bdi(date)
        }
        if source.modality != "actual" {
            html.raw(" <span class=\"badge\">")
            html.text(["possible": "محتمل", "planned": "مزمع", "demanded": "مطلوب"][source.modality] ?? source.modality)
            html.raw("</span>")
        }
        html.raw("</div><blockquote dir=\"auto\">")
        if let (before, after) = context(of: source) {
            html.raw("<span class=\"ctx\">")
            html.text(before)
            html.raw("</span><b>")
            html.text(source.text)
            html.raw("</b><span class=\"ctx\">")
            html.text(after)
            html.raw("</span>")
        } else {
            html.text(source.text)
        }
        html.raw("</blockquote>")
    }

    /// Characters of the text that are shown before and behind the words that support a value.
    private static var contextLength: Int { 90 }

    /// What stands around a source's words in its paragraph, where the text is at hand.
    private func context(of source: SourceRecord) -> (before: String, after: String)? {
        guard let index = dossier.index(of: source.doc), let text = dossier.documents[index].text,
              let map = TextSlices.bytes([source.start, source.end], unit: dossier.documents[index].record?.offsets ?? "codepoint", in: text),
              let start = map[source.start], let end = map[source.end], start <= end, text[start..<end].elementsEqual(source.text.utf8) else { return nil }
        let lineStart = text[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lineEnd = text[end...].firstIndex(of: 0x0A) ?? text.count
        var before = String(decoding: text[lineStart..<start], as: UTF8.self)
        var after = String(decoding: text[end..<lineEnd], as: UTF8.self)
        if before.count > ReportWriter.contextLength {
            // Cut between words.
            before = String(before.suffix(ReportWriter.contextLength).drop { $0 != " " })
            before = "…" + before
        }
        if after.count > ReportWriter.contextLength {
            after = String(after.prefix(ReportWriter.contextLength))
            if let space = after.lastIndex(of: " ") { after = String(after[..<space]) }
            after += " …"
        }
        return (before, after)
    }

    mutating func documentLink(_ doc: String) {
        guard let index = dossier.index(of: doc) else { return html.bdi(doc) }
        html.raw("<a href=\"#d")
        html.number(index + 1)
        html.raw("\">")
        html.bdi(doc)
        html.raw("</a>")
    }

    mutating func entityLink(_ key: String, _ name: String) {
        guard let number = entityNumbers[Array(key.utf8)] else { return html.bdi(name) }
        html.raw("<a href=\"#e")
        html.number(number)
        html.raw("\">")
        html.bdi(name)
        html.raw("</a>")
    }

    // MARK: Events

    mutating func clusterTitle(_ cluster: ClusterRecord) {
        html.text(ReportWords.event(cluster.family))
        if let place = bestPlace(of: cluster) {
            html.raw(" في ")
            html.bdi(place)
        }
        if let date = cluster.dateFrom {
            html.raw("، ")
            html.bdi(date)
        }
    }

    /// The place with an entity that most documents name: the city rather than the quarter.
    private func bestPlace(of cluster: ClusterRecord) -> String? {
        cluster.places.max { weight($0) < weight($1) }?.name
    }

    private func weight(_ place: EntityReference) -> Int {
        guard let key = place.key, let number = entityNumbers[Array(key.utf8)] else { return 0 }
        let entity = dossier.entities[number - 1]
        return entity.documentCount * 2 + (entity.label == "GPE" ? 1 : 0)
    }

    private mutating func events() {
        section("events", "الأحداث")
        if dossier.clusters.isEmpty { html.raw("<p class=\"empty\">لا أحداث.</p>") }
        for (i, cluster) in dossier.clusters.enumerated() {
            html.raw("<article class=\"card\" id=\"c")
            html.number(i + 1)
            html.raw("\"><h3>")
            clusterTitle(cluster)
            html.raw("</h3><p class=\"meta\">")
            if !cluster.places.isEmpty { references("المكان", cluster.places) }
            if !cluster.participants.isEmpty { references("الأطراف", cluster.participants) }
            html.raw("<span class=\"k\">الوثائق:</span> ")
            html.number(cluster.documents.count)
            if !cluster.why.isEmpty {
                html.raw(" · <span class=\"k\">جُمعت لأن:</span> ")
                html.text(cluster.why.map(ReportWords.why).joined(separator: "، "))
            }
            html.raw("</p>")
            let isLong = cluster.members.count > 3
            if isLong {
                html.raw("<details><summary>ما قالته المصادر (")
                html.number(cluster.memberCount)
                html.raw(")</summary>")
            }
            html.raw("<ul class=\"src\">")
            for member in cluster.members.prefix(ReportWriter.maximumShown) {
                html.raw("<li><span class=\"badge e\">")
                html.text(ReportWords.event(member.event))
                html.raw("</span>")
                if member.polarity == "negated" { html.raw("<span class=\"neg\">نفي</span>") }
                source(member.source)
                html.raw("</li>")
            }
            html.raw("</ul>")
            if cluster.memberCount > ReportWriter.maximumShown {
                html.raw("<p class=\"meta\">وإشارات أخرى: ")
                html.number(cluster.memberCount - ReportWriter.maximumShown)
                html.raw("</p>")
            }
            if isLong { html.raw("</details>") }
            html.raw("</article>")
        }
        html.raw("</section>")
    }

    private mutating func references(_ title: StaticString, _ references: [EntityReference]) {
        html.raw("<span class=\"k\">")
        html.raw(title)
        html.raw(":</span> ")
        for (i, reference) in references.prefix(12).enumerated() {
            if i > 0 { html.raw("، ") }
            if let key = reference.key { entityLink(key, reference.name) } else { html.bdi(reference.name) }
        }
        if references.count > 12 { html.raw(" …") }
        html.raw(" · ")
    }

    // MARK: Timeline

    private mutating func timeline() {
        section("timeline", "الخط الزمني")
        let order = dossier.clusters.indices.sorted { a, b in
            let x = dossier.clusters[a], y = dossier.clusters[b]
            let p = x.dateFrom ?? "9", q = y.dateFrom ?? "9"
            return p != q ? p.utf8.lexicographicallyPrecedes(q.utf8) : a < b
        }
        html.raw("<ol class=\"time\">")
        for i in order {
            let cluster = dossier.clusters[i]
            html.raw("<li>")
            if let date = cluster.dateFrom {
                html.raw("<time>")
                html.bdi(date)
                if let to = cluster.dateTo, to != date {
                    html.raw(" – ")
                    html.bdi(to)
                }
                html.raw("</time>")
            } else {
                html.raw("<span class=\"nodate\">بلا تاريخ</span>")
            }
            html.raw("<a href=\"#c")
            html.number(i + 1)
            html.raw("\">")
            html.text(ReportWords.event(cluster.family))
            if let place = bestPlace(of: cluster) {
                html.raw(" في ")
                html.bdi(place)
            }
            html.raw("</a> <span class=\"meta\">")
            for (k, participant) in cluster.participants.prefix(4).enumerated() {
                if k > 0 { html.raw("، ") }
                html.bdi(participant.name)
            }
            html.raw("</span></li>")
        }
        html.raw("</ol></section>")
    }
}

extension ReportWriter {
    /// The style class of a label.
    static func style(of label: String) -> StaticString {
        switch label {
        case "PERS": "pers"
        case "ORG": "org"
        case "GPE": "gpe"
        case "LOC": "loc"
        case "FAC": "fac"
        case "NORP": "norp"
        case "OCC": "occ"
        case "EVENT": "event"
        case "DATE", "TIME": "date"
        case "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "UNIT", "MONEY", "CURR": "num"
        default: "other"
        }
    }
}
