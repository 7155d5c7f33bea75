import RecordReading

extension ReportWriter {
    /// Entities in the table; more are counted.
    private static var maximumEntities: Int { 400 }

    mutating func people() {
        section("people", "من هو")
        graph()
        let shown = dossier.entities.indices.filter { ["PERS", "ORG", "FAC", "GPE", "LOC"].contains(dossier.entities[$0].label) }
            .sorted { rank($0) < rank($1) }
        if !shown.isEmpty {
            html.raw("<div class=\"card wrap\"><table><thead><tr><th>الاسم</th><th>النوع</th><th>صيغ أخرى</th><th>ما يُقال عنه</th><th>الوثائق</th></tr></thead><tbody>")
            for i in shown.prefix(ReportWriter.maximumEntities) { row(i) }
            html.raw("</tbody></table>")
            if shown.count > ReportWriter.maximumEntities {
                html.raw("<p class=\"meta\">وكيانات أخرى: ")
                html.number(shown.count - ReportWriter.maximumEntities)
                html.raw("</p>")
            }
            html.raw("</div>")
        }
        html.raw("</section>")
    }

    /// Persons first, then organisations and places; the most documented first.
    private func rank(_ index: Int) -> (Int, Int, Int) {
        let entity = dossier.entities[index]
        return (["PERS": 0, "ORG": 1][entity.label] ?? 2, -entity.documentCount, index)
    }

    private mutating func row(_ index: Int) {
        let entity = dossier.entities[index]
        html.raw("<tr id=\"e")
        html.number(index + 1)
        html.raw("\"><td><mark class=\"")
        html.raw(ReportWriter.style(of: entity.label))
        html.raw("\">")
        html.bdi(entity.name)
        html.raw("</mark>")
        for id in entity.kb.prefix(3) {
            html.raw("<div class=\"meta\"><bdi class=\"l\">")
            html.text("\(id.name):\(id.value)")
            html.raw("</bdi></div>")
        }
        html.raw("</td><td class=\"meta\">")
        html.text(ReportWords.label(entity.label))
        html.raw("</td><td>")
        for (k, alias) in entity.aliases.prefix(8).enumerated() {
            if k > 0 { html.raw("، ") }
            html.bdi(alias)
        }
        html.raw("</td><td>")
        var count = 0
        for fact in dossier.facts where !fact.isEvent && fact.args.first(where: { ["person", "member", "part", "subject", "entity"].contains($0.role) })?.key == entity.key {
            if count == 6 {
                html.raw("<div class=\"meta\">…</div>")
                break
            }
            count += 1
            html.raw("<div>")
            html.text(ReportWords.relation(fact.predicate))
            html.raw(" ")
            for (k, arg) in fact.args.filter({ $0.key != entity.key }).sorted(by: { order($0.role) < order($1.role) }).enumerated() {
                if k > 0 { html.raw(" – ") }
                if let key = arg.key { entityLink(key, arg.text) } else { html.bdi(arg.text) }
            }
            html.raw("</div>")
        }
        html.raw("</td><td class=\"meta\">")
        for (k, doc) in entity.documents.prefix(6).enumerated() {
            if k > 0 { html.raw("، ") }
            documentLink(doc)
        }
        if entity.documentCount > 6 {
            html.raw(" + ")
            html.number(entity.documentCount - 6)
        }
        html.raw("</td></tr>")
    }

    private func order(_ role: String) -> Int { ["role": 0, "rank": 0, "kind": 0][role] ?? 1 }

    // MARK: The drawing

    private mutating func graph() {
        let layout = RelationLayout(dossier)
        guard !layout.edges.isEmpty else { return }
        html.raw("<div class=\"card\"><svg class=\"graph\" role=\"img\" aria-label=\"العلاقات بين الأشخاص والمنظمات والأماكن\" viewBox=\"0 0 ")
        html.number(RelationLayout.width)
        html.raw(" ")
        html.number(layout.height)
        html.raw("\">")
        for (i, title) in (["أشخاص", "منظمات", "أماكن"] as [StaticString]).enumerated() {
            html.raw("<text class=\"col\" x=\"")
            html.number(RelationLayout.x(of: i) + RelationLayout.nodeWidth / 2)
            html.raw("\" y=\"18\">")
            html.raw(title)
            html.raw("</text>")
        }
        for edge in layout.edges {
            html.raw("<path class=\"edge")
            if edge.isDisputed { html.raw(" x") }
            html.raw("\" d=\"M")
            for (k, point) in edge.points.enumerated() {
                if k == 1 { html.raw(" C") } else if k > 1 { html.raw(" ") }
                html.number(point.x)
                html.raw(" ")
                html.number(point.y)
            }
            html.raw("\"/>")
        }
        for edge in layout.edges {
            html.raw("<text direction=\"rtl\" class=\"role")
            if edge.isDisputed { html.raw(" x") }
            html.raw("\" x=\"")
            html.number(edge.label.x)
            html.raw("\" y=\"")
            html.number(edge.label.y)
            html.raw("\">")
            html.text(RelationLayout.shortened(edge.text, 26))
            html.raw("</text>")
        }
        for node in layout.nodes {
            html.raw("<g class=\"")
            html.raw(ReportWriter.style(of: node.label))
            html.raw("\"><title>")
            html.text(node.name)
            html.raw("</title><rect x=\"")
            html.number(node.x)
            html.raw("\" y=\"")
            html.number(node.y)
            html.raw("\" width=\"")
            html.number(RelationLayout.nodeWidth)
            html.raw("\" height=\"")
            html.number(RelationLayout.nodeHeight)
            html.raw("\" rx=\"8\"/><text class=\"name\" direction=\"rtl\" x=\"")
            html.number(node.x + RelationLayout.nodeWidth / 2)
            html.raw("\" y=\"")
            html.number(node.y + RelationLayout.nodeHeight / 2 + 5)
            html.raw("\">")
            html.text(RelationLayout.shortened(node.name, 28))
            html.raw("</text></g>")
        }
        html.raw("</svg>")
        if layout.hasDisputes { html.raw("<p class=\"meta\">الخطوط المتقطعة علاقات تختلف فيها المصادر.</p>") }
        if layout.omitted > 0 {
            html.raw("<p class=\"meta\">علاقات لم تُرسم لكثرتها: ")
            html.number(layout.omitted)
            html.raw("</p>")
        }
        html.raw("</div>")
    }
}
