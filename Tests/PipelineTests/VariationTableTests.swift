import DocumentReading
import SystemFiles
import Testing

/// The table of spellings (Tests/corpora/variation.tsv) through the shipped lexicons.
@Suite struct VariationTableTests {
    private struct Row {
        var line: Int
        var input: String
        /// Each with the labels that are right; empty: nothing may be found.
        var spans: [(labels: [Substring], text: String)]
        var note: String
    }

    private func rows() throws -> [Row] {
        let bytes = try readFile(FilePath(ShippedModel.root + "/Tests/corpora/variation.tsv"))
        var rows: [Row] = []
        for (i, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where !line.isEmpty && line.first != UInt8(ascii: "#") {
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { unescaped(String(decoding: $0, as: UTF8.self)) }
            guard cells.count == 3 else {
                Issue.record("variation.tsv:\(i + 1): three cells are needed")
                continue
            }
            if cells[0] == "input" { continue }
            var row = Row(line: i + 1, input: cells[0], spans: [], note: cells[2])
            if cells[1] != "nothing" {
                for span in parts(cells[1], " ; ") {
                    let colon = span.firstIndex(of: ":") ?? span.startIndex
                    row.spans.append((span[..<colon].split(separator: "|"), visible(span[colon...].dropFirst())))
                }
            }
            rows.append(row)
        }
        return rows
    }

    private func parts(_ text: String, _ separator: String) -> [Substring] {
        var out: [Substring] = [], rest = text[...]
        while let found = rest.firstRange(of: separator) {
            out.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        return out + [rest]
    }

    private func unescaped(_ text: String) -> String {
        var parts = parts(text, "\\u")
        var out = String(parts.removeFirst())
        for part in parts {
            if let code = UInt32(part.prefix(4), radix: 16), let scalar = Unicode.Scalar(code) { out.unicodeScalars.append(scalar) }
            out.unicodeScalars.append(contentsOf: part.dropFirst(4).unicodeScalars)
        }
        return out
    }

    /// Without direction marks at the edges: they may lie inside a span or outside.
    private func visible(_ text: some StringProtocol) -> String {
        let marks: Set<Unicode.Scalar> = ["\u{200E}", "\u{200F}", "\u{202B}", "\u{61C}", "\u{FEFF}"]
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, marks.contains(last) { scalars.removeLast() }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars.drop { marks.contains($0) })
        return String(out)
    }

    @Test func everyRowHolds() throws {
        var maker = RecordMaker(try ShippedModel.load())
        var promised = 0
        for row in try rows() {
            let mentions = try maker.records(row.input).filter { $0["type"].text == "mention" }
                .map { (label: $0["label"].text ?? "", text: visible($0["text"].text ?? "")) }
            var missing = row.spans.filter { span in !mentions.contains { span.labels.contains($0.label[...]) && bytes($0.text) == bytes(span.text) } }.map(\.text)
            if row.spans.isEmpty, let wrong = mentions.first(where: { ["GPE", "LOC", "ORG", "FAC"].contains($0.label) }) { missing.append("not \(wrong)") }
            if row.note.hasPrefix("table:") { promised += 1 }
            if missing.isEmpty { continue }
            let story = "variation.tsv:\(row.line): \(row.input.debugDescription): \(missing.joined(separator: ", ")), got \(mentions); \(row.note)"
            if row.note.hasPrefix("hard:") { print("OPEN", story) } else { Issue.record("\(story)") }
        }
        #expect(promised == 30)
    }

    /// Strings are equal where they are canonically equivalent; spans are equal where they are the same bytes.
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
