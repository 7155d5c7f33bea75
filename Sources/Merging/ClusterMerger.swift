import RecordReading

/// Finds which incidents of different documents are one event.
///
/// Incidents meet in blocks: same family and same place (or a place around it), participant or event name, close in time. A pair is scored by what speaks
/// for it; the best pairs are joined first, and never so that a cluster spans more than a few days or holds two incidents that one document keeps apart.
/// Memory: some bytes an incident; everything else is sorted on disk.
struct ClusterMerger {
    private let options: MergeOptions
    private var blocks: ExternalSorter
    private var incidents: Spool
    private var documents: [Int32] = []
    private var spans: [(from: Int32, to: Int32)] = []
    private var key = SortKey()
    private var packer = Packer()

    /// Why two incidents were joined; a set of bits.
    struct Reasons: OptionSet {
        let rawValue: UInt16
        static let date = Reasons(rawValue: 1)
        static let nearDate = Reasons(rawValue: 2)
        static let place = Reasons(rawValue: 4)
        static let placeInside = Reasons(rawValue: 8)
        static let victims = Reasons(rawValue: 16)
        static let participants = Reasons(rawValue: 32)
        static let eventName = Reasons(rawValue: 64)
        static let count = Reasons(rawValue: 128)
        static let means = Reasons(rawValue: 256)
        static let words = Reasons(rawValue: 512)

        private static let texts = ["same date", "dates close to each other", "same place", "one place lies in the other", "same persons", "same participants",
                                    "same name of the event", "same figure", "same means", "same words for those involved"]
        var texts: [String] { Reasons.texts.indices.filter { rawValue & 1 << $0 != 0 }.map { Reasons.texts[$0] } }
    }

    init(options: MergeOptions) {
        self.options = options
        blocks = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        incidents = Spool(in: options.scratch, blockSize: options.blockSize)
    }

    var count: Int { documents.count }

    /// Takes an incident; returns its number.
    mutating func add(_ incident: Incident, document: Int) throws(MergeFault) -> Int {
        let number = documents.count
        documents.append(Int32(document))
        let days = incident.hasOwnDate ? incident.days : nil
        spans.append((Int32(clamping: days?.from ?? Int(Int32.max)), Int32(clamping: days?.to ?? Int(Int32.min))))
        packer.reset()
        packer.add(number)
        incident.pack(into: &packer)
        try incidents.append(packer.bytes)
        var tokens: Set<String> = []
        for place in incident.places {
            for id in place.ids { tokens.insert("P" + id) }
            for id in place.ancestors where !id.hasPrefix("iso3166-1:") { tokens.insert("P" + id) }
            if place.label == "GPE", !place.isCountry { tokens.insert("Q" + place.core) }
        }
        for place in incident.setting.places where !place.isCountry {
            for id in place.ids.union(place.ancestors) where !id.hasPrefix("iso3166-1:") { tokens.insert("P" + id) }
            if place.label == "GPE" { tokens.insert("Q" + place.core) }
        }
        // Two figures on one day: sources may disagree about the place.
        if incident.counts.count > 1, incident.hasOwnDate { tokens.insert("C" + incident.counts.sorted(by: precedes).joined(separator: " ")) }
        for name in incident.parties.union(incident.attackers) { tokens.insert("A" + name) }
        for name in incident.victims.union(incident.others) { tokens.insert("N" + name) }
        for name in incident.events { tokens.insert("E" + name) }
        let day = incident.days?.from ?? Int.min
        for token in tokens.sorted(by: precedes) {
            key.reset()
            key.add(incident.family)
            key.add(token)
            key.add(day)
            key.add(number)
            try blocks.add(key: key.bytes, packer.bytes)
        }
        return number
    }

    /// Days between two mentions of one event at most.
    private static let window = 3
    /// Incidents of a block that a new one is compared with.
    private static let maximumCompared = 64

