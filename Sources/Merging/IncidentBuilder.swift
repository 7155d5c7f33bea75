/// Groups the events of one document: which deaths belong to which attack, which mentions tell of one meeting.
struct IncidentBuilder {
    let names: NameForms

    /// Events that refer to an attack by naming it.
    private static let referring = ["ClaimResponsibility": "event", "Accuse": "of", "Condemn": "target"]

    /// Incidents in text order, and for each fact the incident that it tells of (or refers to).
    func build(_ document: ResolvedDocument) -> (incidents: [Incident], incidentOfFact: [Int?]) {
        var incidents: [Incident] = []
        var assignment = [Int?](repeating: nil, count: document.facts.count)
        for (index, fact) in document.facts.enumerated() where fact.isEvent && !fact.isNegated && fact.isActual {
            if namedAttack(of: fact) != nil { continue }
            let alone = Incident(fact, document, names)
            // A death or injury that gives no place and no date belongs to the attack that the report is about.
            let isLoose = alone.family == "Attack" && fact.type != "Attack" && alone.places.isEmpty && alone.dates.isEmpty
            var best = -1, bestScore = isLoose ? -1 : threshold(alone.family) - 1
            for (i, incident) in incidents.enumerated() where incident.family == alone.family {
                guard let score = affinity(incident, alone) else { continue }
                if score > bestScore || (best >= 0 && score == bestScore && incident.members.count > incidents[best].members.count) { (best, bestScore) = (i, score) }
            }
            if best >= 0 {
                incidents[best].absorb(alone)
                assignment[index] = best
            } else {
                assignment[index] = incidents.count
                incidents.append(alone)
            }
        }
        linkReferences(document, &incidents, &assignment)
        for i in incidents.indices { incidents[i].setting = document.setting(of: incidents[i]) }
        return (incidents, assignment)
    }

    /// How strongly an event belongs to an incident of its document; nil where something speaks against it, so that they are two.
    private func affinity(_ incident: Incident, _ event: Incident) -> Int? {
        let place = incident.placeRelation(event)
        if place == .different { return nil }
        var score = 0
        if !incident.dates.isEmpty, !event.dates.isEmpty {
            guard incident.dates.contains(where: { a in event.dates.contains { $0.overlaps(a) } }) else { return nil }
            score += 1
        }
        guard incident.weapons.isCompatible(with: event.weapons) else { return nil }
        let fact = event.members[0]
        if event.family == "Attack" {
            if !incident.attackers.isEmpty, !event.attackers.isEmpty, incident.attackers.isDisjoint(with: event.attackers),
               incident.members.contains(where: { $0.speaker == fact.speaker }) { return nil }
            if !incident.victims.isDisjoint(with: event.victims) { score += 3 }
            if incident.members.contains(where: { $0.start < fact.end && fact.start < $0.end }) { score += 3 }
            if incident.members.contains(where: { $0.sentence == fact.sentence && $0.speaker == fact.speaker }) { score += 2 }
            else if incident.members.contains(where: { abs($0.sentence - fact.sentence) <= 1 }) { score += 1 }
            if place == .same { score += 2 } else if place == .inside { score += 1 }
        } else {
            let ours = incident.victims.union(incident.others).union(incident.attackers), theirs = event.victims.union(event.others).union(event.attackers)
            if !ours.isEmpty, !theirs.isEmpty, ours.isDisjoint(with: theirs) { return nil }
            score += 2 * ours.intersection(theirs).count
            if place == .same { score += 2 } else if place == .inside { score += 1 }
            return score
        }
        if !incident.events.isDisjoint(with: event.events) { score += 3 }
        if !incident.nominals.isDisjoint(with: event.nominals) { score += 1 }
        return score
    }

    /// One shared participant isn't one meeting: a person meets many.
    private func threshold(_ family: String) -> Int {
        switch family {
        case "Attack": 2
        case "Meet", "Agree": 4
        default: 3
        }
    }

