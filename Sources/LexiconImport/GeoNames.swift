import SystemFiles
import TextModel

/// GeoNames dumps (CC BY 4.0): `allCountries.txt` or a country's file, and `alternateNamesV2.txt` for the names in Arabic.
public struct GeoNames {
    /// Names in Arabic by GeoNames id, preferred ones first.
    private var arabic: [Int: [String]] = [:]

    public init() {}

    /// Reads an alternate names file: id, geonameid, language, name, preferred, short, colloquial, historic.
    public mutating func readAlternateNames(_ path: FilePath) throws(SystemError) {
        var lines = try LineStream(path)
        var preferred: Set<Int> = []
        while let line = try lines.next() {
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
            guard cells.count >= 4, cells[2].elementsEqual("ar".utf8), let id = Int(String(decoding: cells[1], as: UTF8.self)),
                  let name = ImportedText.name(String(decoding: cells[3], as: UTF8.self)) else { continue }
            func isSet(_ i: Int) -> Bool { i < cells.count && cells[i].elementsEqual("1".utf8) }
            if isSet(6) || isSet(7) { continue }
            if arabic[id]?.contains(name) == true { continue }
            if isSet(4), preferred.insert(id).inserted { arabic[id, default: []].insert(name, at: 0) } else { arabic[id, default: []].append(name) }
        }
    }

    /// A line of the main table; nil where the place has no name in Arabic.
    public func name(_ line: [UInt8]) -> ImportedName? {
        let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard cells.count >= 15, let id = Int(cells[0]) else { return nil }
        var names = arabic[id] ?? []
        // The table's own list doesn't say which language a name is in: letters that Arabic lacks tell Persian and Urdu names.
        if names.isEmpty { names = ImportedText.names(cells[3].split(separator: ",").filter { !GeoNames.isForeign($0) }) }
        guard !names.isEmpty, let label = GeoNames.label(cells[6], cells[7]) else { return nil }
        var out = ImportedName(names: names, id: "geonames:\(id)", label: label)
        out.latitude = ImportedText.coordinate(cells[4])
        out.longitude = ImportedText.coordinate(cells[5])
        out.country = cells[8].utf8.count == 2 ? cells[8] : ""
        out.population = cells[14] == "0" ? "" : cells[14]
        return out
    }

    private static func isForeign(_ name: Substring) -> Bool {
        name.unicodeScalars.contains { [0x67E, 0x686, 0x698, 0x6AF, 0x6CC, 0x6A9, 0x679, 0x688, 0x691, 0x6BA, 0x6BE, 0x6C1, 0x6D2].contains($0.value) }
    }

    /// Feature classes: administrative and inhabited places are GPE, built ones FAC, the rest LOC; undersea and vegetation aren't news.
    static func label(_ featureClass: String, _ code: String) -> Label? {
        switch featureClass {
        case "A": return code.hasPrefix("ADM") || code.hasPrefix("PCL") ? .gpe : .loc
        case "P": return .gpe
        case "S", "R": return .fac
        case "H", "T", "L": return .loc
        default: return nil
        }
    }
}
