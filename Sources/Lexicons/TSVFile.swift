import TextModel

/// A lexicon file as docs/LEXICONS.md describes it: a header line, then one row a line, cells divided by tabs.
///
/// The bytes are read once; a cell is a range of them, and a `String` is made only when asked for. Everything wrong with the file is collected in
/// `diagnostics`, none of it stops the reading: a row with an error (too many cells, an empty or oversized key, invalid UTF-8, a bidi control) is left
/// out, a row with a warning is kept.
public struct TSVFile: Sendable {
    /// The most problems of one severity that are written out for a file; one more diagnostic tells how many were left.
    public static let diagnosticLimit = 50
    /// The longest key.
    public static let maximumKeyBytes = 512
    public static let maximumKeyWords = 16

    /// One row: offsets into `bytes` and `cellEnds`.
    struct Row: Sendable {
        var start: UInt32
        var firstCell: UInt32
        var line: UInt32
    }

    /// For messages.
    public let name: String
    public let bytes: [UInt8]
    public private(set) var columns: [String] = []
    /// Line of the header, 0 where there is none.
    public private(set) var headerLine = 0
    public private(set) var diagnostics: [Diagnostic] = []
    private var rows: [Row] = []
    private var cellEnds: [UInt32] = []

    public var rowCount: Int { rows.count }
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Parses `bytes`. `key` names the column that no row may leave empty, `limit` how many problems of a severity are written out. Cost: one pass.
    public init(bytes: [UInt8], name: String, key: String, limit: Int = diagnosticLimit) {
        self.name = name
        self.bytes = bytes
        var parser = Parser(name: name, key: key, limit: limit)
        bytes.withUnsafeBufferPointer { parser.parse($0) }
        columns = parser.columns
        headerLine = parser.headerLine
        rows = parser.rows
        cellEnds = parser.cellEnds
        diagnostics = parser.problems.list
    }

    // MARK: Cells

    public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

    /// The line of a row, from 1.
    public func line(_ row: Int) -> Int { Int(rows[row].line) }

    /// The bytes of a cell without blanks at its ends; empty where the row stops before it.
    public func range(_ row: Int, _ column: Int) -> Range<Int> {
        let r = rows[row]
        let first = Int(r.firstCell)
        let last = row + 1 < rows.count ? Int(rows[row + 1].firstCell) : cellEnds.count
        guard first + column < last else { return 0..<0 }
        return trimmed(column == 0 ? Int(r.start) : Int(cellEnds[first + column - 1]) + 1, Int(cellEnds[first + column]))
    }

    public func isEmpty(_ row: Int, _ column: Int) -> Bool { range(row, column).isEmpty }

    public func text(_ row: Int, _ column: Int) -> String { String(decoding: bytes[range(row, column)], as: UTF8.self) }

    /// The cell of a column by name; empty where the file has no such column.
    public func text(_ row: Int, named name: String) -> String { column(name).map { text(row, $0) } ?? "" }

    /// The values of a list cell, divided by ` | `, empty ones left out.
    public func list(_ row: Int, _ column: Int) -> [Range<Int>] { TSVFile.items(bytes, range(row, column)) }

    public func texts(_ row: Int, _ column: Int) -> [String] { list(row, column).map { String(decoding: bytes[$0], as: UTF8.self) } }

    public func texts(_ row: Int, named name: String) -> [String] { column(name).map { texts(row, $0) } ?? [] }

    /// Code point number of a byte in its line, from 1: the column of a message.
    public func position(_ row: Int, byte: Int) -> Int {
        TSVFile.scalars(bytes, Int(rows[row].start), byte) + 1
    }

    /// A message about a cell.
    public func diagnostic(_ severity: Diagnostic.Severity, row: Int, column: Int, message: String, remedy: String) -> Diagnostic {
        let r = range(row, column)
        return Diagnostic(severity, file: name, line: line(row), column: r.isEmpty ? 0 : position(row, byte: r.lowerBound), message: message,
                          remedy: remedy)
    }

