import RecordReading

/// Places for a drawing of who holds which post where: persons in the right column, organisations in the middle, places on the left.
///
/// Columns keep the drawing readable without a layout engine, and the same records always give the same drawing: rows are ordered by the mean row of
/// their neighbours, a few passes, ties by name.
struct RelationLayout {
    struct Point {
        var x: Int
        var y: Int
    }

    struct Node {
        var name: String
        var label: String
        var column: Int
        var x = 0
        var y = 0
    }

    struct Edge {
        var from: Int
        var to: Int
        var text: String
        var isDisputed: Bool
        var points: [Point] = []
        var label = Point(x: 0, y: 0)
    }

    static let width = 1040, nodeWidth = 230, nodeHeight = 36, gap = 22, top = 34
    private static let maximumEdges = 120, maximumRows = 40

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var omitted = 0
    var hasDisputes: Bool { edges.contains(where: \.isDisputed) }
    private(set) var height = 0

    static func x(of column: Int) -> Int { [width - nodeWidth - 4, (width - nodeWidth) / 2, 4][column] }

    init(_ dossier: Dossier) {
        var indices: [[UInt8]: Int] = [:]
        var rows = [0, 0, 0]
        var labels: [[UInt8]: String] = [:]
        for entity in dossier.entities { labels[Array(entity.key.utf8)] = entity.label }
        var disputed: Set<String> = []
        for conflict in dossier.conflicts where conflict.attribute == "position_held" {
            for value in conflict.values { disputed.insert(conflict.subject + "\u{1}" + (value.key ?? value.value)) }
        }
        func column(_ label: String) -> Int { label == "PERS" ? 0 : ["GPE", "LOC", "FAC"].contains(label) ? 2 : 1 }
        // Facts with most sources are drawn first, so that they aren't the ones left out.
        let facts = dossier.facts.indices.filter { !dossier.facts[$0].isEvent && dossier.facts[$0].supportCount > 0 }
            .sorted { (-dossier.facts[$0].supportCount, $0) < (-dossier.facts[$1].supportCount, $1) }
        for i in facts {
            let fact = dossier.facts[i]
            let named = fact.args.filter { $0.key != nil }
            guard let subject = named.first(where: { ["person", "member", "part", "subject"].contains($0.role) }),
                  let object = named.first(where: { $0.key != subject.key }) else { continue }
            let ends = [subject, object].map { arg in (arg, column(labels[Array(arg.key!.utf8)] ?? "ORG")) }
            let fresh = ends.filter { indices[Array($0.0.key!.utf8)] == nil }
            if edges.count == RelationLayout.maximumEdges || fresh.contains(where: { rows[$0.1] >= RelationLayout.maximumRows }) {
                omitted += 1
                continue
            }
            for (arg, column) in fresh {
                indices[Array(arg.key!.utf8)] = nodes.count
                rows[column] += 1
                nodes.append(Node(name: arg.text, label: labels[Array(arg.key!.utf8)] ?? "ORG", column: column))
            }
            let role = fact.args.first { ["role", "rank", "kind"].contains($0.role) }?.text
            let pair = object.key! + "\u{1}" + subject.key!
            let text = role ?? ReportWords.relation(fact.predicate)
            let isDisputed = fact.predicate == "position_held" && disputed.contains(pair)
            let from = indices[Array(subject.key!.utf8)]!, to = indices[Array(object.key!.utf8)]!
            // Two relations of one pair are one line.
            if let k = edges.firstIndex(where: { $0.from == from && $0.to == to }) {
                if !edges[k].text.contains(text) { edges[k].text += "، " + text }
                edges[k].isDisputed = edges[k].isDisputed || isDisputed
                continue
            }
            edges.append(Edge(from: from, to: to, text: text, isDisputed: isDisputed))
        }
        place()
    }

    private mutating func place() {
        var order: [[Int]] = [[], [], []]
        for i in nodes.indices { order[nodes[i].column].append(i) }
        var row = [Double](repeating: 0, count: nodes.count)
        for column in order { for (r, i) in column.enumerated() { row[i] = Double(r) } }
        for pass in 0..<8 {
            for c in pass % 2 == 0 ? [1, 2, 0] : [1, 0, 2] {
                var mean: [Int: Double] = [:]
                for i in order[c] {
                    let near = edges.compactMap { $0.from == i ? $0.to : $0.to == i ? $0.from : nil }.filter { nodes[$0].column != c }
                    mean[i] = near.isEmpty ? row[i] : near.reduce(0) { $0 + row[$1] } / Double(near.count)
                }
                order[c].sort { (mean[$0]!, nodes[$0].name, $0) < (mean[$1]!, nodes[$1].name, $1) }
                for (r, i) in order[c].enumerated() { row[i] = Double(r) }
            }
        }
        let step = RelationLayout.nodeHeight + RelationLayout.gap
        let most = order.map(\.count).max() ?? 0
        height = RelationLayout.top + most * step
        for (c, column) in order.enumerated() {
            let spare = (most - column.count) * step
            for (r, i) in column.enumerated() {
                nodes[i].x = RelationLayout.x(of: c)
                nodes[i].y = RelationLayout.top + r * step + (column.isEmpty ? 0 : spare * (2 * r + 1) / (2 * column.count))
            }
        }
        // Labels of edges that end at one node are spread along their edges.
        var seen: [Int: Int] = [:]
        for k in edges.indices {
            let a = nodes[edges[k].from], b = nodes[edges[k].to]
            let y1 = a.y + RelationLayout.nodeHeight / 2, y2 = b.y + RelationLayout.nodeHeight / 2
            if a.column == b.column {
                // Around the side that faces the next column.
                let side = a.column == 2 ? a.x + RelationLayout.nodeWidth : a.x
                let out = a.column == 2 ? 70 : -70
                edges[k].points = [Point(x: side, y: y1), Point(x: side + out, y: y1), Point(x: side + out, y: y2), Point(x: side, y: y2)]
                edges[k].label = Point(x: side + out * 3 / 4, y: (y1 + y2) / 2 + 4)
                continue
            }
            let isLeftward = a.x > b.x
            let x1 = isLeftward ? a.x : a.x + RelationLayout.nodeWidth, x2 = isLeftward ? b.x + RelationLayout.nodeWidth : b.x
            let bend = (x2 - x1) / 2
            edges[k].points = [Point(x: x1, y: y1), Point(x: x1 + bend, y: y1), Point(x: x2 - bend, y: y2), Point(x: x2, y: y2)]
            let number = seen[edges[k].from, default: 0]
            seen[edges[k].from] = number + 1
            // A line that passes behind the middle column has its words before it.
            let t = abs(a.column - b.column) == 2 ? 0.17 : [0.5, 0.36, 0.64, 0.28, 0.72][number % 5]
            edges[k].label = RelationLayout.point(edges[k].points, at: t)
            edges[k].label.y -= 4
        }
    }

    private static func point(_ p: [Point], at t: Double) -> Point {
        let u = 1 - t
        func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int {
            let first = u * u * u * Double(a) + 3 * u * u * t * Double(b)
            return Int((first + 3 * u * t * t * Double(c) + t * t * t * Double(d)).rounded())
        }
        return Point(x: mix(p[0].x, p[1].x, p[2].x, p[3].x), y: mix(p[0].y, p[1].y, p[2].y, p[3].y))
    }

    /// The first so many characters.
    static func shortened(_ text: String, _ limit: Int) -> String { text.count > limit ? text.prefix(limit - 1) + "…" : text }
}
