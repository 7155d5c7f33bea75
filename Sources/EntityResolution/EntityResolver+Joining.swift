import Lexicons
import TextModel

extension EntityResolver {
    /// Puts a mention into the cluster of what it refers to, or into a new one.
    mutating func join(_ m: Int, _ position: Int, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms) {
        let mention = analysis.mentions[m]
        if EntityResolver.values.has(mention.label) { return joinValue(m, position, mention) }
        let s = facts[m].surface
        guard s >= 0 else { return }
        if let capital = government(s, mention, analysis, forms) { return add(m, position, to: capital, named: false) }
        if facts[m].isBareHead || facts[m].isPointed || isCountryHead(s), let meant = antecedent(m, position, mention) { return add(m, position, to: meant, named: false) }
        if let c = apposed(m, position, mention, analysis, text) { return add(m, position, to: c, named: true) }
        if let c = cluster(for: s, mention, containers(of: mention, analysis)) { return add(m, position, to: c, named: true) }
        let c = newCluster(mention)
        add(m, position, to: c, named: true)
    }

    private mutating func joinValue(_ m: Int, _ position: Int, _ mention: Mention) {
        guard !mention.value.isEmpty else { return }
        let key = ValueKey(label: mention.label, value: mention.value)
        if let c = clusterOfValue[key] { return add(m, position, to: c, named: false) }
        let c = newCluster(mention)
        clusterOfValue[key] = c
        add(m, position, to: c, named: false)
    }

    /// Clusters of the mentions around this one: a thing isn't a part of itself.
    private func containers(of mention: Mention, _ analysis: Analysis) -> [Int32] {
        var out: [Int32] = []
        var next = mention.nestedIn
        while let n = next, out.count < 8, analysis.mentions.indices.contains(n.index) {
            out.append(facts[n.index].cluster)
            next = analysis.mentions[n.index].nestedIn
        }
        return out
    }

    // MARK: Names

    /// The cluster that a name belongs to by its id, its words or its parts.
    private mutating func cluster(for s: Int32, _ mention: Mention, _ containers: [Int32]) -> Int32? {
        let surface = surfaces[Int(s)]
        if let group = surface.sense?.group, let c = clusterOfGroup[group], clusters[Int(c)].label == surface.label, !containers.contains(c) { return c }
        // A part of a name goes to the most recent that it fits; whole names stay with their like.
        let isPart = surface.label == .pers && surface.words.count == 1
        if surface.cluster >= 0, !isPart, !containers.contains(surface.cluster) { return surface.cluster }
        let all = words(s)
        guard let first = all.first, let last = all.last else { return nil }
        var best: (cluster: Int32, rank: Int, last: Int)?
        for c in candidates(surface.label, first, last) {
            let cluster = clusters[Int(c)]
            guard cluster.isNominal == surface.isNominal, cluster.fullest >= 0, surface.label == .occ || !conflicts(cluster, surface), !containers.contains(c) else { continue }
            let rank = rank(all, cluster, surface)
            guard rank > 0 else { continue }
            if let b = best, (b.rank, b.last) >= (rank, cluster.last) { continue }
            best = (c, rank, cluster.last)
        }
        return best?.cluster
    }

    /// Two listed things are two.
    private func conflicts(_ cluster: Cluster, _ surface: Surface) -> Bool {
        guard let group = surface.sense?.group, cluster.group >= 0 else { return false }
        return group != cluster.group
    }

    private mutating func candidates(_ label: Label, _ first: Int32, _ last: Int32) -> [Int32] {
        var out: [Int32] = []
        for w in [local.bare(last), local.bare(first)] {
            for c in byWord[key(label, w)]?.suffix(EntityResolver.window) ?? [] where !out.contains(c) { out.append(c) }
        }
        // Others may be the same but for a letter or an ending.
        for c in recent[Int(label.rawValue)].suffix(EntityResolver.window / 2) where !out.contains(c) { out.append(c) }
        return out
    }

    /// How well a name fits a cluster; 0 where it doesn't.
    private func rank(_ all: ArraySlice<Int32>, _ cluster: Cluster, _ surface: Surface) -> Int {
        let fullest = words(cluster.fullest)
        switch surface.label {
        case _ where surface.isNominal:
            guard let a = all.first, let b = fullest.first else { return 0 }
            return isSameNoun(a, b) ? 1 : 0
        case .pers:
            let relation = PersonRules.relation(all, fullest, local)
            if relation == .same { return 3 }
            if relation == .none { return 0 }
            // A family name alone and its bearer; a first name alone counts less.
            return relation == .short ? 2 : 1
        case .gpe, .loc, .fac:
            return PlaceRules.isSame(all, fullest, local) ? 1 : 0
        case .norp: return all.count == fullest.count && isSameRole(all, fullest) ? 1 : 0
        case .occ: return isSameRole(all, fullest) ? 1 : 0
        default:
            return OrganisationRules.isSame(all, fullest, local) ? 1 : 0
        }
    }