    private func trimmed(_ start: Int, _ end: Int) -> Range<Int> { TSVFile.trim(bytes, start, end) }

    private static func trim(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Range<Int> {
        var start = start, end = end
        while start < end && bytes[start] == 0x20 { start += 1 }
        while end > start && bytes[end - 1] == 0x20 { end -= 1 }
        return start..<end
    }

    static func items(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = range.lowerBound
        for i in range where bytes[i] == 0x7C {
            let item = trim(bytes, start, i)
            if !item.isEmpty { out.append(item) }
            start = i + 1
        }
        let item = trim(bytes, start, range.upperBound)
        if !item.isEmpty { out.append(item) }
        return out
    }

    static func scalars(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var n = 0
        for i in start..<max(start, end) where bytes[i] & 0xC0 != 0x80 { n += 1 }
        return n
    }
}

/// Collects problems up to the limit of each severity.
private struct Problems {
    var list: [Diagnostic] = []
    private var counts = [0, 0]
    var limit = TSVFile.diagnosticLimit

    mutating func add(_ d: Diagnostic) {
        counts[Int(d.severity.rawValue)] += 1
        if counts[Int(d.severity.rawValue)] <= limit { list.append(d) }
    }

    mutating func close(file: String) {
        for severity in [Diagnostic.Severity.error, .warning] where counts[Int(severity.rawValue)] > limit {
            let more = counts[Int(severity.rawValue)] - limit
            list.append(Diagnostic(severity, file: file, line: 0, column: 0,
                                   message: "\(more) more \(severity == .error ? "errors" : "warnings") are not shown", remedy: "repair these first"))
        }
    }
}

/// The pass over the bytes.
private struct Parser {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let name: String
    let key: String
    var columns: [String] = []
    var headerLine = 0
    var rows: [TSVFile.Row] = []
    var cellEnds: [UInt32] = []
    var problems = Problems()

    private var keyColumn = 0
    /// Columns of free text, in which marks are nothing to warn about.
    private var free: [Bool] = []
    private var line = 0
    private var badBytes = 0, otherBytes = 0

    init(name: String, key: String, limit: Int) {
        self.name = name
        self.key = key
        problems.limit = limit
    }

    private mutating func error(_ column: Int, _ message: String, _ remedy: String) {
        problems.add(Diagnostic(.error, file: name, line: line, column: column, message: message, remedy: remedy))
    }

    private mutating func warn(_ column: Int, _ message: String, _ remedy: String) {
        problems.add(Diagnostic(.warning, file: name, line: line, column: column, message: message, remedy: remedy))
    }

    private func position(_ b: Bytes, _ start: Int, _ at: Int) -> Int {
        var n = 1
        for i in start..<at where b[i] & 0xC0 != 0x80 { n += 1 }
        return n
    }

    mutating func parse(_ b: Bytes) {
        defer { problems.close(file: name) }
        if b.count > Int(UInt32.max) {
            error(0, "the file is larger than 4 GiB", "divide it into several files")
            return
        }
        if let encoding = foreignEncoding(b) {
            error(0, "the file looks like \(encoding)", "save it as UTF-8: iconv -f \(encoding) -t UTF-8")
            return
        }
        if let share = legacyEncoding(b) {
            line = share
            error(0, "the file isn't UTF-8, it looks like windows-1256", "save it as UTF-8: iconv -f windows-1256 -t UTF-8")
            return
        }
        var i = b.count >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF ? 3 : 0
        while i < b.count {
            line += 1
            i = readLine(b, from: i)
        }
        if headerLine == 0 {
            line = 0
            error(0, "there is no header line", "name the columns in the first line, divided by tabs; the column \"\(key)\" is needed")
        }
    }

