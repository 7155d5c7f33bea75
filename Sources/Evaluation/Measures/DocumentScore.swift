import RecordFiles
import TextModel

/// An error, to be shown as a concordance line.
public struct ErrorLine: Sendable {
    public enum Kind: String, Sendable { case missed, extra, wrong }
    public var kind: Kind
    public var document: String
    /// `mention GPE`, `event Attack`, `statement`
    public var type: String
    public var before: String
    public var text: String
    public var after: String
    public var note: String
}

/// What one document adds to every measure.
public struct DocumentScore: Sendable {
    public var name: String
    /// By measure: mentions, overlap, flat, nested, facts, arguments, statements.
    public var measures: [String: Counts] = [:]
    /// By `mention GPE`, `event Attack` …
    public var types: [String: Counts] = [:]
    /// (gold label or `–`, predicted label or `–`) → count, for spans.
    public var confusion: [Pair: Int] = [:]
    public var errors: [ErrorLine] = []
    public var attributionRight = 0
    public var attributionAll = 0
    public var offsetsRight = 0
    public var offsetsAll = 0
    public var coreference = BCubedSums()

    public struct Pair: Hashable, Sendable {
        public var gold: String
        public var predicted: String
    }

    public init(name: String) { self.name = name }

    mutating func count(_ measure: String, _ keyPath: WritableKeyPath<Counts, Int>, _ n: Int = 1) { measures[measure, default: Counts()][keyPath: keyPath] += n }
    mutating func count(type: String, _ keyPath: WritableKeyPath<Counts, Int>) { types[type, default: Counts()][keyPath: keyPath] += 1 }
}

/// Sums of B³ (Bagga and Baldwin 1998): for every mention the share of its cluster that is right.
public struct BCubedSums: Sendable, Equatable {
    public var precision = 0.0
    public var predicted = 0
    public var recall = 0.0
    public var gold = 0
    public init() {}

    public static func += (a: inout BCubedSums, b: BCubedSums) {
        a.precision += b.precision
        a.predicted += b.predicted
        a.recall += b.recall
        a.gold += b.gold
    }

    public var p: Double { predicted > 0 ? precision / Double(predicted) : 0 }
    public var r: Double { gold > 0 ? recall / Double(gold) : 0 }
    public var f1: Double { p + r > 0 ? 2 * p * r / (p + r) : 0 }

    /// `gold` and `predicted`: mention → cluster. A mention that only one side has counts as wrong on that side.
    public init(gold g: [String: String], predicted p: [String: String]) {
        var goldClusters: [String: Set<String>] = [:], predictedClusters: [String: Set<String>] = [:]
        for (m, c) in g { goldClusters[c, default: []].insert(m) }
        for (m, c) in p { predictedClusters[c, default: []].insert(m) }
        // In a fixed order, so that sums of fractions are the same in every run.
        for m in p.keys.sorted() {
            predicted += 1
            let mine = predictedClusters[p[m]!]!
            if let c = g[m] { precision += Double(mine.intersection(goldClusters[c]!).count) / Double(mine.count) }
        }
        for m in g.keys.sorted() {
            gold += 1
            let mine = goldClusters[g[m]!]!
            if let c = p[m] { recall += Double(mine.intersection(predictedClusters[c]!).count) / Double(mine.count) }
        }
    }
}
