import TextModel

/// Comma- or semicolon- or tab-separated values by RFC 4180, with a header. Which column is what is guessed from its name, or said by the user.
public struct CSVTable {
    public private(set) var rows: [(line: Int, cells: [String])] = []
    public private(set) var columns: [String] = []
    /// Line of a quotation mark that is never closed.
    public private(set) var openQuote: Int?

    public init(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let head = bytes.prefix { $0 != 0x0A }
        let separator = [UInt8(0x09), 0x3B, 0x2C].max { a, b in head.count { $0 == a } < head.count { $0 == b } } ?? 0x2C
        var cells: [String] = [], cell: [UInt8] = []
        var isQuoted = false, line = 1, first = 1, quoteLine = 0
        var i = bytes.startIndex
        func endRow(_ table: inout CSVTable) {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll()
            if cells != [""] { if table.columns.isEmpty { table.columns = cells } else { table.rows.append((first, cells)) } }
            cells.removeAll()
        }
        while i < bytes.endIndex {
            let b = bytes[i]
            if b == 0x0A { line += 1 }
            if isQuoted {
                if b == 0x22 {
                    if i + 1 < bytes.endIndex, bytes[i + 1] == 0x22 { cell.append(b); i += 1 } else { isQuoted = false }
                } else { cell.append(b) }
            } else if b == 0x22, cell.isEmpty {
                isQuoted = true
                quoteLine = line
            } else if b == separator {
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll()
            } else if b == 0x0A {
                endRow(&self)
                first = line
            } else if b != 0x0D || (i + 1 < bytes.endIndex && bytes[i + 1] != 0x0A) {
                cell.append(b)
            }
            i += 1
        }
        if !cell.isEmpty || !cells.isEmpty { endRow(&self) }
        if isQuoted { openQuote = quoteLine }
    }

    static let guesses: [String: [String]] = [
        "name": ["name", "name_ar", "ar", "arabic", "label", "title", "الاسم", "اسم"], "id": ["id", "identifier", "qid", "code"],
        "variants": ["variants", "aliases", "alternate_names", "alternatenames", "alt_names"], "country": ["country", "country_code", "iso"],
        "lat": ["lat", "latitude", "y"], "lon": ["lon", "lng", "long", "longitude", "x"], "population": ["population", "pop"], "parent": ["parent", "parent_id"],
        "gender": ["gender", "sex"],
    ]

    /// The column for each of ours: `mapping` (ours → theirs) before guesses. nil without a name column.
    public func mapping(_ given: [String: String]) -> [String: Int]? {
        var out: [String: Int] = [:]
        let lower = columns.map { $0.lowercased() }
        for (ours, guesses) in CSVTable.guesses {
            if let theirs = given[ours] { out[ours] = columns.firstIndex(of: theirs) } else { out[ours] = guesses.lazy.compactMap { lower.firstIndex(of: $0) }.first }
        }
        return out["name"] == nil ? nil : out
    }

    /// `scheme` goes before ids that have none; a row without id has none.
    public func name(_ row: [String], _ mapping: [String: Int], scheme: String) -> ImportedName? {
        func cell(_ name: String) -> String { mapping[name].map { $0 < row.count ? row[$0] : "" } ?? "" }
        let names = ImportedText.names([cell("name")] + cell("variants").split { $0 == "|" || $0 == ";" || $0 == "," }.map(String.init))
        guard !names.isEmpty else { return nil }
        let id = String(cell("id").filter { !$0.isWhitespace })
        var out = ImportedName(names: names, id: id.isEmpty || id.contains(":") ? id : "\(scheme):\(id)", label: nil)
        out.country = cell("country").utf8.count == 2 ? cell("country").uppercased() : ""
        out.parent = cell("parent")
        (out.latitude, out.longitude) = (ImportedText.coordinate(cell("lat")), ImportedText.coordinate(cell("lon")))
        if out.latitude.isEmpty || out.longitude.isEmpty { (out.latitude, out.longitude) = ("", "") }
        out.population = Int(cell("population")).map { $0 > 0 ? String($0) : "" } ?? ""
        let gender = cell("gender").lowercased()
        out.gender = gender.hasPrefix("m") ? "m" : gender.hasPrefix("f") ? "f" : ""
        return out
    }
}
