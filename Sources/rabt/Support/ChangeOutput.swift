import Comparison
import Concordance
import Display
import DocumentReading
import TextModel

/// How changes are written: groups by cause, concordance lines, totals.
struct ChangeOutput {
    var show: TerminalText
    var colour: Colour
    var width: Int
    /// The text of a document, where it is known.
    var document: (Int) -> Document?
    var name: (Int) -> String
    /// Offsets of findings count bytes (else code points).
    var countsBytes: Bool

    func line(_ c: Change) -> ConcordanceLine {
        let f = c.finding
        let kind = f.kind == "mention" ? f.type : "\(f.kind) \(f.type)"
        guard let d = document(c.document) else {
            return ConcordanceLine(document: name(c.document), start: f.start, end: f.end, before: "", text: "", after: "", kind: kind, note: note(c))
        }
        var range = ByteRange(f.start, f.end)
        if !countsBytes {
            func byte(_ n: Int) -> Int {
                var left = n, i = 0
                while i < d.text.count {
                    if d.text[i] & 0xC0 != 0x80 {
                        if left == 0 { break }
                        left -= 1
                    }
                    i += 1
                }
                return i
            }
            range = ByteRange(byte(f.start), byte(f.end))
        }
        return ConcordanceLine(d, range, width: width, kind: kind, note: note(c))
    }

    private func note(_ c: Change) -> String {
        func words(_ f: Finding) -> String { f.kind == "mention" ? "" : f.detail }
        guard c.kind == .changed, let a = c.old, let b = c.new else { return words(c.finding) }
        var parts: [String] = []
        if a.type != b.type { parts.append("was \(a.type)") }
        if a.start != b.start || a.end != b.end { parts.append(c.finding.kind == "mention" ? "was \(a.end - a.start) long, is \(b.end - b.start)" : "other words") }
        if a.detail != b.detail { parts.append("was \(a.detail)\(words(b).isEmpty ? "" : ", is \(b.detail)")") }
        return parts.joined(separator: "; ")
    }

    func text(_ groups: [ChangeGroup]) -> String {
        var out = ""
        let width = width
        for g in groups {
            let counts = Change.Kind.allCases.map { k in (k, g.changes.filter { $0.kind == k }.count) }.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
            out += colour.strong("by \(show(g.cause)): \(counts.joined(separator: ", "))") + "\n"
            for c in g.changes {
                let line = line(c).shown(show, width: width, place: 0)
                switch c.kind {
                case .gained: out += colour.good("+ " + line) + "\n"
                case .lost: out += colour.bad("- " + line) + "\n"
                case .changed: out += "~ " + line + "\n"
                }
            }
        }
        return out
    }

    func json(_ groups: [ChangeGroup]) -> String {
        var out = ""
        for g in groups {
            for c in g.changes {
                let l = line(c)
                func finding(_ f: Finding?) -> JSONValue {
                    guard let f else { return .null }
                    return .members(["kind": .text(f.kind), "type": .text(f.type), "detail": .text(f.detail)])
                }
                out += JSONValue.members(["change": .text(c.kind.rawValue), "cause": .text(g.cause), "doc": .text(l.document), "start": .integer(l.start), "end": .integer(l.end),
                                          "before": .text(l.before), "text": .text(l.text), "after": .text(l.after), "old": finding(c.old), "new": finding(c.new)]).serialized + "\n"
            }
        }
        return out
    }

    static func totals(_ changes: [Change]) -> String {
        if changes.isEmpty { return "no record changed" }
        return Change.Kind.allCases.map { k in "\(changes.filter { $0.kind == k }.count) \(k.rawValue)" }.joined(separator: ", ")
    }
}
