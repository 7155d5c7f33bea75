import RecordReading

/// Reads off each relation and event what it claims about attributes that can hold one value only.
struct ClaimFinder {
    let names: NameForms

    func claims(of fact: ResolvedFact, in document: ResolvedDocument, cluster: Int?, incident: Incident?) -> [Claim] {
        guard fact.isActual else { return [] }
        var claims = fact.isEvent ? eventClaims(fact, document, cluster, incident) : relationClaims(fact, document)
        for i in claims.indices { claims[i].context = document.context }
        return claims
    }

    // MARK: Relations

    private func relationClaims(_ fact: ResolvedFact, _ document: ResolvedDocument) -> [Claim] {
        guard !fact.isNegated, let person = fact.filler("person"), let key = person.key else { return [] }
        switch fact.type {
        case "military_rank":
            guard let rank = fact.filler("rank") else { return [] }
            return [Claim(.rank, "military_rank", subject: key, subjectKey: key, subjectName: person.name, value: names.canonical(rank.text), text: rank.text,
                          source: fact.source)]
        case "position_held":
            guard let role = fact.filler("role") else { return [] }
            let words = Posts.words(names.bareWords(role.text))
            if Posts.isPredecessor(names.words(fact.source.text)) { return predecessor(fact, person, key, role, words, document) }
            guard Posts.isHeldByOne(words), !Posts.isPast(names.bareWords(fact.source.text)) else { return [] }
            let body = fact.filler("organization"), country = fact.filler("country"), place = fact.filler("place")
            guard body != nil || country != nil || place != nil else { return [] }
            // A listed body is one wherever it is said to be; others need it (قائد الشرطة in two countries).
            let fillers = body?.isListed == true ? [body, nil, nil] : [body, country, place]
            let subject = fillers.map { $0?.identity(names) ?? "" }.joined(separator: "\u{2}") + "\u{2}" + words.joined(separator: " ")
            let named = body ?? country ?? place!
            var claim = Claim(.holder, "position_held", subject: subject, subjectKey: named.key, subjectName: named.name, value: key, text: person.name,
                              source: fact.source)
            claim.role = role.text
            claim.valueKey = key
            // A body of which every country has one, and no country beside it.
            claim.needsContext = country == nil && place == nil && body?.isListed != true
            return [claim]
        default: return []
        }
    }

    /// The one whom another replaced. The subject is the successor's post: many may be former holders of it, one is his predecessor.
    private func predecessor(_ fact: ResolvedFact, _ person: Filler, _ key: String, _ role: Filler, _ words: [String], _ document: ResolvedDocument) -> [Claim] {
        guard Posts.isHeldByOne(words) else { return [] }
        let successor = document.facts.first { other in
            guard other.id != fact.id, other.sentence == fact.sentence, ["position_held", "Appoint"].contains(other.type), !other.isNegated,
                  let held = other.filler("role"), let holder = other.filler("person")?.key, holder != key else { return false }
            return Posts.words(names.bareWords(held.text)).first == words.first
        }
        guard let successor, let holder = successor.filler("person")?.key else { return [] }
        let body = fact.filler("organization", "country", "place")
        var claim = Claim(.predecessor, "position_held", subject: "predecessor\u{2}" + holder + "\u{2}" + words[0], subjectKey: body?.key, subjectName: body?.name ?? role.text,
                          value: key, text: person.name, source: fact.source)
        claim.role = role.text + " (السابق)"
        claim.valueKey = key
        return [claim]
    }

    // MARK: Events

    private static let counted = ["Die": "victim", "Injure": "victim", "Abduct": "victim", "Displace": "victim", "Arrest": "person"]

