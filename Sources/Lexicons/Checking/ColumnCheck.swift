import TextModel

/// Columns and cells of closed sets: names of columns, gender, number, dates, coordinates, identifiers.
struct ColumnCheck {
    enum Kind {
        case entries, words, verbs, names, abbreviations, layout

        /// Columns with a meaning. Entry files may have others, which become attributes.
        var columns: Set<String> {
            switch self {
            case .entries: return ["name", "id", "variants", "short", "label", "match", "from", "to", "role", "org", "country", "parent", "lat", "lon", "population",
                                   "gender", "number", "source"]
            case .words: return ["word", "forms", "gender", "number", "gloss", "value", "unit", "name", "kind", "min", "note", "source", "match"]
            case .verbs: return ["past", "present", "first", "passive", "masdar", "active", "object", "prep", "content", "gloss", "note", "source"]
            case .names: return ["part", "gender", "band", "match", "source", "note"]
            case .abbreviations: return ["abbreviation", "comment", "source"]
            case .layout: return ["word", "class", "comment", "source"]
            }
        }
    }

    private(set) var findings: [Diagnostic] = []

    mutating func check(_ file: TSVFile, _ kind: Kind) {
        guard file.headerLine > 0 else { return }
        for name in file.columns where !name.isEmpty && !kind.columns.contains(name) {
            let near = kind.columns.filter { ColumnCheck.isNear($0, name) }.sorted().first
            if near == nil && kind == .entries { continue }
            findings.append(Diagnostic(.warning, file: file.name, line: file.headerLine, column: 0, message: "the column \"\(name)\" isn't known here",
                                       remedy: near.map { "is it \"\($0)\"?" } ?? "use one of \(kind.columns.sorted().joined(separator: ", "))"))
        }
        func each(_ column: String, _ body: (String) -> (Diagnostic.Severity, String, String)?) {
            guard let c = file.column(column) else { return }
            for row in 0..<file.rowCount where !file.isEmpty(row, c) {
                if let (severity, message, remedy) = body(file.text(row, c)) {
                    findings.append(file.diagnostic(severity, row: row, column: c, message: message, remedy: remedy))
                }
            }
        }
        if kind == .names {
            each("band") { ["a", "b", "c", "d"].contains($0) ? nil : (.error, "\"\($0)\" is no band", "write a, b, c or d") }
            each("match") { text in
                for word in EntryLoader.words(text) where !MatchSwitches.words.contains(where: { $0.0 == word }) {
                    return (.error, "unknown switch \"\(word)\"", "use \(MatchSwitches.words.map(\.0).joined(separator: ", "))")
                }
                return nil
            }
        }
        guard kind == .entries else { return }
        each("gender") { $0 == "m" || $0 == "f" ? nil : (.error, "\"\($0)\" is no gender", "write m or f") }
        each("number") { ["s", "d", "p"].contains($0) ? nil : (.error, "\"\($0)\" is no number", "write s, d or p") }
        each("lat") { ColumnCheck.decimal($0, 90) ? nil : (.error, "\"\($0)\" is no latitude", "write degrees from -90 to 90") }
        each("lon") { ColumnCheck.decimal($0, 180) ? nil : (.error, "\"\($0)\" is no longitude", "write degrees from -180 to 180") }
        each("population") { Int($0).map { $0 >= 0 } == true ? nil : (.error, "\"\($0)\" is no whole number", "write it in ASCII digits") }
        each("country") { text in
            text.split(separator: " ").allSatisfy { $0 == "|" || ($0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) }) } ? nil
                : (.error, "\"\(text)\" is no country code", "write the two letters of ISO 3166-1")
        }
        each("id") { text in
            for id in EntryLoader.words(text) where !ColumnCheck.isID(id) { return (.error, "\"\(id)\" is no identifier", "write scheme:value in ASCII, as geonames:170654") }
            return nil
        }
        each("parent") { ColumnCheck.isID($0) ? nil : (.error, "\"\($0)\" is no identifier", "write scheme:value in ASCII, as iso3166-2:SY-DI") }
        for column in ["from", "to"] { each(column, ColumnCheck.date) }
        if let from = file.column("from"), let to = file.column("to") {
            for row in 0..<file.rowCount where !file.isEmpty(row, from) && !file.isEmpty(row, to) && file.text(row, from) > file.text(row, to) {
                findings.append(file.diagnostic(.error, row: row, column: from, message: "\"from\" is later than \"to\"", remedy: "exchange or correct them"))
            }
        }
        if let lat = file.column("lat"), let lon = file.column("lon") {
            for row in 0..<file.rowCount where file.isEmpty(row, lat) != file.isEmpty(row, lon) {
                findings.append(file.diagnostic(.error, row: row, column: file.isEmpty(row, lat) ? lon : lat, message: "half of a pair of coordinates", remedy: "give both or none"))
            }
        }
    }

    private static func date(_ text: String) -> (Diagnostic.Severity, String, String)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.map { part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) ?? -1 : -1 }
        let remedy = "write it as 2017-02-25, 2017-02 or 2017"
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }), numbers.allSatisfy({ $0 >= 0 }) else {
            return (.error, "\"\(text)\" is no date", remedy)
        }
        if let year = ScriptCheck.reversedYear(numbers[0]) { return (.error, "the year \(numbers[0]) looks like \(year) written backwards", "write \(year)") }
        if numbers[0] > 2100 { return (.error, "the year \(numbers[0]) is too far in the future", remedy) }
        if numbers.count > 1, !(1...12).contains(numbers[1]) { return (.error, "\"\(text)\": there is no month \(numbers[1])", remedy) }
        if numbers.count > 2, !(1...31).contains(numbers[2]) { return (.error, "\"\(text)\": there is no day \(numbers[2])", remedy) }
        return nil
    }

    private static func decimal(_ text: String, _ limit: Double) -> Bool {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }), let value = Double(text) else { return false }
        return abs(value) <= limit
    }

    static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// One letter more, less, other or exchanged.
    static func isNear(_ a: String, _ b: String) -> Bool {
        let x = Array(a.utf8), y = Array(b.utf8)
        guard x != y, abs(x.count - y.count) <= 1, max(x.count, y.count) >= 4 else { return false }
        var i = 0
        while i < min(x.count, y.count), x[i] == y[i] { i += 1 }
        if x.count == y.count {
            return x[(i + 1)...].elementsEqual(y[(i + 1)...]) || (i + 1 < x.count && x[i] == y[i + 1] && x[i + 1] == y[i] && x[(i + 2)...].elementsEqual(y[(i + 2)...]))
        }
        return x.count > y.count ? x[(i + 1)...].elementsEqual(y[i...]) : x[i...].elementsEqual(y[(i + 1)...])
    }
}
