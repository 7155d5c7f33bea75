import DocumentReading
import TextModel

/// Wikidata (CC0): entities as JSON, one a line (a dump's lines end in a comma, which is passed over), and results of SPARQL queries as TSV.
public enum Wikidata {
    /// nil where the line is no entity or has no Arabic label.
    public static func name(_ line: [UInt8]) throws(JSONError) -> ImportedName? {
        var rest = line[...]
        while let last = rest.last, last == 0x2C || last == 0x20 || last == 0x0D { rest = rest.dropLast() }
        if rest.isEmpty || rest.elementsEqual("[".utf8) || rest.elementsEqual("]".utf8) { return nil }
        let result: Result<JSONValue, JSONError> = rest.withUnsafeBytes { bytes in
            do throws(JSONError) { return .success(try JSONValue(bytes)) } catch { return .failure(error) }
        }
        let entity = try result.get()
        guard let id = entity["id"].text, isItem(id) else { return nil }
        var raw: [String] = []
        if let label = entity["labels"]["ar"]["value"].text ?? entity["labels"]["ar"].text { raw.append(label) }
        raw += entity["aliases"]["ar"].list.compactMap { $0["value"].text ?? $0.text }
        let names = ImportedText.names(raw)
        guard !names.isEmpty else { return nil }
        var out = ImportedName(names: names, id: "wikidata:\(id)", label: label(instances(entity)))
        if let gender = value(entity, "P21")["id"].text { out.gender = gender == "Q6581097" ? "m" : gender == "Q6581072" ? "f" : "" }
        let place = value(entity, "P625")
        out.latitude = number(place["latitude"])
        out.longitude = number(place["longitude"])
        return out
    }

    private static func number(_ value: JSONValue) -> String { if case .number(let text) = value { ImportedText.coordinate(text) } else { "" } }

    static func isItem(_ id: some StringProtocol) -> Bool { id.utf8.first == 0x51 && id.utf8.count > 1 && id.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) } }

    private static func value(_ entity: JSONValue, _ property: String) -> JSONValue { entity["claims"][property].list.first?["mainsnak"]["datavalue"]["value"] ?? .null }

    private static func instances(_ entity: JSONValue) -> [String] { entity["claims"]["P31"].list.compactMap { $0["mainsnak"]["datavalue"]["value"]["id"].text } }

    /// A label for the classes that say it plainly; the rest is for `--label`.
    static func label(_ classes: [String]) -> Label? {
        let known: [String: Label] = ["Q5": .pers, "Q6256": .gpe, "Q515": .gpe, "Q3957": .gpe, "Q532": .gpe, "Q486972": .gpe, "Q3624078": .gpe, "Q10864048": .gpe,
                                      "Q43229": .org, "Q7278": .org, "Q4830453": .org, "Q3918": .org, "Q476028": .org, "Q891723": .org, "Q327333": .org,
                                      "Q8502": .loc, "Q4022": .loc, "Q23442": .loc, "Q1248784": .fac, "Q12280": .fac, "Q34770": .language, "Q8142": .curr]
        for name in classes { if let label = known[name] { return label } }
        return nil
    }

    /// The query result: a header of variables (`?item`, `?itemLabel`, `?itemAltLabel`, `?coord`, …), then values as the query service writes them
    /// (`<http://www.wikidata.org/entity/Q1>`, `"text"@ar`).
    public struct Table {
        private let columns: [String]

        public init?(header: [UInt8]) {
            columns = header.split(separator: 0x09).map { String(decoding: $0.drop { $0 == 0x3F }, as: UTF8.self) }
            guard columns.contains(where: { $0 == "item" || $0 == "id" }) else { return nil }
        }

        public func name(_ line: [UInt8]) -> ImportedName? {
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { Table.plain(String(decoding: $0, as: UTF8.self)) }
            func cell(_ names: String...) -> String {
                for name in names { if let i = columns.firstIndex(of: name), i < cells.count, !cells[i].isEmpty { return cells[i] } }
                return ""
            }
            let id = cell("item", "id").split(separator: "/").last.map(String.init) ?? ""
            let names = ImportedText.names([cell("itemLabel", "label", "name")] + cell("itemAltLabel", "aliases", "altLabel").split { $0 == "," || $0 == "|" }.map(String.init))
            guard Wikidata.isItem(id), !names.isEmpty else { return nil }
            var out = ImportedName(names: names, id: "wikidata:\(id)", label: Label(name: cell("type").uppercased()))
            let point = cell("coord", "coordinates")
            if point.hasPrefix("Point(") {
                let parts = point.dropFirst(6).dropLast().split(separator: " ")
                if parts.count == 2 { (out.longitude, out.latitude) = (ImportedText.coordinate(parts[0]), ImportedText.coordinate(parts[1])) }
            }
            out.population = Int(cell("population")).map { String($0) } ?? ""
            out.country = cell("countryCode", "iso").utf8.count == 2 ? cell("countryCode", "iso") : ""
            return out
        }

        /// Without the marks of the query service: `<…>`, `"…"@ar`, `"…"^^<type>`.
        static func plain(_ cell: String) -> String {
            if cell.hasPrefix("<"), cell.hasSuffix(">") { return String(cell.dropFirst().dropLast()) }
            guard cell.hasPrefix("\""), let end = cell.dropFirst().lastIndex(of: "\"") else { return cell }
            return String(cell[cell.index(after: cell.startIndex)..<end]).split(separator: "\\\"", omittingEmptySubsequences: false).joined(separator: "\"")
        }
    }
}
