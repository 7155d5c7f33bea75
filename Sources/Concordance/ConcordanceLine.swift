import ArabicText
import Display
import DocumentReading
import TextModel

/// One place of a text with what stands before and after it.
public struct ConcordanceLine: Sendable {
    public var document: String
    /// Code points.
    public var start: Int
    public var end: Int
    public var before: String
    public var text: String
    public var after: String
    /// What was found: a label, a type, empty for words.
    public var kind: String
    public var note: String

    public init(document: String, start: Int, end: Int, before: String, text: String, after: String, kind: String = "", note: String = "") {
        self.document = document
        self.start = start
        self.end = end
        self.before = before
        self.text = text
        self.after = after
        self.kind = kind
        self.note = note
    }

    /// Cuts a place out of a document with `width` code points on both sides, inside its paragraph.
    public init(_ document: Document, _ range: ByteRange, width: Int, kind: String = "", note: String = "") {
        let text = document.text
        let low = min(Int(range.start), text.count), high = min(max(Int(range.end), low), text.count)
        var from = low, to = high, left = width
        while from > 0, left > 0, text[from - 1] != 0x0A {
            from -= 1
            if text[from] & 0xC0 != 0x80 { left -= 1 }
        }
        left = width
        while to < text.count, text[to] != 0x0A {
            if text[to] & 0xC0 != 0x80 {
                if left == 0 { break }
                left -= 1
            }
            to += 1
        }
        func string(_ a: Int, _ b: Int) -> String { String(decoding: text[a..<b].map { $0 == 0x0A || $0 == 0x09 || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self) }
        let (start, end) = text.withUnsafeBufferPointer { b in
            let s = countCodePoints(b, 0, low)
            return (s, s + countCodePoints(b, low, high))
        }
        self.init(document: document.id, start: start, end: end, before: string(from, low), text: string(low, high), after: string(high, to), kind: kind, note: note)
    }

    public var json: JSONValue {
        .members(["doc": .text(document), "start": .integer(start), "end": .integer(end), "kind": kind.isEmpty ? .null : .text(kind), "before": .text(before),
                  "text": .text(text), "after": .text(after), "note": note.isEmpty ? .null : .text(note)])
    }

    public static let tsvHeader = "doc\tstart\tend\tkind\tbefore\ttext\tafter\tnote"

    /// One line; tabs, line ends and backslashes as escapes, other controls shown.
    public var tsv: String {
        [document, String(start), String(end), kind, before, text, after, note].map { cell in
            var out = ""
            for s in cell.unicodeScalars {
                switch s {
                case "\t": out += "\\t"
                case "\n": out += "\\n"
                case "\r": out += "\\r"
                case "\\": out += "\\\\"
                default: out.unicodeScalars.append(s)
                }
            }
            return out
        }.joined(separator: "\t")
    }

    /// For a terminal: an ASCII beginning, the earlier text in a column of its own.
    public func shown(_ show: TerminalText, width: Int, place: Int) -> String {
        let at = TerminalText(isolates: false)("\(document):\(start)")
        let padding = String(repeating: " ", count: max(0, place - DisplayWidth.of(at)))
        return "\(at.first?.isASCII == true ? "" : "doc ")\(at)\(padding)  \(show.padded(before, to: width, atStart: true)) [\(show(text))] \(show(after))"
            + (kind.isEmpty ? "" : "  \(kind)") + (note.isEmpty ? "" : "  {\(show(note))}")
    }
}

public enum ConcordanceOrder: String, CaseIterable, Sendable {
    /// Input order.
    case text
    /// By the words before, the nearest first.
    case before
    /// By the words after.
    case after
    /// By the words found.
    case match

    public func sort(_ lines: inout [ConcordanceLine]) {
        guard self != .text else { return }
        let folding = Folding()
        func key(_ s: String) -> [[UInt8]] { s.split(separator: " ").map { folding.fold(String($0)) } }
        let keyed = lines.enumerated().map { i, l -> (key: [[UInt8]], index: Int) in
            switch self {
            case .before: (key(l.before).reversed(), i)
            case .after: (key(l.after), i)
            case .match, .text: (key(l.text), i)
            }
        }
        let order = keyed.sorted { a, b in
            for (x, y) in zip(a.key, b.key) where x != y { return x.lexicographicallyPrecedes(y) }
            return a.key.count != b.key.count ? a.key.count < b.key.count : a.index < b.index
        }
        lines = order.map { lines[$0.index] }
    }
}
