import RecordFiles

/// A gold filler: the key of an entity, or a piece of the text, or a value.
struct Filler {
    let value: String
    let forms: Set<String>
    let spans: Set<Span>
    let isEntity: Bool

    init(_ value: String, _ report: GoldReport) {
        self.value = value
        let mentions = report.mentions.filter { $0.entity == value }
        isEntity = !mentions.isEmpty
        forms = mentions.isEmpty ? [GoldFolding.core(value)] : Set(mentions.map { GoldFolding.core(report.slice($0.span)) })
        spans = Set(mentions.map { GoldFolding.stripHead(report.text, $0.span) })
    }

    func matches(value v: String, text: String, span: Span?, name: String, _ report: GoldReport) -> Bool {
        if !v.isEmpty, GoldFolding.value(v) == GoldFolding.value(value) { return true }
        if let span, !spans.isEmpty, spans.contains(GoldFolding.stripHead(report.text, span)) { return true }
        for candidate in [text, name] {
            let core = GoldFolding.core(candidate)
            if core.isEmpty { continue }
            if forms.contains(core) { return true }
            if !isEntity {
                let a = Set(core.split(separator: " ")), b = Set(GoldFolding.core(value).split(separator: " "))
                if !a.isEmpty, !b.isEmpty, Double(a.intersection(b).count) / Double(min(a.count, b.count)) >= 0.5 { return true }
            }
        }
        return false
    }

    func matches(_ a: ArgumentRecord, _ report: GoldReport) -> Bool { matches(value: a.value, text: a.text, span: a.span, name: a.name, report) }
    func matches(_ p: PieceRecord, _ report: GoldReport) -> Bool { matches(value: "", text: p.text, span: p.span, name: "", report) }
}

struct GoldArgument {
    var role: String
    var filler: Filler

    static func all(of fact: GoldReport.Fact, _ report: GoldReport) -> [GoldArgument] {
        fact.arguments.flatMap { a in a.fillers.map { GoldArgument(role: a.role, filler: Filler($0, report)) } }
    }

    /// Gold arguments that found a predicted one, and the predicted ones they found.
    static func align(_ gold: [GoldArgument], _ predicted: [ArgumentRecord], _ report: GoldReport) -> (hit: [Int], used: Set<Int>) {
        var used: Set<Int> = [], hit: [Int] = []
        for (g, argument) in gold.enumerated() {
            for (p, a) in predicted.enumerated() where !used.contains(p) && a.role == argument.role && argument.filler.matches(a, report) {
                used.insert(p)
                hit.append(g)
                break
            }
        }
        return (hit, used)
    }
}