    /// UTF-16 and UTF-32 betray themselves by their mark or by zero bytes.
    private func foreignEncoding(_ b: Bytes) -> String? {
        if b.count >= 2, b[0] == 0xFF, b[1] == 0xFE { return "UTF-16LE" }
        if b.count >= 2, b[0] == 0xFE, b[1] == 0xFF { return "UTF-16BE" }
        var even = 0, odd = 0
        let n = min(b.count, 4096)
        for i in 0..<n where b[i] == 0 { if i & 1 == 0 { even += 1 } else { odd += 1 } }
        if even + odd > n / 16 && n >= 16 { return odd >= even ? "UTF-16LE" : "UTF-16BE" }
        return nil
    }

    /// Single-byte Arabic: among the first bytes above 127 most begin no valid sequence. Gives the line of the first.
    private func legacyEncoding(_ b: Bytes) -> Int? {
        var bad = 0, good = 0, first = 0, at = 1, i = 0
        let n = min(b.count, 1 << 16)
        while i < n {
            if b[i] < 0x80 {
                if b[i] == 0x0A { at += 1 }
                i += 1
                continue
            }
            let width = validWidth(b, i)
            if width > 0 { good += 1; i += width } else {
                if bad == 0 { first = at }
                bad += 1
                i += 1
            }
        }
        return bad >= 8 && bad > good * 2 ? first : nil
    }

    /// Width of the valid sequence at `i` (Unicode, table 3-7), 0 where there is none.
    @inline(__always) private func validWidth(_ b: Bytes, _ i: Int) -> Int {
        let c = b[i]
        if c < 0x80 { return 1 }
        let left = b.count - i
        if c < 0xC2 { return 0 }
        if c < 0xE0 { return left > 1 && b[i + 1] & 0xC0 == 0x80 ? 2 : 0 }
        if c < 0xF0 {
            guard left > 2, b[i + 1] & 0xC0 == 0x80, b[i + 2] & 0xC0 == 0x80 else { return 0 }
            return (c == 0xE0 && b[i + 1] < 0xA0) || (c == 0xED && b[i + 1] > 0x9F) ? 0 : 3
        }
        guard c < 0xF5, left > 3, b[i + 1] & 0xC0 == 0x80, b[i + 2] & 0xC0 == 0x80, b[i + 3] & 0xC0 == 0x80 else { return 0 }
        return (c == 0xF0 && b[i + 1] < 0x90) || (c == 0xF4 && b[i + 1] > 0x8F) ? 0 : 4
    }

    /// What the bytes of a line need: 0 nothing, 1 tab, 2 line feed, 3 a control character, 4 the lead of a longer sequence, 5 an Arabic lead under which
    /// marks hide (D8, D9, DB), 6 a blank.
    private static let classes: [UInt8] = (0..<256).map { c in
        switch c {
        case 0x09: return 1
        case 0x0A: return 2
        case 0x20: return 6
        case 0..<0x20, 0x7F: return 3
        case 0x80...: return c == 0xD8 || c == 0xD9 || c == 0xDB ? 5 : 4
        default: return 0
        }
    }

