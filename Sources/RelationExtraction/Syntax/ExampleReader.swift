import TextModel

/// Reads an example: Arabic text with marked roles, `[victim أحمد علي]`, `[count=40 أربعون]`; brackets nest. `{negated}` or `{planned}` in front asks for
/// polarity or modality.
struct ExampleReader {
    let line: SourceLine
    let file: String
    let isPositive: Bool
    var diagnostics: [Diagnostic] = []

    init(line: SourceLine, file: String, isPositive: Bool) {
        self.line = line
        self.file = file
        self.isPositive = isPositive
    }

    private mutating func error(_ i: Int, _ message: String, _ remedy: String) {
        let place = line.place(i)
        diagnostics.append(Diagnostic(.error, file: file, line: place.line, column: place.column, message: message, remedy: remedy))
    }

    mutating func read() -> ExampleSyntax {
        var example = ExampleSyntax(isPositive: isPositive, text: "", expectations: [], polarity: nil, modality: nil, place: line.place(0))
        var text: [UInt8] = []
        var open: [(role: String, value: String?, start: Int, place: SourcePlace, at: Int)] = []
        var parser = ElementParser(line, file: file)
        while parser.take("{") {
            let start = parser.at
            let word = parser.patternName()
            if word == "negated" || word == "asserted" {
                example.polarity = word == "negated" ? .negated : .asserted
            } else if let i = ["actual", "possible", "planned", "demanded"].firstIndex(of: word), let m = Modality(rawValue: UInt8(i)) {
                example.modality = m
            } else {
                error(start, "an example can't ask for “\(word)”", "write {negated}, {asserted}, {actual}, {possible}, {planned} or {demanded}")
            }
            if !parser.take("}") { error(parser.at, "{ isn't closed", "write {\(word)}") }
            parser.skipBlanks()
        }
        while let c = parser.peek() {
            if c == "[" {
                let start = parser.at
                parser.at += 1
                let role = parser.name()
                var value: String?
                if parser.take("=") {
                    let from = parser.at
                    while let v = parser.peek(), !LineReader.isBlank(v), v != "]" { parser.at += 1 }
                    value = line.string(from, parser.at)
                }
                if role.isEmpty {
                    error(start, "no role after [", "write [victim …words…]; roles are ASCII")
                }
                parser.skipBlanks()
                open.append((role, value, text.count, line.place(start), start))
                continue
            }
            if c == "]" {
                if let mark = open.popLast() {
                    if text.count == mark.start { error(mark.at, "[\(mark.role)] marks nothing", "write the words of the text inside the brackets") }
                    example.expectations.append(.init(role: mark.role, bytes: ByteRange(mark.start, text.count), value: mark.value, place: mark.place))
                } else {
                    error(parser.at, "] closes nothing", "write [role before the words")
                }
                parser.at += 1
                continue
            }
            text.append(contentsOf: Array(String(Character(c)).utf8))
            parser.at += 1
        }
        if let mark = open.last { error(mark.at, "[\(mark.role) isn't closed", "write ] behind the last word of the role") }
        if text.isEmpty { error(0, "an empty example", "write a sentence") }
        if !isPositive, !example.expectations.isEmpty {
            error(0, "a `no` example marks no roles", "nothing may be found in it; leave the brackets out")
        }
        example.text = String(decoding: text, as: UTF8.self)
        example.expectations.sort { ($0.bytes.start, $0.bytes.end) < ($1.bytes.start, $1.bytes.end) }
        return example
    }
}
