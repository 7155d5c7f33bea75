import TextModel

extension EntityResolver {
    /// Puts a mention of an event into the most recent event that it may mean: heads of one family, no other place, people or number.
    mutating func joinEvent(_ m: Int, _ position: Int, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>) {
        let mention = analysis.mentions[m]
        let s = facts[m].surface
        guard s >= 0 else { return }
        if let c = apposed(m, position, mention, analysis, text) { return add(m, position, to: c, named: true) }
        let signature = signature(m, position, analysis)
        var best: (cluster: Int32, score: Int)?
        for c in recent[Int(Label.event.rawValue)].suffix(EntityResolver.window) {
            let cluster = clusters[Int(c)]
            let same = surfaces[Int(s)].cluster == c || (cluster.fullest >= 0 && OrganisationRules.joined(words(s), local) == OrganisationRules.joined(words(cluster.fullest), local))
            if let group = surfaces[Int(s)].sense?.group, cluster.group >= 0, group != cluster.group, !cluster.event.family.isCompatible(with: signature.family) { continue }
            guard same || cluster.event.family.isCompatible(with: signature.family) else { continue }
            guard !conflict(signature, cluster.event) else { continue }
            let shared = !Set(signature.places).isDisjoint(with: cluster.event.places) || !Set(signature.peoples).isDisjoint(with: cluster.event.peoples)
            let score = cluster.last + (same ? 1000 : 0) + (shared ? 500 : 0)
            if let b = best, b.score >= score { continue }
            best = (c, score)
        }
        let c: Int32
        if let best {
            c = best.cluster
            absorb(signature, into: Int(c))
        } else {
            c = newCluster(mention)
            clusters[Int(c)].event = signature
        }
        add(m, position, to: c, named: true)
    }

    private mutating func absorb(_ s: EventSignature, into c: Int) {
        for p in s.places where !clusters[c].event.places.contains(p) { clusters[c].event.places.append(p) }
        for p in s.peoples where !clusters[c].event.peoples.contains(p) { clusters[c].event.peoples.append(p) }
        clusters[c].event.isAgainst = clusters[c].event.isAgainst || s.isAgainst
        clusters[c].event.sentence = s.sentence
    }

    private func signature(_ m: Int, _ position: Int, _ analysis: Analysis) -> EventSignature {
        let mention = analysis.mentions[m]
        var s = EventSignature()
        s.sentence = Int(mention.sentence)
        let all = words(facts[m].surface)
        for (i, w) in all.prefix(2).enumerated() where i == 0 || s.family == .incident {
            let word = local.words[Int(w)]
            // عملية تفتيش is no attack: the second word says what it is.
            if i == 0 || word.family != .none { s.family = word.family } else if !word.hasArticle { s.family = .none }
        }
        s.head = all.first.map { local.bare($0) } ?? -1
        s.isAgainst = all.contains { local.words[Int($0)].roles.contains(.against) }
        var k = position + 1
        while k < order.count {
            let inner = Int(order[k])
            k += 1
            let other = analysis.mentions[inner]
            if other.bytes.start >= mention.bytes.end { break }
            guard mention.bytes.contains(other.bytes), facts[inner].cluster >= 0 else { continue }
            switch other.label {
            case .gpe, .loc, .fac: s.places.append(facts[inner].cluster)
            case .norp: s.peoples.append(facts[inner].cluster)
            case .ordinal, .cardinal: s.numbers.append(contentsOf: words(facts[inner].surface).prefix(1))
            default: break
            }
        }
        return s
    }

    private func conflict(_ a: EventSignature, _ b: EventSignature) -> Bool {
        if Set(a.numbers) != Set(b.numbers), !a.numbers.isEmpty || !b.numbers.isEmpty { return true }
        if a.isAgainst != b.isAgainst, !a.places.isEmpty || !a.peoples.isEmpty || a.isAgainst, !b.places.isEmpty || !b.peoples.isEmpty || b.isAgainst { return true }
        if a.isAgainst != b.isAgainst, a.head != b.head { return true }
        if !a.places.isEmpty, !b.places.isEmpty, !a.places.contains(where: { x in b.places.contains { isNear(x, $0) } }) { return true }
        if !a.peoples.isEmpty, !b.peoples.isEmpty, Set(a.peoples).isDisjoint(with: b.peoples) { return true }
        guard a.family == .war || a.family == .vote else { return false }
        return isForeign(a.places, b.peoples) || isForeign(b.places, a.peoples)
    }

    /// One place, or one inside the other.
    private func isNear(_ a: Int32, _ b: Int32) -> Bool {
        if a == b { return true }
        guard let x = clusters[Int(a)].sense, let y = clusters[Int(b)].sense else { return false }
        return x.parent == y.group || y.parent == x.group || (x.isCountry && y.country == x.group) || (y.isCountry && x.country == y.group)
    }

    /// Places that lie in none of the peoples' countries.
    private func isForeign(_ places: [Int32], _ peoples: [Int32]) -> Bool {
        let a = Set(places.compactMap { clusters[Int($0)].sense?.country }.filter { $0 >= 0 })
        let b = Set(peoples.compactMap { clusters[Int($0)].sense?.country }.filter { $0 >= 0 })
        return !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
    }
}
