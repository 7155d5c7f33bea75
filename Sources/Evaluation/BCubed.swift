import TextModel

/// B³ (Bagga and Baldwin 1998): for each mention, how much of the entity that the system put it in is right (precision), and how much of its true entity
/// the system found (recall), averaged over mentions.
public struct BCubed: Sendable, Equatable {
    /// A mention with the entity that it was given; nil is an entity of its own.
    public struct Item: Sendable, Hashable {
        public var document: Int
        public var bytes: ByteRange
        public var label: Label
        public var entity: String?

        public init(document: Int = 0, bytes: ByteRange, label: Label, entity: String?) {
            self.document = document
            self.bytes = bytes
            self.label = label
            self.entity = entity
        }
    }

    /// Which mentions count.
    public enum Scope: Sendable {
        /// Mentions that both have, with equal spans and labels: how well entities are resolved.
        case matched
        /// All: a mention that only one side has counts against the other (precision over the system's mentions, recall over the gold's).
        case all
    }

    public var precision: Double
    public var recall: Double
    /// Mentions that precision and recall were averaged over.
    public var systemCount: Int
    public var goldCount: Int

    public var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }

    /// Cost: linear in the mentions (by hash).
    public init(system: [Item], gold: [Item], scope: Scope = .matched) {
        struct Place: Hashable {
            var document: Int
            var bytes: ByteRange
            var label: Label
        }
        struct Entity: Hashable {
            var document: Int
            var name: String
        }
        func place(_ i: Item) -> Place { Place(document: i.document, bytes: i.bytes, label: i.label) }
        func entities(_ items: [Item]) -> [Place: Entity] {
            var out: [Place: Entity] = [:]
            for (n, i) in items.enumerated() where out[place(i)] == nil {
                out[place(i)] = Entity(document: i.document, name: i.entity.map { "e\($0)" } ?? "#\(n)")
            }
            return out
        }
        var s = entities(system), g = entities(gold)
        if scope == .matched {
            s = s.filter { g[$0.key] != nil }
            g = g.filter { s[$0.key] != nil }
        }
        func sizes(_ of: [Place: Entity]) -> [Entity: Int] {
            var out: [Entity: Int] = [:]
            for e in of.values { out[e, default: 0] += 1 }
            return out
        }
        struct Pair: Hashable {
            var s: Entity
            var g: Entity
        }
        let systemSizes = sizes(s), goldSizes = sizes(g)
        var shared: [Pair: Int] = [:]
        for (p, e) in s { if let t = g[p] { shared[Pair(s: e, g: t), default: 0] += 1 } }
        // Sums of integers over common sizes, so that the order of hashing leaves no trace in the result.
        var precise: [Int: Int] = [:], recalled: [Int: Int] = [:]
        for (pair, n) in shared {
            precise[systemSizes[pair.s] ?? 1, default: 0] += n * n
            recalled[goldSizes[pair.g] ?? 1, default: 0] += n * n
        }
        func total(_ parts: [Int: Int]) -> Double { parts.keys.sorted().reduce(0) { $0 + Double(parts[$1] ?? 0) / Double($1) } }
        systemCount = s.count
        goldCount = g.count
        precision = s.isEmpty ? 0 : total(precise) / Double(s.count)
        recall = g.isEmpty ? 0 : total(recalled) / Double(g.count)
    }
}
