import Display
import DocumentReading
import Evaluation

extension EvaluationReport {
    private func measures() -> [(name: String, counts: Counts)] {
        EvaluationReport.measureNames.map { ($0, counts($0)) }.filter { $0.1 != Counts() }
    }

    func lines(_ show: TerminalText, types: Bool, confusion wantsConfusion: Bool, errors limit: Int) -> [String] {
        var out: [String] = []
        func row(_ name: String, _ c: Counts, _ width: Int, _ interval: (low: Double, high: Double)?) -> String {
            let range = interval.map { "  95% \(Decimals.text($0.low, 3))–\(Decimals.text($0.high, 3))" } ?? ""
            return name + String(repeating: " ", count: max(1, width - name.utf8.count))
                + "P \(Decimals.text(c.precision, 3))  R \(Decimals.text(c.recall, 3))  F1 \(Decimals.text(c.f1, 3))\(range)   (\(c.right) right, \(c.extra) extra, \(c.missed) missed)"
        }
        for e in errors.prefix(limit < 0 ? .max : limit) {
            let note = e.note.isEmpty ? "" : "  {\(show(e.note))}"
            out.append("\(e.kind == .missed ? "-" : e.kind == .extra ? "+" : "~") \(e.document) \(e.type)  \(show(e.before))[\(show(e.text))]\(show(e.after))\(note)")
        }
        for m in measures() { out.append(row(m.name, m.counts, 22, interval(m.name))) }
        let b = coreference
        if b.goldCount > 0 {
            out.append("coreference B3        P \(Decimals.text(b.precision, 3))  R \(Decimals.text(b.recall, 3))  F1 \(Decimals.text(b.f1, 3))   (\(b.systemCount) found, \(b.goldCount) gold mentions)")
        }
        if attribution.all > 0 { out.append("attribution           \(Decimals.text(Double(attribution.right) / Double(attribution.all), 3)) of \(attribution.all) right facts") }
        if offsets.all > 0 { out.append("offsets               \(Decimals.text(Double(offsets.right) / Double(offsets.all), 6)) of \(offsets.all) pieces") }
        if types { for t in self.types { out.append("  " + row(t.name, t.counts, 32, nil)) } }
        if wantsConfusion {
            let cells = confusion
            let columns = Array(Set(cells.map(\.predicted))).sorted(), rows = Array(Set(cells.map(\.gold))).sorted()
            func pad(_ s: String, _ n: Int) -> String { String(repeating: " ", count: max(1, n - s.utf8.count)) + s }
            out.append("confusion: gold in rows, predicted in columns, - is none")
            out.append(String(repeating: " ", count: 10) + columns.map { pad($0, 9) }.joined())
            for r in rows {
                out.append("  " + r + String(repeating: " ", count: max(0, 8 - r.utf8.count))
                    + columns.map { c in pad(String(cells.first { $0.gold == r && $0.predicted == c }?.count ?? 0), 9) }.joined())
            }
        }
        return out
    }

    func json(errors limit: Int) -> JSONValue {
        func counts(_ c: Counts, _ interval: (low: Double, high: Double)?) -> JSONValue {
            .members(["p": .decimal(c.precision), "r": .decimal(c.recall), "f1": .decimal(c.f1), "right": .integer(c.right), "extra": .integer(c.extra), "missed": .integer(c.missed),
                      "f1_low": interval.map { .decimal($0.low) } ?? .null, "f1_high": interval.map { .decimal($0.high) } ?? .null])
        }
        let b = coreference
        return .members([
            "measures": .object(measures().map { ($0.name, counts($0.counts, interval($0.name))) }),
            "types": .object(types.map { ($0.name, counts($0.counts, nil)) }),
            "coreference": .members(["p": .decimal(b.precision), "r": .decimal(b.recall), "f1": .decimal(b.f1)]),
            "attribution": .decimal(attribution.all > 0 ? Double(attribution.right) / Double(attribution.all) : 0),
            "offsets": .decimal(offsets.all > 0 ? Double(offsets.right) / Double(offsets.all) : 0),
            "confusion": .list(confusion.map { .members(["gold": .text($0.gold), "predicted": .text($0.predicted), "count": .integer($0.count)]) }),
            "errors": .list(errors.prefix(limit < 0 ? .max : limit).map {
                .members(["kind": .text($0.kind.rawValue), "doc": .text($0.document), "type": .text($0.type), "before": .text($0.before), "text": .text($0.text),
                          "after": .text($0.after), "note": .text($0.note)])
            }),
            "missing": .texts(missing), "unknown": .texts(unknown),
        ])
    }
}
