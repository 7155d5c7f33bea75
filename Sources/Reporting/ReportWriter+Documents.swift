import RecordReading

extension ReportWriter {
    mutating func documents() {
        section("documents", "الوثائق")
        legend()
        for (i, document) in dossier.documents.enumerated() {
            html.raw("<article class=\"card\" id=\"d")
            html.number(i + 1)
            html.raw("\"><h3>")
            html.bdi(document.id)
            html.raw("</h3><p class=\"meta\">")
            if let record = document.record {
                if let date = record.date {
                    html.bdi(date)
                    html.raw(" · ")
                }
                for (title, slice) in [("الناشر", record.publisher), ("المكان", record.dateline), ("الكاتب", record.author)] as [(StaticString, SliceRecord?)] {
                    guard let slice else { continue }
                    html.raw(title)
                    html.raw(": ")
                    html.bdi(slice.text)
                    html.raw(" · ")
                }
                html.bdi(record.source)
            }
            html.raw("</p>")
            if document.text != nil { text(of: document) } else { mentionList(of: document) }
            html.raw("</article>")
        }
        html.raw("</section>")
    }

    private mutating func legend() {
        var used = Set<String>()
        for document in dossier.documents { for mention in document.mentions { used.insert(mention.label) } }
        guard !used.isEmpty else { return }
        html.raw("<div class=\"legend\" aria-label=\"دليل الألوان\">")
        for label in ReportWords.labelOrder where used.contains(label) {
            html.raw("<mark class=\"")
            html.raw(ReportWriter.style(of: label))
            html.raw("\">")
            html.text(ReportWords.label(label))
            html.raw(" <bdi class=\"l\">")
            html.text(label)
            html.raw("</bdi></mark>")
        }
        html.raw("<mark class=\"other nom\">وصف لا اسم</mark><mark class=\"tr\">فعل الحدث</mark></div>")
    }

    /// A span of the text that is marked.
    private struct Span {
        var start: Int
        var end: Int
        var mention: MentionRecord?
        /// The event's type, of a trigger.
        var event: String
    }

    /// Spans nest at most so deep; what is deeper, or crosses another, isn't marked but stays in the text.
    private static var maximumNesting: Int { 12 }

    private mutating func text(of document: Dossier.Document) {
        guard let text = document.text else { return }
        let unit = document.record?.offsets ?? "codepoint"
        let offsets = document.mentions.flatMap { [$0.start, $0.end] } + document.facts.compactMap(\.trigger).flatMap { [$0.start, $0.end] }
        let map = TextSlices.bytes(offsets, unit: unit, in: text) ?? [:]
        var spans: [Span] = []
        for mention in document.mentions {
            if let start = map[mention.start], let end = map[mention.end], start < end { spans.append(Span(start: start, end: end, mention: mention, event: "")) }
        }
        for fact in document.facts {
            guard let trigger = fact.trigger, let start = map[trigger.start], let end = map[trigger.end], start < end else { continue }
            spans.append(Span(start: start, end: end, mention: nil, event: fact.type))
        }
        spans.sort { a, b in
            if a.start != b.start { return a.start < b.start }
            if a.end != b.end { return a.end > b.end }
            return (a.mention == nil ? 0 : 1, a.mention?.id ?? a.event) < (b.mention == nil ? 0 : 1, b.mention?.id ?? b.event)
        }
        html.raw("<div class=\"text\" dir=\"auto\">")
        var at = 0
        var open: [Int] = []
        for span in spans {
            close(&open, before: span.start, text, &at)
            if let end = open.last, span.end > end { continue }
            if open.count == ReportWriter.maximumNesting { continue }
            html.text(text[at..<span.start])
            at = span.start
            begin(span)
            open.append(span.end)
        }
        close(&open, before: text.count, text, &at)
        html.text(text[at...])
        html.raw("</div>")
    }

    private mutating func close(_ open: inout [Int], before position: Int, _ text: [UInt8], _ at: inout Int) {
        while let end = open.last, end <= position {
            html.text(text[at..<end])
            at = end
            html.raw("</mark>")
            open.removeLast()
        }
    }

    private mutating func begin(_ span: Span) {
        html.raw("<mark class=\"")
        if let mention = span.mention {
            html.raw(ReportWriter.style(of: mention.label))
            if mention.form != "name" { html.raw(" nom") }
            html.raw("\" title=\"")
            html.attribute(ReportWords.label(mention.label))
            if let value = mention.value {
                html.raw(" = ")
                html.attribute(value)
            } else if !mention.name.isEmpty {
                html.raw(": ")
                html.attribute(mention.name)
            }
        } else {
            html.raw("tr\" title=\"")
            html.attribute(ReportWords.event(span.event))
        }
        html.raw("\">")
    }

    /// Where the text can't be shown: what was found in it, in order.
    private mutating func mentionList(of document: Dossier.Document) {
        html.raw("<p class=\"empty\">النص الأصلي غير متاح أو لا يطابق السجلات؛ هذه الإشارات بترتيبها:</p><p>")
        for mention in document.mentions.prefix(500) {
            html.raw("<mark class=\"")
            html.raw(ReportWriter.style(of: mention.label))
            if mention.form != "name" { html.raw(" nom") }
            html.raw("\">")
            html.bdi(mention.text)
            html.raw("</mark> ")
        }
        html.raw("</p>")
        if document.mentions.count > 500 {
            html.raw("<p class=\"meta\">وإشارات أخرى: ")
            html.number(document.mentions.count - 500)
            html.raw("</p>")
        }
    }
}