    private func eventClaims(_ fact: ResolvedFact, _ document: ResolvedDocument, _ cluster: Int?, _ incident: Incident?) -> [Claim] {
        guard let cluster, let incident else { return [] }
        let subject = "cluster \(SortableNumber.text(cluster))"
        let title = ClaimFinder.title(of: incident)
        func claim(_ kind: Claim.Kind, _ attribute: String, _ value: String, _ text: String) -> Claim {
            var claim = Claim(kind, attribute, subject: subject, subjectKey: nil, subjectName: title, value: value, text: text, source: fact.source)
            claim.cluster = cluster
            claim.isNegated = fact.isNegated
            return claim
        }
        var claims: [Claim] = []
        if let role = ClaimFinder.counted[fact.type], !fact.isNegated, let (figure, victims, isRest) = figure(of: fact, role) {
            var found = claim(.figure, fact.type + ".count", figure.text, figure.text)
            found.victims = victims
            found.isRest = isRest
            claims.append(found)
        }
        let responsible: [Filler] = switch fact.type {
        case "ClaimResponsibility": fact.fillers("claimant")
        case "Accuse": fact.fillers("target")
        case "Attack": fact.fillers("attacker")
        default: []
        }
        for filler in responsible {
            guard let key = filler.key, ["ORG", "PERS", "GPE"].contains(filler.label ?? "") else { continue }
            var found = claim(.responsible, "responsible_for", (fact.isNegated ? "-" : "+") + key, filler.name)
            found.valueKey = key
            claims.append(found)
        }
        guard Incident.family(of: fact.type) == incident.family, !fact.isNegated else { return claims }
        // Named one day, in office the next: both are right.
        for filler in fact.fillers("date") where !["Appoint", "Resign"].contains(fact.type) {
            if let range = DayRange(iso: filler.value), range.isDay { claims.append(claim(.date, "date", DayRange.iso(range.from), DayRange.iso(range.from))) }
        }
        for filler in fact.fillers("place") {
            guard let key = filler.key, let place = document.places[key] else { continue }
            var found = claim(.place, "place", key, place.name)
            found.valueKey = key
            found.place = place
            claims.append(found)
        }
        return claims
    }

    /// The figure that a casualty event gives, and whom it counts.
    private func figure(of fact: ResolvedFact, _ role: String) -> (Figure, VictimClass, isRest: Bool)? {
        let nominals = fact.fillers(role).filter { $0.key == nil }
        let words = nominals.flatMap { names.words($0.text) }
        for filler in fact.fillers("count") {
            let own = names.words(filler.text)
            guard let figure = Figure(value: filler.value ?? filler.text) ?? Figure(words: own) else { continue }
            // "And five others": the ones named before come on top.
            return (figure, VictimClass.of(own + words), (own + words).contains { $0.hasPrefix("اخرين") || $0.hasPrefix("اخرون") })
        }
        // مقتل العشرات بينهم فلان: the size stands behind the trigger, the named are some of them.
        if fact.filler("count") == nil, nominals.isEmpty, let trigger = fact.trigger {
            let all = names.words(fact.source.text), cue = names.words(trigger).last ?? ""
            // The trigger may carry a letter: لمقتل.
            if let at = all.firstIndex(where: { $0 == cue || ($0.hasSuffix(cue) && $0.utf8.count == cue.utf8.count + 2) }), at + 1 < all.count,
               Figure(words: [all[at + 1]]) != nil, let figure = Figure(words: Array(all[(at + 1)...].prefix(2))) { return (figure, .all, false) }
        }
        for filler in nominals {
            let own = names.words(filler.text)
            if let figure = Figure(value: filler.value ?? "") ?? Figure(words: own) ?? Figure(dual: own) { return (figure, VictimClass.of(own), false) }
        }
        return nil
    }

    /// What an event is called where a subject is shown: `Attack, حمص, 2017-02-25`.
    static func title(of incident: Incident) -> String {
        var title = incident.family
        if let place = incident.places.first { title += ", " + place.name }
        if let days = incident.days { title += ", " + DayRange.iso(days.from) }
        return title
    }
}

/// Numbers as text that sorts as they do.
enum SortableNumber {
    static func text(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
    }
}
