import DocumentReading
import RecordFiles
import SystemFiles
import TextModel

/// Reads gold of any of its formats: inline `.ann` with `.facts.jsonl`, brat `.ann` with `.txt`, IOB2 columns, JSON Lines with spans.
public struct GoldReader {
    public private(set) var gold = GoldSet()
    public init() {}

    /// A folder, or one file.
    public mutating func read(_ path: FilePath) throws(SystemError) {
        guard path.kind == .directory else { return try readFileOfAnyFormat(path) }
        var list = InputList(paths: [path], options: InputList.Options(glob: "*"))
        var files: [FilePath] = []
        while let item = list.next() { if case .file(let f) = item { files.append(f) } }
        let wanted = files.filter { GoldReader.suffix($0) == "ann" }
        for file in wanted.isEmpty ? files.filter({ ["conll", "iob", "iob2", "bio", "jsonl"].contains(GoldReader.suffix($0)) && !$0.text.hasSuffix(".facts.jsonl") }) : wanted {
            try readFileOfAnyFormat(file)
        }
        finish(path)
    }

    private static func suffix(_ p: FilePath) -> String { p.lastComponent.text.split(separator: ".").last.map(String.init) ?? "" }

    private mutating func readFileOfAnyFormat(_ path: FilePath) throws(SystemError) {
        let bytes = try readFile(path)
        if let bad = bytes.withUnsafeBytes({ firstInvalidUTF8(in: $0) }) {
            return problem(path, 0, "invalid UTF-8 at byte \(bad)", "save it as UTF-8")
        }
        switch GoldReader.suffix(path) {
        case "ann": GoldReader.isBrat(bytes) ? try readBrat(path, bytes) : try readInline(path, bytes)
        case "jsonl", "json": readSpans(path, bytes)
        default: readColumns(path, bytes)
        }
        finish(path)
    }

    private mutating func finish(_ path: FilePath) {
        let coarse: Set<String> = ["PER", "LOC", "ORG", "MISC"]
        let labels = Set(gold.reports.flatMap { $0.mentions.map(\.label) })
        gold.isCoarse = !labels.isEmpty && labels.isSubset(of: coarse) && (labels.contains("PER") || labels.contains("MISC"))
        guard !gold.isCoarse else { return }
        for label in labels.sorted() where Label(name: label) == nil {
            guard !gold.problems.contains(where: { $0.message.contains("\"\(label)\"") }) else { continue }
            let example = gold.reports.first { $0.mentions.contains { $0.label == label } }
            problem(path, 0, "unknown label \"\(label)\" (in \(example?.name ?? ""))", "use \(Label.names.joined(separator: " ")), or PER LOC ORG MISC alone")
        }
    }

    private mutating func problem(_ path: FilePath, _ line: Int, _ message: String, _ remedy: String) {
        gold.problems.append(Diagnostic(.error, file: path.text, line: line, column: 0, message: message, remedy: remedy))
    }

    static func scalars(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar] { Array(String(decoding: Array(bytes), as: UTF8.self).unicodeScalars) }

    // MARK: Inline brackets

    private mutating func readInline(_ path: FilePath, _ bytes: [UInt8]) throws(SystemError) {
        let (marked, problems) = InlineAnnotation.parse(bytes, file: path.text)
        gold.problems += problems
        if !problems.isEmpty { return }
        var text = marked.text
        while text.last == 0x0A { text.removeLast() }
        let base = FilePath(bytes: Array(path.bytes.dropLast(4)))
        let beside = FilePath(bytes: base.bytes + Array(".txt".utf8))
        if beside.kind == .file {
            var source = try readFile(beside)
            while source.last == 0x0A { source.removeLast() }
            if source != text {
                let at = zip(source, text).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(source.count, text.count)
                let line = source[..<min(at, source.count)].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
                return problem(path, line, "the annotation without its brackets is not the text of \(beside.lastComponent.text) (first at byte \(at))",
                               "annotate the text as it stands")
            }
        }
        var points: [Int] = [0]
        points.reserveCapacity(text.count + 1)
        for b in text { points.append(points[points.count - 1] + (b & 0xC0 == 0x80 ? 0 : 1)) }
        // points[i] counts the code points that begin before byte i.
        let mentions = marked.mentions.map {
            GoldReport.Mention(span: Span(points[min(Int($0.bytes.start), text.count)], points[min(Int($0.bytes.end), text.count)]), label: $0.label,
                               isNominal: $0.isNominal, entity: $0.entity)
        }
        let factsPath = FilePath(bytes: base.bytes + Array(".facts.jsonl".utf8))
        var facts: [GoldReport.Fact] = []
        if factsPath.kind == .file { facts = readFacts(factsPath, try readFile(factsPath)) }
        gold.reports.append(GoldReport(name: base.lastComponent.text, text: GoldReader.scalars(text), mentions: mentions, facts: facts, hasFacts: factsPath.kind == .file))
    }

