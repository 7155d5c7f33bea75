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

    func relation(to other: Place) -> Relation {
        if key == other.key || !ids.isDisjoint(with: other.ids) { return .same }
        if !ancestors.isDisjoint(with: other.ids) || !other.ancestors.isDisjoint(with: ids) { return .inside }
        // Only places about which enough is known can be told apart.
        if label == "GPE", other.label == "GPE", isListed, other.isListed { return .different }
        if label != "GPE", other.label != "GPE" { return .different }
        return .unknown
    }
}
