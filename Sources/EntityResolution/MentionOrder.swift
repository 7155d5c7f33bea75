import TextModel

/// Keeps mentions in text order, an outer one before those inside it.
enum MentionOrder {
    /// Merges new mentions into an analysis that holds no facts yet; `nestedIn` of all is set anew.
    static func insert(_ added: [Mention], into analysis: inout Analysis) {
        var all = analysis.mentions
        all.append(contentsOf: added)
        let order = all.indices.sorted { a, b in
            (all[a].bytes.start, ~all[a].bytes.end, a) < (all[b].bytes.start, ~all[b].bytes.end, b)
        }
        analysis.mentions.removeAll(keepingCapacity: true)
        var open: [Int] = []
        for (n, i) in order.enumerated() {
            var m = all[i]
            while let top = open.last, analysis.mentions[top].bytes.end <= m.bytes.start { open.removeLast() }
            m.nestedIn = open.last { analysis.mentions[$0].bytes.contains(m.bytes) }.map { MentionID($0) }
            analysis.mentions.append(m)
            open.append(n)
        }
    }
}