    private mutating func readFacts(_ path: FilePath, _ bytes: [UInt8]) -> [GoldReport.Fact] {
        var out: [GoldReport.Fact] = []
        for (n, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where line.contains(where: { $0 > 0x20 }) {
            guard let v = parse(path, n + 1, line) else { continue }
            guard let kind = v["kind"].text else { problem(path, n + 1, "a fact without \"kind\"", "write relation, event, statement or document"); continue }
            guard let factKind = FactRecord.Kind(rawValue: kind) else { continue }
            var arguments: [(role: String, fillers: [String])] = []
            if case .object(let members) = v["args"] {
                for m in members { arguments.append((m.key, m.value.list.isEmpty ? [m.value.anyText ?? ""] : m.value.list.map { $0.anyText ?? "" })) }
            }
            out.append(GoldReport.Fact(kind: factKind, type: v["type"].text ?? "", arguments: arguments, attribution: v["attribution"].text))
        }
        return out
    }

    private mutating func parse(_ path: FilePath, _ number: Int, _ line: ArraySlice<UInt8>) -> JSONValue? {
        let result: Result<JSONValue, JSONError> = line.withUnsafeBytes { b in
            do throws(JSONError) { return .success(try JSONValue(b)) } catch { return .failure(error) }
        }
        switch result {
        case .success(let v): return v
        case .failure(let e):
            problem(path, number, "malformed JSON: \(e.message)", "")
            return nil
        }
    }

    // MARK: brat

    private static func isBrat(_ bytes: [UInt8]) -> Bool {
        guard let line = bytes.split(separator: 0x0A).first else { return false }
        guard let tab = line.firstIndex(of: 0x09), tab > line.startIndex + 1 else { return false }
        return "TREAM#*N".utf8.contains(line[line.startIndex]) && line[(line.startIndex + 1)..<tab].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private mutating func readBrat(_ path: FilePath, _ bytes: [UInt8]) throws(SystemError) {
        let base = FilePath(bytes: Array(path.bytes.dropLast(4)))
        let textPath = FilePath(bytes: base.bytes + Array(".txt".utf8))
        guard textPath.kind == .file else { return problem(path, 0, "brat annotation without its text", "put \(textPath.lastComponent.text) beside it") }
        let text = GoldReader.scalars(try readFile(textPath))
        var report = GoldReport(name: base.lastComponent.text, text: text, mentions: [])
        for (n, raw) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where raw.first == UInt8(ascii: "T") {
            let cells = String(decoding: raw, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 3 else { problem(path, n + 1, "a text-bound line needs three cells", "T1<TAB>LABEL start end<TAB>text"); continue }
            let parts = cells[1].split(whereSeparator: { $0 == " " || $0 == ";" })
            guard parts.count >= 3, let start = Int(parts[1]), let end = Int(parts[parts.count - 1]), start <= end, end <= text.count else {
                problem(path, n + 1, "bad offsets \"\(cells[1])\"", "offsets count code points of the text")
                continue
            }
            let span = Span(start, end)
            var shown = cells[2]
            if shown.last == "\r" { shown.removeLast() }
            if parts.count == 3, String(report.slice(span).map { $0 == "\n" ? " " : $0 }) != shown {
                problem(path, n + 1, "the text at \(start)–\(end) is not \"\(shown)\"", "annotation and text are of different versions")
            }
            report.mentions.append(.init(span: span, label: String(parts[0])))
        }
        report.mentions.sort { $0.span < $1.span }
        gold.reports.append(report)
    }

    // MARK: JSON Lines

    private mutating func readSpans(_ path: FilePath, _ bytes: [UInt8]) {
        for (n, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where line.contains(where: { $0 > 0x20 }) {
            guard let v = parse(path, n + 1, line) else { continue }
            guard let text = v["text"].text, let id = v["id"].anyText else { problem(path, n + 1, "a line needs \"id\" and \"text\"", ""); continue }
            var report = GoldReport(name: id, text: Array(text.unicodeScalars), mentions: [])
            let list = [v["entities"], v["spans"], v["ents"], v["mentions"]].first { if case .list = $0 { true } else { false } } ?? .null
            for e in list.list {
                guard let start = e["start"].integer, let end = e["end"].integer, start <= end, end <= report.text.count, start >= 0,
                      let label = e["type"].text ?? e["label"].text else {
                    problem(path, n + 1, "a span needs \"start\", \"end\" inside the text and \"type\"", "offsets count code points")
                    continue
                }
                let span = Span(start, end)
                if let shown = e["text"].text, shown != report.slice(span) { problem(path, n + 1, "the text at \(start)–\(end) is not \"\(shown)\"", "offsets count code points") }
                report.mentions.append(.init(span: span, label: label, entity: e["entity"].text ?? ""))
            }
            report.mentions.sort { $0.span < $1.span }
            gold.reports.append(report)
        }
    }

    // MARK: Columns

    /// A token and its tags a line, blank lines between sentences. One document; its text is the tokens with single spaces, a sentence a line.
    private mutating func readColumns(_ path: FilePath, _ bytes: [UInt8]) {
        var report = GoldReport(name: path.stem.text, text: [], mentions: [])
        var open: [String: Int] = [:]
        func close(_ label: String) {
            if let start = open.removeValue(forKey: label) { report.mentions.append(.init(span: Span(start, report.text.count), label: label)) }
        }
        var isLineStart = true
        for (n, raw) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let cells = String(decoding: raw, as: UTF8.self).split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" })
            if cells.isEmpty || cells[0] == "-DOCSTART-" {
                for l in open.keys.sorted() { close(l) }
                if !isLineStart { report.text.append("\n") }
                isLineStart = true
                continue
            }
            if cells[0].hasPrefix("#"), cells.count > 1, cells[1] == "global.columns" || cells[1] == "sent_id" || cells[1] == "text" { continue }
            let tags = cells.dropFirst().filter { $0.hasPrefix("B-") || $0.hasPrefix("I-") }
            for t in cells.dropFirst() where cells.count == 2 && t != "O" && !t.hasPrefix("B-") && !t.hasPrefix("I-") {
                problem(path, n + 1, "\"\(t)\" is no IOB2 tag", "write O, B-LABEL or I-LABEL")
            }
            let going = Set(tags.filter { $0.hasPrefix("I-") }.map { String($0.dropFirst(2)) })
            for l in open.keys.sorted() where !going.contains(l) { close(l) }
            if !isLineStart { report.text.append(" ") }
            isLineStart = false
            for t in tags {
                let label = String(t.dropFirst(2))
                if t.hasPrefix("B-") { close(label) }
                if open[label] == nil { open[label] = report.text.count }
            }
            report.text.append(contentsOf: cells[0].unicodeScalars)
        }
        for l in open.keys.sorted() { close(l) }
        // A span that was closed behind the blank of the next token ends before it.
        for i in report.mentions.indices {
            while report.mentions[i].span.end > report.mentions[i].span.start, [" ", "\n"].contains(report.text[report.mentions[i].span.end - 1]) { report.mentions[i].span.end -= 1 }
        }
        report.mentions.sort { $0.span < $1.span }
        gold.reports.append(report)
    }
}