    /// Joins the incidents: the cluster number of each, from 0, in the order of their first documents; and why each cluster was joined.
    mutating func join() throws(MergeFault) -> (clusters: [Int32], why: [Int32: Reasons]) {
        var edges = ExternalSorter(in: options.scratch, budget: options.sorterBudget, unique: true)
        var items = try blocks.sorted()
        var item: [UInt8] = []
        var token: [UInt8] = []
        var recent: [(number: Int, day: Int, incident: Incident)] = []
        var edge = SortKey()
        while let head = try items.next(into: &item) {
            let itemToken = Array(item[..<(head - 16)])
            if itemToken != token {
                recent.removeAll(keepingCapacity: true)
                token = itemToken
            }
            var u = Unpacker(item, at: head)
            let number = u.int()
            let incident = Incident(&u)
            let day = incident.days?.from ?? Int.min
            if day != Int.min { recent.removeAll { $0.day != Int.min && $0.day < day - ClusterMerger.window } }
            for other in recent where documents[other.number] != documents[number] {
                guard let (score, why) = ClusterMerger.compare(other.incident, incident) else { continue }
                edge.reset()
                edge.add(-score)
                edge.add(min(other.number, number))
                edge.add(max(other.number, number))
                edge.add(UInt8(truncatingIfNeeded: why.rawValue >> 8))
                edge.add(UInt8(truncatingIfNeeded: why.rawValue))
                try edges.add(key: edge.bytes, [])
            }
            if recent.count == ClusterMerger.maximumCompared { recent.removeFirst() }
            recent.append((number, day, incident))
        }
        blocks = ExternalSorter(in: options.scratch, budget: 0)
        return try unite(&edges)
    }

    private mutating func unite(_ edges: inout ExternalSorter) throws(MergeFault) -> (clusters: [Int32], why: [Int32: Reasons]) {
        var union = UnionFind(count: count)
        // Members of a set as a ring, to see which documents it holds.
        var ring = (0..<Int32(count)).map { $0 }
        var why: [Int32: Reasons] = [:]
        var sorted = try edges.sorted()
        var item: [UInt8] = []
        func number(_ at: Int) -> Int {
            var value: UInt64 = 0
            for k in 0..<8 { value = value << 8 | UInt64(item[at + k]) }
            return Int(Int64(bitPattern: value ^ (1 << 63)))
        }
        while try sorted.next(into: &item) != nil {
            let a = union.find(number(8)), b = union.find(number(16))
            let reasons = Reasons(rawValue: UInt16(item[24]) << 8 | UInt16(item[25]))
            if a == b {
                why[Int32(a), default: []].formUnion(reasons)
                continue
            }
            let from = min(spans[a].from, spans[b].from), to = max(spans[a].to, spans[b].to)
            if to > from, Int(to) - Int(from) > ClusterMerger.window { continue }
            if ClusterMerger.shareDocument(a, b, ring, documents) { continue }
            let root = union.unite(a, b)
            spans[root] = (from, to)
            ring.swapAt(a, b)
            let merged = (why[Int32(a)] ?? []).union(why[Int32(b)] ?? []).union(reasons)
            why[Int32(a)] = nil
            why[Int32(b)] = nil
            why[Int32(root)] = merged
        }
        var clusters = [Int32](repeating: -1, count: count)
        var numbered: [Int32: Reasons] = [:]
        var next: Int32 = 0
        for i in 0..<count {
            let root = union.find(i)
            if root == i {
                clusters[i] = next
                numbered[next] = why[Int32(i)]
                next += 1
            } else {
                clusters[i] = clusters[root]
            }
        }
        return (clusters, numbered)
    }

    /// Whether two sets hold incidents of one document, which that document keeps apart. Very large sets aren't walked.
    private static func shareDocument(_ a: Int, _ b: Int, _ ring: [Int32], _ documents: [Int32]) -> Bool {
        func members(_ start: Int) -> Set<Int32>? {
            var set: Set<Int32> = []
            var at = start
            var steps = 0
            repeat {
                set.insert(documents[at])
                at = Int(ring[at])
                steps += 1
                if steps > 512 { return nil }
            } while at != start
            return set
        }
        guard let x = members(a), let y = members(b) else { return false }
        return !x.isDisjoint(with: y)
    }

