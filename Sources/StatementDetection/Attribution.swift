import TextModel

/// Gives every fact and statement the chain of statements whose content it stands in, outermost first. What the report asserts itself gets none.
public enum Attribution {
    /// Call it when statements and facts are there. Cost: linear in facts and statements for each sentence.
    public static func assign(_ analysis: inout Analysis) {
        guard !analysis.statements.isEmpty else { return }
        // Statements in the order of their contents' starts; longer ones first.
        let order = analysis.statements.indices.sorted {
            let a = analysis.statements[$0], b = analysis.statements[$1]
            if a.content.start != b.content.start { return a.content.start < b.content.start }
            if a.content.end != b.content.end { return a.content.end > b.content.end }
            return a.cue.start < b.cue.start
        }
        for i in analysis.statements.indices {
            let s = analysis.statements[i]
            analysis.statements[i].attribution = chain(for: s.cue, content: s.content, except: i, order, &analysis)
        }
        for i in analysis.facts.indices {
            let f = analysis.facts[i]
            analysis.facts[i].attribution = chain(for: f.trigger ?? f.bytes, content: nil, except: -1, order, &analysis)
        }
    }

    private static func chain(for bytes: ByteRange, content: ByteRange?, except: Int, _ order: [Int], _ analysis: inout Analysis) -> PoolRange {
        let start = analysis.attributions.count
        for i in order {
            let s = analysis.statements[i]
            if s.content.start > max(bytes.start, content?.start ?? 0) { break }
            guard i != except else { continue }
            // Same content: the one whose cue comes later passes on what the earlier one says.
            if let content, content == s.content {
                if s.cue.start < bytes.start, !s.content.contains(bytes), !content.contains(s.cue) { analysis.attributions.append(StatementID(i)) }
                continue
            }
            guard s.content.contains(bytes) else { continue }
            // What tells the speaker of an inserted cue is the report's.
            if s.content.contains(s.cue) {
                var zone = s.cue
                for a in s.arguments.indices { zone = ByteRange(min(zone.start, analysis.arguments[a].bytes.start), max(zone.end, analysis.arguments[a].bytes.end)) }
                if zone.contains(bytes) { continue }
            }
            analysis.attributions.append(StatementID(i))
        }
        // Same-content statements of an inserted نقلا عن begin behind the fact's other sources in order already.
        return analysis.attributions.count > start ? PoolRange(start, analysis.attributions.count) : .empty
    }
}
