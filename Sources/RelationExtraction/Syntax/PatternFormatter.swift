import TextModel

/// Lays out a pattern file: keys in one column, one space between elements, one blank line between blocks. Comments and the order of lines stay.
/// Formatting twice changes nothing more, and a formatted file means the same.
public enum PatternFormatter {
    /// Keys of a pattern stand two columns in; arguments begin at this column behind them.
    static let keyWidth = 8

    public static func format(_ text: String) -> String {
        var out: [String] = []
        var isInPattern = false
        var wasBlank = true
        for raw in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            var scalars = Array(String(decoding: raw, as: UTF8.self).unicodeScalars)
            if out.isEmpty, scalars.first?.value == 0xFEFF { scalars.removeFirst() }
            while let last = scalars.last, LineReader.isBlank(last) { scalars.removeLast() }
            guard let first = scalars.firstIndex(where: { !LineReader.isBlank($0) }) else {
                if !wasBlank { out.append("") }
                wasBlank = true
                continue
            }
            let line = Array(scalars[first...])
            if line[0] == "#" {
                out.append((isInPattern && first > 0 ? "  " : "") + string(line))
                wasBlank = false
                continue
            }
            let key = string(Array(line.prefix { !LineReader.isBlank($0) }))
            let argument = Array(line.dropFirst(key.unicodeScalars.count).drop { LineReader.isBlank($0) })
            if key == "pattern" {
                if !wasBlank { out.append("") }
                isInPattern = true
                let parts = string(argument).split(separator: ":", maxSplits: 1).map { trimmed(String($0)) }
                out.append("pattern " + parts.joined(separator: " : "))
            } else {
                let keepsText = key == "yes" || key == "no" || key == "note"
                let body = keepsText ? string(argument) : collapsed(argument)
                let indent = isInPattern ? "  " : ""
                out.append(indent + (body.isEmpty ? key : key + String(repeating: " ", count: max(1, keyWidth - key.unicodeScalars.count)) + body))
            }
            wasBlank = false
        }
        while out.last == "" { out.removeLast() }
        return out.isEmpty ? "" : out.joined(separator: "\n") + "\n"
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var s = String.UnicodeScalarView()
        s.append(contentsOf: scalars)
        return String(s)
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, LineReader.isBlank(last) { scalars.removeLast() }
        return string(Array(scalars.drop { LineReader.isBlank($0) }))
    }

    /// One space for each run of blanks outside quotation marks.
    private static func collapsed(_ scalars: [Unicode.Scalar]) -> String {
        var out: [Unicode.Scalar] = []
        var isQuoted = false
        for c in scalars {
            if c == "\"" { isQuoted.toggle() }
            if !isQuoted, LineReader.isBlank(c) {
                if out.last != " " { out.append(" ") }
            } else {
                out.append(c)
            }
        }
        return string(out)
    }
}
