/// Repairs that can't change what a row means: characters that nobody sees or that folding drops anyway.
///
/// Everywhere: no-break spaces become blanks, blanks at the edges of cells and doubled ones go, invisible characters and direction controls go. In names
/// also: tatweel and vowel marks go, Persian look-alikes become the Arabic letter. Comments, free text and line ends stay as they are.
public struct LexiconRepair {
    public enum Kind: Sendable { case names, words }

    /// A line that was changed, from 1, without its line end.
    public struct Change: Sendable, Equatable {
        public var line: Int
        public var old: [UInt8]
        public var new: [UInt8]
    }

    public private(set) var bytes: [UInt8] = []
    public private(set) var changes: [Change] = []

    public init(_ source: [UInt8], _ kind: Kind) {
        var columns: [Bool]?
        var start = 0, number = 0
        bytes.reserveCapacity(source.count)
        while start < source.count {
            number += 1
            var end = start
            while end < source.count, source[end] != 0x0A { end += 1 }
            let next = min(end + 1, source.count)
            if end > start, source[end - 1] == 0x0D { end -= 1 }
            let line = source[start..<end]
            let new: [UInt8]
            if line.first == 0x23 || line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) || String(validating: line, as: UTF8.self) == nil {
                new = Array(line)
            } else if let columns {
                new = LexiconRepair.repair(line, columns, kind)
            } else {
                let names = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
                columns = names.map { ScriptCheck.textColumns.contains($0) }
                new = Array(line)
            }
            if !line.elementsEqual(new) { changes.append(Change(line: number, old: Array(line), new: new)) }
            bytes += new
            bytes += source[end..<next]
            start = next
        }
    }

    private static func repair(_ line: ArraySlice<UInt8>, _ columns: [Bool], _ kind: Kind) -> [UInt8] {
        var cells: [[UInt8]] = []
        for (i, cell) in line.split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
            cells.append(repair(cell, isText: i < columns.count && columns[i], kind))
        }
        return Array(cells.joined(separator: [0x09]))
    }

    private static func repair(_ cell: ArraySlice<UInt8>, isText: Bool, _ kind: Kind) -> [UInt8] {
        var out = String.UnicodeScalarView()
        for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x20, 0xA0, 0x202F:
                if out.last != " ", !out.isEmpty { out.append(" ") }
            case 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0x180E: break
            case 0x640, 0x64B...0x65F, 0x670:
                if !(isText && kind == .names) { out.append(scalar) }
            default:
                if isText, kind == .names, let letter = ScriptCheck.lookAlikes[scalar.value] { out.append(Unicode.Scalar(letter)!) } else { out.append(scalar) }
            }
        }
        if out.last == " " { out.removeLast() }
        return Array(String(out).utf8)
    }

    /// The changes as a unified diff.
    public func diff(name: String, of source: [UInt8]) -> String {
        guard !changes.isEmpty else { return "" }
        let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
        func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        var out = "--- \(name)\n+++ \(name)\n"
        var i = 0
        while i < changes.count {
            var last = i
            while last + 1 < changes.count, changes[last + 1].line - changes[last].line <= 4 { last += 1 }
            let first = max(1, changes[i].line - 1), end = min(lines.count - (lines.last?.isEmpty == true ? 1 : 0), changes[last].line + 1)
            out += "@@ -\(first),\(end - first + 1) +\(first),\(end - first + 1) @@\n"
            var next = i
            for line in first...end {
                if next <= last, changes[next].line == line {
                    out += "-\(text(changes[next].old))\n+\(text(changes[next].new))\n"
                    next += 1
                } else {
                    out += " \(text(lines[line - 1].filter { $0 != 0x0D }))\n"
                }
            }
            i = last + 1
        }
        return out
    }
}
