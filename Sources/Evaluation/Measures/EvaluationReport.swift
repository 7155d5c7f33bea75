import RecordFiles

/// All documents together.
public struct EvaluationReport: Sendable {
    public static let measureNames = ["mentions", "mentions overlapping", "mentions flat", "mentions nested", "facts", "arguments", "statements"]
    public private(set) var documents: [DocumentScore] = []
    /// Gold documents without records, and records without gold.
    public private(set) var missing: [String] = []
    public private(set) var unknown: [String] = []
    /// Documents whose records aren't of the gold's text.
    public private(set) var strangers: [String] = []
    public private(set) var wrongUnits: [String] = []

    /// Records belong to a gold document by the document's id, or by the file name of its source or id without suffix; a gold name may be the beginning.
    public init(_ gold: GoldSet, _ records: RecordFile, width: Int = 30) {
        let scorer = Scorer(width: width, isCoarse: gold.isCoarse)
        var names: [(key: String, document: Int)] = []
        var seen: Set<String> = []
        func add(_ key: String, _ d: Int) { if !key.isEmpty, seen.insert(key).inserted { names.append((key, d)) } }
        for (i, d) in records.documents.enumerated() {
            add(d.id, i)
            add(d.id.split(separator: "/").last.map(String.init) ?? d.id, i)
            add(d.stem, i)
        }
        var used: Set<Int> = []
        let exact = Dictionary(names.map { ($0.key, $0.document) }, uniquingKeysWith: { a, _ in a })
        for report in gold.reports {
            let at = exact[report.name] ?? names.first { $0.key.hasPrefix(report.name) }?.document
            let document = at.map { records.documents[$0] }
            if let at { used.insert(at) } else { missing.append(report.name) }
            if let document, document.offsets != "codepoint" { wrongUnits.append(report.name) }
            let score = scorer.score(report, document)
            if score.offsetsAll > 0, score.offsetsRight * 2 < score.offsetsAll { strangers.append(report.name) }
            documents.append(score)
        }
        unknown = records.documents.indices.filter { !used.contains($0) }.map { records.documents[$0].id }
    }

    public func counts(_ measure: String) -> Counts { documents.reduce(into: Counts()) { $0 += $1.measures[measure] ?? Counts() } }
    public func interval(_ measure: String) -> (low: Double, high: Double)? { Bootstrap.interval(documents.map { $0.measures[measure] ?? Counts() }) }

    /// Counts by type, in the order of their names.
    public var types: [(name: String, counts: Counts)] {
        var all: [String: Counts] = [:]
        for d in documents { for (k, v) in d.types { all[k, default: Counts()] += v } }
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    public var confusion: [(gold: String, predicted: String, count: Int)] {
        var all: [DocumentScore.Pair: Int] = [:]
        for d in documents { for (k, v) in d.confusion { all[k, default: 0] += v } }
        return all.map { ($0.key.gold, $0.key.predicted, $0.value) }.sorted { ($0.gold, $0.predicted) < ($1.gold, $1.predicted) }
    }

    /// B³ over all named mentions: one that only one side has counts against the other.
    public var coreference: BCubed {
        func all(_ items: KeyPath<DocumentScore, [BCubed.Item]>) -> [BCubed.Item] {
            documents.enumerated().flatMap { n, d in d[keyPath: items].map { BCubed.Item(document: n, bytes: $0.bytes, label: $0.label, entity: $0.entity) } }
        }
        return BCubed(system: all(\.foundEntities), gold: all(\.goldEntities), scope: .all)
    }
    public var attribution: (right: Int, all: Int) { documents.reduce((0, 0)) { ($0.0 + $1.attributionRight, $0.1 + $1.attributionAll) } }
    public var offsets: (right: Int, all: Int) { documents.reduce((0, 0)) { ($0.0 + $1.offsetsRight, $0.1 + $1.offsetsAll) } }
    public var errors: [ErrorLine] { documents.flatMap(\.errors) }
}