    /// Reads the line that begins at `start`; returns where the next one begins.
    private mutating func readLine(_ b: Bytes, from start: Int) -> Int {
        // Comments and the header are rare: only rows take the fast way.
        var i = start
        let n = b.count
        if b[i] == UInt8(ascii: "#") {
            while i < n && b[i] != 0x0A { i += 1 }
            return i + 1
        }
        if headerLine == 0 {
            while i < n && b[i] != 0x0A { i += 1 }
            let end = i > start && b[i - 1] == 0x0D ? i - 1 : i
            if (start..<end).contains(where: { b[$0] != 0x20 && b[$0] != 0x09 }) { readHeader(b, start, end) }
            return i + 1
        }
        let firstCell = cellEnds.count
        var blank = true, broken = false
        var cellStart = start
        let limit = columns.count
        var cells = 0
        return Parser.classes.withUnsafeBufferPointer { classes in
            loop: while i < n {
                switch classes[Int(b[i])] {
                case 0:
                    blank = false
                    i += 1
                case 6: i += 1
                case 1:
                    close(b, cellStart, i, start)
                    cells += 1
                    i += 1
                    cellStart = i
                case 2: break loop
                case 3:
                    if b[i] == 0x0D && (i + 1 == n || b[i + 1] == 0x0A) { i += 1 } else {
                        error(position(b, start, i), "control character \(code(UInt32(b[i])))", "delete it")
                        broken = true
                        i += 1
                    }
                case 5:
                    blank = false
                    guard i + 1 < n, b[i + 1] & 0xC0 == 0x80 else { fallthrough }
                    let c = (UInt16(b[i] & 0x1F) << 6) | UInt16(b[i + 1] & 0x3F)
                    // Letters first: U+0620–063F, U+0641–064A, U+0671–06D5.
                    if (c >= 0x620 && c < 0x640) || (c > 0x640 && c < 0x64B) || (c > 0x670 && c < 0x6D6) {
                        i += 2
                        continue loop
                    }
                    mark(UInt32(c), b, start, i, cell: cells, &broken)
                    i += 2
                default:
                    blank = false
                    let width = validWidth(b, i)
                    if width == 0 {
                        error(position(b, start, i), "invalid UTF-8, byte 0x\(hex(UInt32(b[i]))) at byte \(i - start + 1) of the line", "save the file as UTF-8")
                        broken = true
                        i += 1
                        while i < n && b[i] & 0xC0 == 0x80 { i += 1 }
                    } else {
                        mark(UTF8Decoder.decode(b, i, width), b, start, i, cell: cells, &broken)
                        i += width
                    }
                }
            }
            var end = i
            if end > start && b[end - 1] == 0x0D && end > cellStart { end -= 1 }
            close(b, cellStart, end, start)
            cells += 1
            if blank {
                cellEnds.removeSubrange(firstCell...)
                return i + 1
            }
            if cells > limit {
                // Empty cells behind the last column are a spreadsheet's doing.
                let beyond = firstCell + limit
                let extra = (beyond..<cellEnds.count).first { k in
                    let from = Int(cellEnds[k - 1]) + 1
                    return (from..<max(from, Int(cellEnds[k]))).contains { b[$0] != 0x20 }
                }
                if let extra {
                    error(position(b, start, Int(cellEnds[extra - 1]) + 1), "\(cells) cells, but the header names \(limit)",
                          "delete the tab or name the column")
                    broken = true
                }
                cellEnds.removeSubrange(beyond...)
            }
            if !checkKey(b, start, firstCell) { broken = true }
            if broken { cellEnds.removeSubrange(firstCell...) } else {
                rows.append(TSVFile.Row(start: UInt32(start), firstCell: UInt32(firstCell), line: UInt32(line)))
            }
            return i + 1
        }
    }

    @inline(__always) private mutating func close(_ b: Bytes, _ cellStart: Int, _ end: Int, _ start: Int) {
        if end > cellStart && (b[cellStart] == 0x20 || b[end - 1] == 0x20) {
            warn(position(b, start, b[end - 1] == 0x20 ? end - 1 : cellStart), "blank at the edge of a cell", "delete it")
        }
        cellEnds.append(UInt32(end))
    }

    private mutating func readHeader(_ b: Bytes, _ start: Int, _ end: Int) {
        headerLine = line
        var from = start, i = start
        while i <= end {
            if i == end || b[i] == 0x09 {
                var low = from, high = i
                while low < high && b[low] == 0x20 { low += 1 }
                while high > low && b[high - 1] == 0x20 { high -= 1 }
                let column = String(decoding: b[low..<high], as: UTF8.self)
                if column.isEmpty {
                    error(position(b, start, low), "a column has no name", "name it or delete the tab")
                } else if columns.contains(column) {
                    error(position(b, start, low), "the column \"\(column)\" stands twice", "rename or delete one of them")
                }
                columns.append(column)
                free.append(["gloss", "note", "source"].contains(column))
                from = i + 1
            }
            i += 1
        }
        if let k = columns.firstIndex(of: key) { keyColumn = k } else {
            keyColumn = -1
            error(1, "the header has no column \"\(key)\"", "the first line names the columns; one of them must be \"\(key)\"")
        }
    }

