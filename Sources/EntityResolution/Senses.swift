import Lexicons
import TextModel

/// What resolution needs to know of a lexicon row, read once per row and worker.
///
/// Shared, and changed no more once it is in the table.
final class Sense: @unchecked Sendable {
    let entry: EntryID
    /// Number of the row's own id: rows with one id are one thing.
    var group: Int32
    /// Number of the country that it lies in or belongs to (`iso3166-1:SY`); for a country its own group, -1 where not known.
    var country: Int32
    /// Group of the district or country that contains it, -1 where not known.
    var parent: Int32
    /// Group of the country whose capital it is, -1 otherwise.
    var capitalOf: Int32
    var population: Int
    var isCurated: Bool
    var isCountry: Bool
    var from: String
    var to: String
    var kind: String

    init(entry: EntryID, group: Int32, isCountry: Bool) {
        self.entry = entry
        self.group = group
        self.isCountry = isCountry
        country = -1
        parent = -1
        capitalOf = -1
        population = 0
        isCurated = false
        from = ""
        to = ""
        kind = ""
    }
}

/// Rows of the lexicon as senses; ids as numbers. Grows with the rows that documents name.
struct SenseTable {
    let lexicon: Lexicon
    private var senses: [EntryID: Sense] = [:]
    private var groups: [String: Int32] = [:]
    private(set) var groupIDs: [String] = []

    /// Countries inside a state.
    static let constituents: Set<String> = ["iso3166-2:GB-SCT", "iso3166-2:GB-WLS", "iso3166-2:GB-ENG", "iso3166-2:GB-NIR"]

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    /// Between documents: forgets everything once the table has grown large.
    mutating func trim(limit: Int = 1 << 15) {
        guard senses.count > limit else { return }
        senses.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        groupIDs.removeAll(keepingCapacity: true)
    }

    mutating func group(_ id: String) -> Int32 {
        if id.isEmpty { return -1 }
        if let g = groups[id] { return g }
        let g = Int32(groupIDs.count)
        groups[id] = g
        groupIDs.append(id)
        return g
    }

    mutating func sense(_ entry: EntryID) -> Sense {
        if let s = senses[entry] { return s }
        let ids = lexicon.entries.ids(entry)
        let own = ids.first ?? "\(lexicon.entries.label(entry).name):\(lexicon.entries.name(entry))"
        let sense = Sense(entry: entry, group: group(own), isCountry: own.hasPrefix("iso3166-1:") || SenseTable.constituents.contains(own))
        var source = "", hasPost = false
        for (name, value) in lexicon.entries.attributes(entry) {
            switch name {
            case "country": sense.country = group("iso3166-1:" + value)
            case "parent": sense.parent = group(value)
            case "capital_of": sense.capitalOf = group(value)
            case "population": sense.population = Int(value) ?? 0
            case "source": source = value
            case "role": hasPost = true
            case "from": sense.from = value
            case "to": sense.to = value
            case "kind", "type": sense.kind = value
            default: break
            }
        }
        // Rows of one's own need no source; rows that know a post are no mere list of names.
        sense.isCurated = source.isEmpty || source.hasPrefix("curated") || hasPost
        if sense.isCountry { sense.country = sense.group }
        if sense.country < 0, own.hasPrefix("iso3166-2:") { sense.country = group("iso3166-1:" + own.dropFirst(10).prefix(2)) }
        if sense.country < 0, sense.parent >= 0 {
            let parent = groupIDs[Int(sense.parent)]
            if parent.hasPrefix("iso3166-1:") { sense.country = sense.parent }
            if parent.hasPrefix("iso3166-2:") { sense.country = group("iso3166-1:" + parent.dropFirst(10).prefix(2)) }
        }
        senses[entry] = sense
        return sense
    }
}
