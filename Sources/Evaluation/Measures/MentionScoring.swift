import RecordFiles
import TextModel

/// Mentions: exact, overlapping, flat, nested, by label, with the confusion table and B³ of their entities.
extension Scorer {
    func scoreMentions(_ report: GoldReport, _ records: DocumentRecords?, _ score: inout DocumentScore) {
        struct Key: Hashable, Comparable {
            var span: Span
            var label: String
            static func < (a: Key, b: Key) -> Bool { (a.span, a.label) < (b.span, b.label) }
        }
        func strip(_ s: Span) -> Span { GoldFolding.stripHead(report.text, s) }
        let known = Set(Label.names)
        let gold = Set(report.mentions.filter { !$0.isNominal && known.contains($0.label) }.map { Key(span: strip($0.span), label: $0.label) })
        let nominal = Set(report.mentions.filter(\.isNominal).map { strip($0.span) })
        let names = (records?.mentions ?? []).filter { $0.form == "name" && known.contains($0.label) }
        let predicted = Set(names.map { Key(span: strip($0.span), label: $0.label) })
        let extra = predicted.subtracting(gold).filter { !nominal.contains($0.span) }.sorted(), missed = gold.subtracting(predicted).sorted()
        for k in gold.intersection(predicted) {
            score.count("mentions", \.right)
            score.count(type: "mention " + k.label, \.right)
            score.confusion[.init(gold: k.label, predicted: k.label), default: 0] += 1
        }
        for k in extra {
            score.count("mentions", \.extra)
            score.count(type: "mention " + k.label, \.extra)
            let other = missed.filter { $0.span == k.span }.map(\.label)
            if other.isEmpty { score.confusion[.init(gold: "-", predicted: k.label), default: 0] += 1 }
            score.errors.append(error(.extra, report, "mention " + k.label, k.span, other.isEmpty ? "" : "gold has \(other.joined(separator: ", "))"))
        }
        for k in missed {
            score.count("mentions", \.missed)
            score.count(type: "mention " + k.label, \.missed)
            let others = extra.filter { $0.span == k.span }.map(\.label)
            for o in others.isEmpty ? ["-"] : others { score.confusion[.init(gold: k.label, predicted: o), default: 0] += 1 }
            let near = extra.first { $0.span != k.span && $0.span.overlaps(k.span) }
            let note = !others.isEmpty ? "found as \(others.joined(separator: ", "))" : near.map { "found «\(report.slice($0.span))» \($0.label)" } ?? ""
            score.errors.append(error(.missed, report, "mention " + k.label, k.span, note))
        }
        // Overlap: equal label, some character in common, each used once.
        var free = predicted.filter { !nominal.contains($0.span) || gold.contains($0) }.sorted()
        for g in gold.sorted() {
            if let i = free.firstIndex(of: g) ?? free.firstIndex(where: { $0.label == g.label && $0.span.overlaps(g.span) && !gold.contains($0) }) {
                free.remove(at: i)
                score.count("mentions overlapping", \.right)
            } else { score.count("mentions overlapping", \.missed) }
        }
        score.count("mentions overlapping", \.extra, free.count)
        // Flat: mentions in no other; nested: those inside another.
        func isInner(_ k: Key, _ all: Set<Key>) -> Bool { all.contains { $0.span.contains(k.span) && $0.span != k.span } }
        for inner in [false, true] {
            let g = gold.filter { isInner($0, gold) == inner }, p = predicted.filter { isInner($0, predicted) == inner }
            let name = inner ? "mentions nested" : "mentions flat"
            score.count(name, \.right, g.intersection(p).count)
            score.count(name, \.extra, p.subtracting(g).filter { !nominal.contains($0.span) }.count)
            score.count(name, \.missed, g.subtracting(p).count)
        }
        // Entities of named mentions.
        func item(_ span: Span, _ label: String, _ entity: String) -> BCubed.Item? {
            let s = strip(span)
            return Label(name: label).map { BCubed.Item(bytes: ByteRange(s.start, s.end), label: $0, entity: entity) }
        }
        score.goldEntities = report.mentions.compactMap { $0.isNominal || $0.entity.isEmpty ? nil : item($0.span, $0.label, $0.entity) }
        if !score.goldEntities.isEmpty { score.foundEntities = names.compactMap { $0.entity.isEmpty ? nil : item($0.span, $0.label, $0.entity) } }
    }

    /// Flat corpora with PER, LOC and ORG: labels mapped, the outermost of them, generic heads outside, attached proclitics forgiven.
    func scoreCoarse(_ report: GoldReport, _ records: DocumentRecords?, _ score: inout DocumentScore) {
        let map = ["PERS": "PER", "PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"]
        struct Key: Hashable { var span: Span, label: String }
        let gold = report.mentions.filter { ["PER", "LOC", "ORG"].contains($0.label) }.map { Key(span: trim(report.text, $0.span), label: $0.label) }
        let all = Set((records?.mentions ?? []).filter { $0.form == "name" && map[$0.label] != nil }.map { Key(span: trim(report.text, $0.span), label: map[$0.label]!) })
        var flat: [Key] = [], end = -1
        for k in all.sorted(by: { ($0.span, $0.label) < ($1.span, $1.label) }) where k.span.start >= end {
            flat.append(k)
            end = k.span.end
        }
        var used: Set<Int> = []
        for g in gold {
            if let i = flat.indices.first(where: { !used.contains($0) && flat[$0].label == g.label && same(report.text, g.span, flat[$0].span) }) {
                used.insert(i)
                score.count("mentions", \.right)
                score.count(type: "mention " + g.label, \.right)
                score.confusion[.init(gold: g.label, predicted: g.label), default: 0] += 1
            } else {
                score.count("mentions", \.missed)
                score.count(type: "mention " + g.label, \.missed)
                let other = flat.first { same(report.text, g.span, $0.span) }
                score.confusion[.init(gold: g.label, predicted: other?.label ?? "-"), default: 0] += 1
                score.errors.append(error(.missed, report, "mention " + g.label, g.span, other.map { "found as \($0.label)" } ?? ""))
            }
        }
        for (i, p) in flat.enumerated() where !used.contains(i) {
            score.count("mentions", \.extra)
            score.count(type: "mention " + p.label, \.extra)
            if !gold.contains(where: { same(report.text, $0.span, p.span) }) { score.confusion[.init(gold: "-", predicted: p.label), default: 0] += 1 }
            score.errors.append(error(.extra, report, "mention " + p.label, p.span, ""))
        }
    }

    private func trim(_ text: [Unicode.Scalar], _ span: Span) -> Span {
        var s = min(span.start, text.count), e = min(span.end, text.count)
        let front = Set(" #\"“”«»()'".unicodeScalars), back = Set(" \"“”«»()'،.".unicodeScalars)
        while s < e, front.contains(text[s]) { s += 1 }
        while e > s, back.contains(text[e - 1]) { e -= 1 }
        return GoldFolding.stripHead(text, Span(s, e))
    }

    private func same(_ text: [Unicode.Scalar], _ g: Span, _ p: Span) -> Bool {
        guard g.end == p.end else { return false }
        if g.start == p.start { return true }
        let gap = text[min(g.start, p.start)..<max(g.start, p.start)]
        return gap.count <= 3 && gap.allSatisfy { "وفبلكسا".unicodeScalars.contains($0) }
    }
}