    /// False when the key is empty or too long.
    private mutating func checkKey(_ b: Bytes, _ start: Int, _ firstCell: Int) -> Bool {
        guard keyColumn >= 0 else { return true }
        guard firstCell + keyColumn < cellEnds.count else {
            error(0, "the cell \"\(key)\" is missing", "fill it or delete the line")
            return false
        }
        let from = keyColumn == 0 ? start : Int(cellEnds[firstCell + keyColumn - 1]) + 1
        let to = Int(cellEnds[firstCell + keyColumn])
        var words = 0, inside = false
        var i = from
        while i < to {
            if b[i] == 0x20 { inside = false } else if !inside {
                inside = true
                words += 1
            }
            i += 1
        }
        if words == 0 {
            error(position(b, start, from), "the cell \"\(key)\" is empty", "fill it or delete the line")
            return false
        }
        if words > TSVFile.maximumKeyWords || to - from > TSVFile.maximumKeyBytes {
            error(position(b, start, from), "the \"\(key)\" has \(words) words in \(to - from) bytes",
                  "at most \(TSVFile.maximumKeyWords) words and \(TSVFile.maximumKeyBytes) bytes can be matched")
            return false
        }
        return true
    }

    /// Judges a character that may be invisible or a mark.
    private mutating func mark(_ c: UInt32, _ b: Bytes, _ start: Int, _ i: Int, cell: Int, _ broken: inout Bool) {
        if c < 0x600 && c != 0xA0 && c != 0xAD { return }
        if (0x202A...0x202E).contains(c) || (0x2066...0x2069).contains(c) {
            error(position(b, start, i), "bidi control \(code(c))", "delete it: it makes the line show in another order than it has")
            broken = true
            return
        }
        let what: String
        switch c {
        case 0xA0: what = "no-break space"
        case 0xAD: what = "soft hyphen"
        case 0x640: what = "tatweel"
        case 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E8, 0x6EA...0x6ED: what = "vowel mark"
        case 0x61C, 0x200E, 0x200F: what = "direction mark"
        case 0x200B...0x200D, 0x2060...0x2065, 0xFEFF, 0xFE00...0xFE0F, 0x180E: what = "invisible character"
        case 0x2028, 0x2029: what = "line or paragraph separator"
        case 0xFB50..<0xFE00 where c != 0xFDFD && !(0xFD3E...0xFD3F).contains(c), 0xFE70..<0xFEFF: what = "presentation form"
        default: return
        }
        if cell < free.count && free[cell] { return }
        warn(position(b, start, i), "\(what) \(code(c))", what == "presentation form" ? "write the plain letter" : "delete it: it is folded away in matching")
    }

    private func hex(_ v: UInt32) -> String { String(v, radix: 16, uppercase: true) }
    private func code(_ c: UInt32) -> String { "U+" + String(repeating: "0", count: max(0, 4 - hex(c).count)) + hex(c) }
}

private enum UTF8Decoder {
    /// The code point of a valid sequence.
    @inline(__always) static func decode(_ b: UnsafeBufferPointer<UInt8>, _ i: Int, _ width: Int) -> UInt32 {
        switch width {
        case 1: return UInt32(b[i])
        case 2: return UInt32(b[i] & 0x1F) << 6 | UInt32(b[i + 1] & 0x3F)
        case 3: return UInt32(b[i] & 0x0F) << 12 | UInt32(b[i + 1] & 0x3F) << 6 | UInt32(b[i + 2] & 0x3F)
        default:
            return UInt32(b[i] & 0x07) << 18 | UInt32(b[i + 1] & 0x3F) << 12 | UInt32(b[i + 2] & 0x3F) << 6 | UInt32(b[i + 3] & 0x3F)
        }
    }
}
