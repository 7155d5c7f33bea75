import DocumentReading
import TextModel

/// Who's On First: a GeoJSON feature (one a file, or one a line). Its CSV tables carry no names in Arabic beyond `name`: use `csv` for them.
public enum WhosOnFirst {
    public static func name(_ feature: [UInt8]) throws(JSONError) -> ImportedName? {
        let result: Result<JSONValue, JSONError> = feature.withUnsafeBytes { bytes in
            do throws(JSONError) { return .success(try JSONValue(bytes)) } catch { return .failure(error) }
        }
        let value = try result.get(), p = value["properties"]
        guard case .number(let id) = p["wof:id"] else { return nil }
        var raw: [String] = []
        for kind in ["preferred", "variant", "colloquial"] { raw += p["name:ara_x_\(kind)"].list.compactMap(\.text) }
        if raw.isEmpty, let name = p["wof:name"].text { raw.append(name) }
        let names = ImportedText.names(raw)
        guard !names.isEmpty else { return nil }
        let ids = p["wof:concordances"]
        var all = ["wof:\(id)"]
        if case .number(let geonames) = ids["gn:id"] { all.append("geonames:\(geonames)") }
        if let item = ids["wd:id"].text, Wikidata.isItem(item) { all.append("wikidata:\(item)") }
        var out = ImportedName(names: names, id: all.joined(separator: " "), label: label(p["wof:placetype"].text ?? ""))
        if case .number(let lat) = p["geom:latitude"], case .number(let lon) = p["geom:longitude"] {
            (out.latitude, out.longitude) = (ImportedText.coordinate(lat), ImportedText.coordinate(lon))
        }
        if case .number(let parent) = p["wof:parent_id"], !parent.hasPrefix("-") { out.parent = "wof:\(parent)" }
        let country = p["wof:country"].text ?? ""
        out.country = country.utf8.count == 2 ? country : ""
        if case .number(let population) = p["gn:population"], (Int(population) ?? 0) > 0 { out.population = population }
        return out
    }

    static func label(_ type: String) -> Label {
        switch type {
        case "continent", "ocean", "marinearea", "planet", "empire": return .loc
        case "venue", "campus", "building", "address", "arcade", "concourse", "enclosure", "wing", "installation": return .fac
        default: return .gpe
        }
    }
}
