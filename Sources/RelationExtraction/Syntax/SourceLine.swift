import TextModel

/// One logical line of a pattern file: a key, its argument, and where each character of it stands (continuation lines joined).
struct SourceLine {
    var key: String
    var keyPlace: SourcePlace
    var text: [Unicode.Scalar]
    var places: [SourcePlace]

    /// The place of character `i`, or the end of the line.
    func place(_ i: Int) -> SourcePlace {
        if i < places.count { return places[i] }
        if let last = places.last { return SourcePlace(line: last.line, column: last.column + 1) }
        return SourcePlace(line: keyPlace.line, column: keyPlace.column + key.unicodeScalars.count)
    }

    var string: String { string(0, text.count) }

    func string(_ start: Int, _ end: Int) -> String {
        var s = String.UnicodeScalarView()
        s.append(contentsOf: text[start..<max(start, end)])
        return String(s)
    }
}

/// Cuts a file into logical lines. Blank lines and lines that begin with `#` are left out; a line that begins with `&` continues the one before.
enum LineReader {
    static func lines(of text: String, file: String, _ diagnostics: inout [Diagnostic]) -> [SourceLine] {
        var out: [SourceLine] = []
        var number = 0
        for raw in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            var scalars = Array(String(decoding: raw, as: UTF8.self).unicodeScalars)
            if number == 1, scalars.first?.value == 0xFEFF { scalars.removeFirst() }
            while let last = scalars.last, isBlank(last) { scalars.removeLast() }
            guard let first = scalars.firstIndex(where: { !isBlank($0) }) else { continue }
            if scalars[first] == "#" { continue }
            if scalars[first] == "&" {
                guard !out.isEmpty else {
                    diagnostics.append(Diagnostic(.error, file: file, line: number, column: first + 1, message: "nothing to continue",
                                                  remedy: "a line that begins with & belongs to the line before it"))
                    continue
                }
                out[out.count - 1].text.append(" ")
                out[out.count - 1].places.append(SourcePlace(line: number, column: first + 1))
                append(scalars, from: first + 1, line: number, to: &out[out.count - 1])
                continue
            }
            var end = first
            while end < scalars.count, !isBlank(scalars[end]) { end += 1 }
            var key = String.UnicodeScalarView()
            key.append(contentsOf: scalars[first..<end])
            var line = SourceLine(key: String(key), keyPlace: SourcePlace(line: number, column: first + 1), text: [], places: [])
            while end < scalars.count, isBlank(scalars[end]) { end += 1 }
            append(scalars, from: end, line: number, to: &line)
            out.append(line)
        }
        return out
    }

    private static func append(_ scalars: [Unicode.Scalar], from start: Int, line number: Int, to line: inout SourceLine) {
        for i in min(start, scalars.count)..<scalars.count {
            line.text.append(scalars[i])
            line.places.append(SourcePlace(line: number, column: i + 1))
        }
    }

    /// White space and the direction marks that editors leave behind.
    static func isBlank(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        case 9, 13, 32, 0xA0, 0x200E, 0x200F, 0x61C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: return true
        default: return false
        }
    }
}