    private func isSameNoun(_ a: Int32, _ b: Int32) -> Bool {
        if PersonRules.isEqual(a, b, local) { return true }
        let x = local.words[Int(a)].lemma
        if x.isKnown && x == local.words[Int(b)].lemma { return true }
        return RoleStem.of(local.words[Int(local.bare(a))].key) == RoleStem.of(local.words[Int(local.bare(b))].key)
    }

    /// وزير التجارة, الوزير; المبعوث الخاص, مبعوث; الانقلابيين, الانقلابية.
    private func isSameRole(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>) -> Bool {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        for (x, y) in zip(short, long) where !PersonRules.isEqual(x, y, local) && RoleStem.of(local.words[Int(local.bare(x))].key) != RoleStem.of(local.words[Int(local.bare(y))].key) {
            return false
        }
        if short.count == long.count { return true }
        // الرئيس is rarely رئيس الوزراء.
        return local.words[Int(short.first!)].hasArticle && !(short.count == 1 && local.words[Int(local.bare(short.first!))].key == Array("رييس".utf8))
    }

    // MARK: Clusters

    mutating func newCluster(_ mention: Mention) -> Int32 {
        clusters.append(Cluster(label: mention.label, isNominal: mention.form == .nominal))
        let c = Int32(clusters.count - 1)
        recent[Int(mention.label.rawValue)].append(c)
        return c
    }

    func key(_ label: Label, _ word: Int32) -> UInt64 { UInt64(label.rawValue) << 32 | UInt64(UInt32(bitPattern: word)) }

    /// `named`: the mention's words are a name of the cluster, by which others may find it.
    mutating func add(_ m: Int, _ position: Int, to c: Int32, named: Bool) {
        facts[m].cluster = c
        clusters[Int(c)].mentions.append(Int32(m))
        clusters[Int(c)].last = max(clusters[Int(c)].last, position)
        let s = facts[m].surface
        guard named, s >= 0 else { return }
        surfaces[Int(s)].cluster = c
        if !clusters[Int(c)].surfaces.contains(s) {
            clusters[Int(c)].surfaces.append(s)
            let all = words(s)
            if clusters[Int(c)].fullest < 0 || weight(s) > weight(clusters[Int(c)].fullest) { clusters[Int(c)].fullest = s }
            var ends = [all.first, all.dropFirst().first, all.last].compactMap { $0 }.map { local.bare($0) }
            ends.sort()
            for (i, w) in ends.enumerated() where i == 0 || ends[i - 1] != w { byWord[key(clusters[Int(c)].label, w), default: []].append(c) }
            if let first = all.first, !clusters[Int(c)].heads.contains(local.bare(first)) { clusters[Int(c)].heads.append(local.bare(first)) }
        }
        guard let sense = surfaces[Int(s)].sense, clusters[Int(c)].sense == nil, clusters[Int(c)].group < 0 || clusters[Int(c)].group == sense.group else { return }
        clusters[Int(c)].sense = sense
        clusters[Int(c)].group = sense.group
        if clusterOfGroup[sense.group] == nil { clusterOfGroup[sense.group] = c }
        for noun in OrganisationRules.kinds[sense.kind] ?? [] { clusters[Int(c)].heads.append(local.word(Array(noun.utf8))) }
    }

    /// More words, then more letters.
    private func weight(_ s: Int32) -> Int {
        words(s).count << 16 + words(s).reduce(0) { $0 + local.words[Int($1)].length }
    }
}

/// The stem of a role or group word without its endings of gender and number.
enum RoleStem {
    static func of(_ key: [UInt8]) -> [UInt8] {
        for ending in endings where key.count >= ending.count + 6 && key.suffix(ending.count).elementsEqual(ending) { return Array(key.dropLast(ending.count)) }
        return key
    }
    private static let endings = ["يين", "يون", "يات", "يه", "ين", "ون", "ات", "ان", "ه", "ي", "ا"].map { Array($0.utf8) }
}
