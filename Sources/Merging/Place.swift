/// A place with what is known about where it lies.
struct Place: Sendable, Equatable {
    enum Relation: Sendable { case same, inside, unknown, different }

    var key: String
    var name: String
    var label: String
    /// Its ids in knowledge bases and its key.
    var ids: Set<String>
    /// Ids of what it lies in.
    var ancestors: Set<String>
    var isListed: Bool
    var isCountry: Bool

    var isCity: Bool { label == "GPE" && !isCountry }

    private static let heads: Set<Substring> = ["محافظة", "مدينة", "ولاية", "بلدة", "قرية", "إقليم", "منطقة", "مقاطعة"]

    private var schemes: Set<Substring> { Set(ids.compactMap { id in id.firstIndex(of: ":").map { id[..<$0] } }.filter { $0 != "GPE" }) }

    /// The name without the noun that says what kind of place it is.
    var core: Substring {
        guard let space = name.firstIndex(of: " "), Place.heads.contains(name[..<space]) else { return name[...] }
        return name[name.index(after: space)...]
    }

    func relation(to other: Place) -> Relation {
        if key == other.key || !ids.isDisjoint(with: other.ids) { return .same }
        // A city and the governorate of its name are one place to news.
        if !ancestors.isDisjoint(with: other.ids) || !other.ancestors.isDisjoint(with: ids) { return core == other.core ? .same : .inside }
        // الكرك and محافظة الكرك, unless they are known to lie in different countries, or to be two by one gazetteer.
        if label == "GPE", other.label == "GPE", !isCountry, core == other.core, schemes.isDisjoint(with: other.schemes), ancestors.isEmpty || other.ancestors.isEmpty || !ancestors.isDisjoint(with: other.ancestors) {
            return .same
        }
        // Only places about which enough is known can be told apart.
        if label == "GPE", other.label == "GPE", isListed, other.isListed { return .different }
        if label != "GPE", other.label != "GPE" { return .different }
        return .unknown
    }
}

extension Packer {
    mutating func add(_ place: Place) {
        add(place.key)
        add(place.name)
        add(place.label)
        add(place.ids.sorted(by: precedes))
        add(place.ancestors.sorted(by: precedes))
        add(place.isListed)
        add(place.isCountry)
    }
}

extension Unpacker {
    mutating func place() -> Place {
        Place(key: text(), name: text(), label: text(), ids: Set(texts()), ancestors: Set(texts()), isListed: flag(), isCountry: flag())
    }
}
