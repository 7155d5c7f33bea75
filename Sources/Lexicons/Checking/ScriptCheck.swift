import TextModel

/// Letters that look right and aren't: scripts mixed in a word, Persian letters in Arabic names, numbers written backwards.
struct ScriptCheck {
    /// Persian and Urdu letters that look like an Arabic one, with the letter that is meant. Folding treats them alike; a careful spelling doesn't have them.
    static let lookAlikes: [UInt32: UInt32] = [0x6CC: 0x64A, 0x6A9: 0x643, 0x6AA: 0x643, 0x6C1: 0x647, 0x6BE: 0x647, 0x6D5: 0x647, 0x6C0: 0x629, 0x6C3: 0x629, 0x6D2: 0x64A]

    private enum Script: String { case arabic = "Arabic", latin = "Latin", cyrillic = "Cyrillic", greek = "Greek", hebrew = "Hebrew" }

    private static func script(_ c: UInt32) -> Script? {
        switch c {
        case 0x41...0x5A, 0x61...0x7A,
             0xC0...0x24F where c != 0xD7 && c != 0xF7,
             0x1E00...0x1EFF: return .latin
        case 0x620...0x63F, 0x641...0x64A, 0x671...0x6D3, 0x6D5, 0x750...0x77F, 0x8A0...0x8C7, 0xFB50...0xFDFB, 0xFE70...0xFEFC: return .arabic
        case 0x400...0x52F: return .cyrillic
        case 0x370...0x3FF: return .greek
        case 0x5D0...0x5EA: return .hebrew
        default: return nil
        }
    }

    /// Columns whose cells are text that is matched.
    static let textColumns: Set<String> = ["name", "variants", "short", "part", "word", "forms", "past", "present", "first", "passive", "masdar", "active", "object",
                                           "abbreviation"]

    private(set) var findings: [Diagnostic] = []

    mutating func check(_ file: TSVFile) {
        let columns = file.columns.indices.filter { ScriptCheck.textColumns.contains(file.columns[$0]) }
        for row in 0..<file.rowCount {
            for column in columns where !file.isEmpty(row, column) { check(file, row, file.range(row, column)) }
        }
    }

    private mutating func check(_ file: TSVFile, _ row: Int, _ range: Range<Int>) {
        var at = range.lowerBound
        var script: Script?, start = at, isMixed = false
        var number = 0, digits = 0, numberStart = at
        func place(_ byte: Int) -> Int { file.position(row, byte: byte) }
        func add(_ severity: Diagnostic.Severity, _ byte: Int, _ message: String, _ remedy: String, _ out: inout [Diagnostic]) {
            out.append(Diagnostic(severity, file: file.name, line: file.line(row), column: place(byte), message: message, remedy: remedy))
        }
        func endNumber(before next: Script?, _ out: inout [Diagnostic]) {
            if digits == 4, script == nil, next == nil, let year = ScriptCheck.reversedYear(number) {
                add(.warning, numberStart, "\(number) looks like \(year) written backwards", "write \(year)", &out)
            }
            digits = 0
            number = 0
        }
        while at < range.upperBound {
            let (c, width) = ScriptCheck.scalar(file.bytes, at)
            defer { at += width }
            if let digit = ScriptCheck.digit(c) {
                if digits == 0 { numberStart = at }
                digits += 1
                number = digits > 6 ? number : number * 10 + digit
                continue
            }
            endNumber(before: ScriptCheck.script(c), &findings)
            guard let own = ScriptCheck.script(c) else {
                // Marks belong to the word that they stand on.
                if !(0x300...0x36F).contains(c), !(0x64B...0x65F).contains(c), c != 0x640 { script = nil; isMixed = false }
                continue
            }
            if let meant = ScriptCheck.lookAlikes[c] {
                add(.warning, at, "\(ScriptCheck.code(c)) is a Persian or Urdu letter", "write \(String(Character(Unicode.Scalar(meant)!)))", &findings)
            }
            if let script, script != own, !isMixed {
                isMixed = true
                let word = String(decoding: file.bytes[start..<(at + width)], as: UTF8.self)
                add(.warning, at, "\"\(word)…\" mixes \(script.rawValue) and \(own.rawValue) letters in one word", "write it in one script", &findings)
            }
            if script == nil { start = at }
            script = own
        }
        endNumber(before: nil, &findings)
    }

    /// The year that four digits give when read backwards, where they are no year as they stand.
    static func reversedYear(_ number: Int) -> Int? {
        guard number > 2100, number <= 9999 else { return nil }
        let reversed = number % 10 * 1000 + number / 10 % 10 * 100 + number / 100 % 10 * 10 + number / 1000
        return (1800...2100).contains(reversed) ? reversed : nil
    }

    private static func digit(_ c: UInt32) -> Int? {
        switch c {
        case 0x30...0x39: return Int(c) - 0x30
        case 0x660...0x669: return Int(c) - 0x660
        case 0x6F0...0x6F9: return Int(c) - 0x6F0
        default: return nil
        }
    }

    /// A code point of valid UTF-8 and its width.
    static func scalar(_ b: [UInt8], _ i: Int) -> (UInt32, Int) {
        let c = UInt32(b[i])
        if c < 0x80 { return (c, 1) }
        func next(_ k: Int) -> UInt32 { i + k < b.count ? UInt32(b[i + k] & 0x3F) : 0 }
        if c < 0xE0 { return ((c & 0x1F) << 6 | next(1), 2) }
        if c < 0xF0 { return ((c & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
        return ((c & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }

    static func code(_ c: UInt32) -> String {
        let digits = String(c, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