    /// What speaks for two incidents being one event; nil where too little does or something speaks against it.
    static func compare(_ a: Incident, _ b: Incident) -> (score: Int, why: Reasons)? {
        guard a.family == b.family, a.weapons.isCompatible(with: b.weapons) else { return nil }
        var score = 0
        var why: Reasons = []
        let sharedVictims = a.victims.intersection(b.victims).count
        let sharedCounts = a.counts.intersection(b.counts).count
        guard sharedVictims > 0 || sharedCounts > 1 || a.dayParts.isCompatible(with: b.dayParts) else { return nil }
        // When.
        if let x = a.days, let y = b.days {
            let distance = x.distance(to: y)
            if a.hasOwnDate && b.hasOwnDate {
                if distance == 0 {
                    score += 2
                    why.insert(.date)
                } else if distance == 1 {
                    score += 1
                    why.insert(.nearDate)
                } else if distance > window || sharedVictims == 0 {
                    return nil
                }
            } else {
                guard distance <= window else { return nil }
                score += 1
                why.insert(distance == 0 ? .date : .nearDate)
            }
        } else {
            score += 1
        }
        // Where.
        var isPlaced = true
        switch a.placeRelation(b) {
        case .same:
            let isCountry = a.sharedCountryOnly || b.sharedCountryOnly
            score += isCountry ? 1 : 2
            why.insert(.place)
        case .inside:
            score += a.sharedCountryOnly || b.sharedCountryOnly ? 0 : 1
            why.insert(.placeInside)
        case .unknown:
            let isCertain = (!a.places.isEmpty || a.setting.isCertain) && (!b.places.isEmpty || b.setting.isCertain)
            switch a.settingRelation(b) {
            case .same:
                score += isCertain ? 2 : 1
                why.insert(.place)
            case .inside:
                score += 1
                why.insert(.placeInside)
            case .unknown: isPlaced = a.family != "Attack"
            case .different: score -= a.family == "Attack" ? 1 : 0
            }
        case .different:
            // Who was hit, or all the figures, can outweigh it.
            guard sharedVictims > 0 || (sharedCounts > 1 && a.hasOwnDate && b.hasOwnDate) else { return nil }
            score -= 1
        }
        // Quarters and buildings that both name, and that differ, are two places of one city.
        let fine = { (i: Incident) in Set(i.places.filter { $0.label != "GPE" }.map(\.key)) }
        let x = fine(a), y = fine(b)
        if !x.isEmpty, !y.isEmpty, x.isDisjoint(with: y), sharedVictims == 0, sharedCounts < 2 { return nil }
        // Who.
        if sharedVictims > 0 {
            score += min(6, 3 * sharedVictims)
            why.insert(.victims)
        }
        let shared = a.others.intersection(b.others).count
        if shared > 0 {
            score += min(6, 2 * shared)
            why.insert(.participants)
        }
        // Who attacked by one report claims or denies it in the other.
        if !a.attackers.isDisjoint(with: b.parties) || !a.parties.isDisjoint(with: b.attackers) {
            score += 2
            why.insert(.participants)
        } else if !a.attackers.isDisjoint(with: b.attackers) || !a.parties.isDisjoint(with: b.parties) {
            score += 1
            why.insert(.participants)
        } else if !a.attackers.isEmpty, !b.attackers.isEmpty {
            score -= 1
        }
        if !a.events.isDisjoint(with: b.events) {
            score += 2
            why.insert(.eventName)
        }
        if sharedCounts > 0 {
            score += min(2, sharedCounts)
            why.insert(.count)
        }
        if !a.weapons.isDisjoint(with: b.weapons) {
            score += 1
            why.insert(.means)
        }
        if !a.nominals.isDisjoint(with: b.nominals) {
            score += 1
            why.insert(.words)
        }
        // One day and one attacker don't make one attack where nothing tells the place.
        let needed = threshold(a.family) + (isPlaced || sharedVictims > 0 || why.contains(.eventName) ? 0 : 1)
        return score >= needed ? (score, why) : nil
    }

    private static func threshold(_ family: String) -> Int {
        switch family {
        case "Attack", "Arrest", "Abduct", "Demonstrate", "Displace", "Appoint", "Resign": 4
        default: 5
        }
    }

    /// The incidents as they were added.
    mutating func reader() throws(MergeFault) -> FrameReader { try incidents.reader() }
}
