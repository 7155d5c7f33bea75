import Lexicons
import TextModel

extension EntityResolver {
    /// Gives each surface the sense that fits the document: first the countries that names without choice speak of, then the best of each surface's rows.
    mutating func chooseSenses(_ date: String) {
        var found: [[EntryID]] = []
        for s in surfaces.indices {
            var entries: [EntryID] = []
            let label = surfaces[s].label
            if !surfaces[s].isNominal, !EntityResolver.values.has(label) {
                let all = words(Int32(s))
                finder.entries(all, label, local, into: &entries)
                let core = PlaceRules.core(all, local)
                if entries.isEmpty, core.count < all.count, label == .gpe || label == .loc { finder.entries(core, label, local, into: &entries) }
            }
            found.append(entries)
        }
        for s in surfaces.indices {
            guard let first = found[s].first else { continue }
            let country = senses.sense(first).country
            guard country >= 0, surfaces[s].label != .pers, found[s].allSatisfy({ senses.sense($0).country == country }) else { continue }
            countryWeight[country, default: 0] += surfaces[s].count
        }
        for s in surfaces.indices {
            surfaces[s].sense = best(found[s], Int32(s), date)
        }
        // Weights again, now of what was chosen; البلاد is decided by them.
        countryWeight.removeAll(keepingCapacity: true)
        for s in surfaces {
            guard let country = s.sense?.country, country >= 0, s.label == .gpe || s.label == .norp else { continue }
            countryWeight[country, default: 0] += s.count
        }
    }

    private mutating func best(_ entries: [EntryID], _ surface: Int32, _ date: String) -> Sense? {
        var best: (sense: Sense, score: Int)?
        let all = words(surface)
        let label = surfaces[Int(surface)].label
        let level = all.count > 1 && all.first != nil ? PlaceRules.level(all.first!, local) : .open
        for entry in entries {
            let sense = senses.sense(entry)
            var score = 0
            if sense.isCountry { score += 40 }
            if sense.capitalOf >= 0 { score += 14 }
            if sense.isCurated { score += 12 }
            if sense.country >= 0, let weight = countryWeight[sense.country] { score += 16 + min(weight, 8) * 2 }
            var people = sense.population
            while people >= 10 { people /= 10; score += 2 }
            let isDistrict = senses.groupIDs[Int(sense.group)].hasPrefix("iso3166-2:")
            if level == .district { score += isDistrict ? 30 : 0 } else if isDistrict { score -= 3 }
            if label == .pers {
                let supported = sense.country >= 0 && countryWeight[sense.country] != nil
                if !sense.isCurated && !supported { continue }
                if !date.isEmpty, !sense.from.isEmpty || !sense.to.isEmpty { score += DatedRow.holds(from: sense.from, to: sense.to, on: date) ? 6 : -2 }
            }
            if let b = best, b.score >= score { continue }
            best = (sense, score)
        }
        return best?.sense
    }
}
