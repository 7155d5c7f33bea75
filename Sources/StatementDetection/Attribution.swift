import TextModel

/// Gives every fact and statement the chain of statements whose content it stands in, outermost first. What the report asserts itself gets none.
///
/// Indirect speech is told in the report's words: what a noun group says on the way (وزير الخارجية الروسي فلان, مدينة كذا السورية) is the report's own.
/// A relation inside indirect content has the chain only where a predicate states it; inside the speaker's quoted words it always has.
public enum Attribution {
    /// Call it when statements and facts are there. Cost: linear in facts and statements for each sentence.
    static func assign(_ analysis: inout Analysis, isPredicate: (Int) -> Bool) {
        guard !analysis.statements.isEmpty else { return }
        let index = index(analysis)
        for i in analysis.statements.indices {
            let s = analysis.statements[i]
            analysis.statements[i].attribution = chain(for: s.cue, content: s.content, except: i, index, &analysis)
        }
        for i in analysis.facts.indices {
            let f = analysis.facts[i]
            let isDescription = f.trigger == nil && !hasPredicate(f.bytes, analysis, isPredicate)
            analysis.facts[i].attribution = chain(for: f.trigger ?? f.bytes, content: nil, except: -1, index, &analysis, quotedOnly: isDescription)
        }
    }

    /// Gives facts the statements in whose content they stand even where a noun group tells them: for those on which sources disagree.
    static func assignSpoken(to facts: [Int], _ analysis: inout Analysis) {
        let index = index(analysis)
        for i in facts where analysis.facts[i].attribution.indices.isEmpty {
            analysis.facts[i].attribution = chain(for: analysis.facts[i].trigger ?? analysis.facts[i].bytes, content: nil, except: -1, index, &analysis)
        }
    }

    private static func index(_ analysis: Analysis) -> Index {
        // Statements in the order of their contents' starts; longer ones first.
        let order = analysis.statements.indices.sorted {
            let a = analysis.statements[$0], b = analysis.statements[$1]
            if a.content.start != b.content.start { return a.content.start < b.content.start }
            if a.content.end != b.content.end { return a.content.end > b.content.end }
            return a.cue.start < b.cue.start
        }
        var longest = 0
        for s in analysis.statements { longest = max(longest, s.content.count) }
        let starts = order.map { analysis.statements[$0].content.start }
        return Index(order: order, starts: starts, longest: longest)
    }

    /// Whether a word between the first and last byte of a fact is a predicate.
    private static func hasPredicate(_ bytes: ByteRange, _ analysis: Analysis, _ isPredicate: (Int) -> Bool) -> Bool {
        var low = 0, high = analysis.tokens.count
        while low < high {
            let mid = (low + high) / 2
            if analysis.tokens[mid].end <= bytes.start { low = mid + 1 } else { high = mid }
        }
        while low < analysis.tokens.count, analysis.tokens[low].start < bytes.end {
            if isPredicate(low) { return true }
            low += 1
        }
        return false
    }

    /// The bytes stand in quoted words of the speaker.
    private static func isQuoted(_ bytes: ByteRange, _ s: Statement, _ analysis: Analysis) -> Bool {
        guard s.form == .direct else { return false }
        // Quotations stand in the order of their openers.
        var low = 0, high = analysis.quotations.count
        while low < high {
            let mid = (low + high) / 2
            if analysis.quotations[mid].bytes.start <= bytes.start { low = mid + 1 } else { high = mid }
        }
        for i in stride(from: low - 1, through: max(low - 8, 0), by: -1) {
            let q = analysis.quotations[i].bytes
            if q.contains(bytes), q.overlaps(s.content), !q.contains(s.cue) { return true }
        }
        return false
    }

    /// Statements by the start of their content, to be entered at a place in the text.
    private struct Index {
        let order: [Int]
        let starts: [UInt32]
        let longest: Int

        /// Positions in `order` of contents that can contain a byte: none begins earlier than the longest content reaches.
        func around(_ byte: UInt32, upTo last: UInt32) -> Range<Int> {
            let low = first { Int($0) + longest >= Int(byte) }
            return low..<max(low, first { $0 > last })
        }

        private func first(_ test: (UInt32) -> Bool) -> Int {
            var low = 0, high = starts.count
            while low < high {
                let mid = (low + high) / 2
                if test(starts[mid]) { high = mid } else { low = mid + 1 }
            }
            return low
        }
    }

    /// Nobody passes words on through more hands.
    private static let deepest = 16

    private static func chain(for bytes: ByteRange, content: ByteRange?, except: Int, _ index: Index, _ analysis: inout Analysis, quotedOnly: Bool = false) -> PoolRange {
        let start = analysis.attributions.count
        for position in index.around(bytes.start, upTo: max(bytes.start, content?.start ?? 0)) {
            if analysis.attributions.count - start >= deepest { break }
            let i = index.order[position]
            let s = analysis.statements[i]
            guard i != except else { continue }
            // Same content: the one whose cue comes later passes on what the earlier one says.
            if let content, content == s.content {
                if s.cue.start < bytes.start, !s.content.contains(bytes), !content.contains(s.cue) { analysis.attributions.append(StatementID(i)) }
                continue
            }
            guard s.content.contains(bytes) else { continue }
            if quotedOnly, !isQuoted(bytes, s, analysis) { continue }
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
