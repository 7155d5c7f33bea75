import Lexicons
import ModelStorage
import TextModel

/// A row of `lexicons/weights.tsv`: how much a piece of evidence counts for a label.
public struct WeightRow: Sendable {
    public var evidence: String
    public var label: String
    public var weight: Float
    public var nested: Bool

    /// Reads the rows of a weight file; rows with an unknown label or a malformed number are reported.
    public static func rows(of file: TSVFile, nested: Bool, _ diagnostics: inout [Diagnostic]) -> [WeightRow] {
        guard let evidence = file.column("evidence"), let label = file.column("label"), let weight = file.column("weight") else { return [] }
        var out: [WeightRow] = []
        for row in 0..<file.rowCount {
            guard let w = Float(file.text(row, weight)) else {
                diagnostics.append(file.diagnostic(.error, row: row, column: weight, message: "\"\(file.text(row, weight))\" is no number",
                                                   remedy: "write a decimal number such as -1.25"))
                continue
            }
            let l = file.text(row, label)
            guard Lane.names.contains(l) else {
                diagnostics.append(file.diagnostic(.error, row: row, column: label, message: "unknown label \"\(l)\"",
                                                   remedy: "use one of \(Lane.names.joined(separator: " "))"))
                continue
            }
            out.append(WeightRow(evidence: file.text(row, evidence), label: l, weight: w, nested: nested))
        }
        return out
    }

    /// Writes the sections `weights` and `nested`. Evidence about word classes that no longer exist is left out.
    public static func write(_ rows: [WeightRow], _ classNames: [String], to model: inout ModelWriter) {
        let catalog = EvidenceCatalog(classNames: classNames)
        let numbers = catalog.numbers()
        for nested in [false, true] {
            var w = Weights(count: catalog.count)
            for r in rows where r.nested == nested {
                guard let e = numbers[r.evidence], let lane = Lane.names.firstIndex(of: r.label) else { continue }
                w[e, lane] = r.weight
            }
            // No gold tells of rows of one's own: they weigh what a shipped name weighs, and more.
            let rows = SpanScorer.Rows(catalog)
            for label in Label.allCases {
                for words in 1...4 {
                    let own = rows.listedRow(label, words, .own), shipped = rows.listedRow(label, words, .sure)
                    for lane in 0...Lane.value { w[own, lane] = w[shipped, lane] + (lane == Lane.of(label) ? Strength.ownBonus : 0) }
                }
            }
            w.write(to: &model, section: nested ? "nested" : "weights")
        }
    }

    /// Weights as rows of a TSV, largest first within a label; those below `threshold` are left out.
    public static func text(_ weights: Weights, _ catalog: EvidenceCatalog, threshold: Float, header: [String]) -> String {
        var out = header.map { "# \($0)\n" }.joined() + "evidence\tlabel\tweight\n"
        var rows: [(String, Int, Float)] = []
        for e in 0..<catalog.count {
            for lane in 0...Lane.value where abs(weights[e, lane]) >= threshold { rows.append((catalog.name(e), lane, weights[e, lane])) }
        }
        rows.sort { ($0.1, $0.0) < ($1.1, $1.0) }
        for r in rows { out += "\(r.0)\t\(Lane.names[r.1])\t\(decimal(r.2))\n" }
        return out
    }

    /// Two decimals.
    static func decimal(_ x: Float) -> String {
        let n = Int((abs(x) * 100).rounded())
        return "\(x < 0 && n > 0 ? "-" : "")\(n / 100).\(n % 100 < 10 ? "0" : "")\(n % 100)"
    }
}