    /// The words by which a claim, an accusation or a condemnation names an attack; nil for other events.
    private func namedAttack(of fact: ResolvedFact) -> [String]? {
        guard let role = IncidentBuilder.referring[fact.type] else { return nil }
        guard let named = fact.filler(role) else { return fact.type == "ClaimResponsibility" ? [] : nil }
        let words = names.bareWords(named.text).map(IncidentBuilder.plain)
        if words.contains(where: { IncidentBuilder.attackWords.contains($0) }) { return words }
        // Accused of standing behind it, of planning it: the deed stands nearby.
        return words.first.map { IncidentBuilder.partWords.contains($0) } == true ? [] : nil
    }

    /// Without the alif of an indefinite accusative: `تفجيرا` is `تفجير`.
    private static func plain(_ word: String) -> String {
        guard word.hasSuffix("ا"), attackWords.contains(String(word.dropLast())) else { return word }
        return String(word.dropLast())
    }

    private static let partWords: Set<String> = ["وقوف", "تدبير", "تدبيره", "تدبيرها", "تنفيذ", "تنفيذه", "تنفيذها", "مسيوليه", "مسيوليته", "ضلوع", "تورط", "ارتكاب", "ارتكابه",
                                                 "ارتكابها", "شن", "شنه", "شنها", "تخطيط"]

    private static let attackWords: Set<String> = ["هجوم", "هجمات", "هجومين", "تفجير", "تفجيرات", "تفجيرين", "اغتيال", "قصف", "غاره", "غارات", "عمليه", "عمليات", "مقتل", "قتل",
                                                   "استهداف", "حادثه", "حادث", "اعتداء", "اعتداءات", "مجزره", "انفجار", "خطف", "اختطاف"]

    /// Claims, accusations and condemnations go with the attack that they name.
    private func linkReferences(_ document: ResolvedDocument, _ incidents: inout [Incident], _ assignment: inout [Int?]) {
        for (index, fact) in document.facts.enumerated() where fact.isEvent && fact.isActual {
            guard let role = IncidentBuilder.referring[fact.type], let words = namedAttack(of: fact) else { continue }
            let named = fact.filler(role)
            let weapons = WeaponSet(words: named.map { names.words($0.text) } ?? [])
            var best = -1, bestScore = Int.min
            for (i, incident) in incidents.enumerated() where incident.family == "Attack" {
                guard incident.weapons.isCompatible(with: weapons) else { continue }
                if words.isEmpty, fact.type == "Accuse", !incident.members.contains(where: { abs($0.sentence - fact.sentence) <= 1 }) { continue }
                var score = min(incident.members.count, 4)
                if let key = named?.key, incident.events.contains(key) { score += 8 }
                for place in incident.places where !Set(names.bareWords(place.name)).isDisjoint(with: words) { score += 4 }
                for filler in fact.fillers("place") where incident.places.contains(where: { $0.key == filler.key }) { score += 4 }
                if incident.members.contains(where: { ($0.trigger.map { names.bareWords($0).first } ?? nil) == words.first && !words.isEmpty }) { score += 3 }
                if incident.members.contains(where: { abs($0.sentence - fact.sentence) <= 1 }) { score += 1 }
                if score > bestScore { (best, bestScore) = (i, score) }
            }
            if best < 0 {
                // The report tells of the claim only: the attack is what it names.
                guard !fact.isNegated || fact.type == "ClaimResponsibility", !words.isEmpty || fact.type != "Accuse" else { continue }
                var incident = Incident(fact, document, names)
                incident.family = "Attack"
                incident.attackers = []
                incident.others = []
                incident.victims = []
                incident.hasUnnamedAttacker = false
                incident.weapons = weapons
                incident.nominals = []
                incidents.append(incident)
                best = incidents.count - 1
            } else {
                for filler in [named].compactMap({ $0 }) { if let key = filler.key, filler.label == "EVENT" { incidents[best].events.insert(key) } }
                incidents[best].members.append(fact)
            }
            assignment[index] = best
            let blamed = fact.type == "ClaimResponsibility" ? fact.fillers("claimant") : fact.type == "Accuse" ? fact.fillers("target") : []
            incidents[best].parties.formUnion(blamed.compactMap(\.key))
        }
    }
}
