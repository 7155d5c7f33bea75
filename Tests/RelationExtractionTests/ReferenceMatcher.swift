import Lexicons
import ModelStorage
import TextModel

@testable import RelationExtraction

/// The language's meaning, written down without regard to time: all ways to match elements from the anchor outwards, by recursion.
///
/// Shares only the tests of single tokens and mentions with the matcher; order, gaps, repeats, any-order and captures are its own.
struct ReferenceMatcher {
    struct Way: Hashable {
        var position: Int
        var roles: Int
        var skipped: Int
        /// `role:start-end`, sorted at the end.
        var captures: [String]

        func better(than other: Way) -> Bool { (-roles, skipped) < (-other.roles, other.skipped) }
    }

    let view: MatchView
    /// Numbers of word tests and proclitic conditions, as the compiler gave them.
    let leaf: (Element, Int, Bool, MatchView, Bool) -> [(Int, [(Int, Int)])]

    /// All ways of one element from a position, forwards or backwards.
    func ways(_ e: Element, _ w: Way, _ forward: Bool, isOpen: Bool, capture: String? = nil) -> [Way] {
        switch e.kind {
        case .word, .mention, .nounGroup, .any, .mark:
            return leaf(e, w.position, forward, view, isOpen).map { end, spans in
                var next = w
                next.position = end
                if let capture {
                    next.roles += 1
                    next.captures += spans.map { "\(capture):\($0.0)-\($0.1)" }
                }
                return next
            }
        case .gap(let gap):
            var out: [Way] = []
            var now = w
            var left = gap.limit ?? Int.max
            while true {
                if gap.bound == .clause && !view.isSameClause(around: now.position) { break }
                if !view.input.isInsideName[now.position] { out.append(now) }
                let t = forward ? now.position : now.position - 1
                if left == 0 || t < Int(view.input.sentence.start) || t >= Int(view.input.sentence.end) { break }
                now.position += forward ? 1 : -1
                now.skipped += 1
                left -= 1
            }
            return out
        case .sequence(let parts): return sequence(parts, w, forward, isOpen: isOpen)
        case .choice(let parts): return unique(parts.flatMap { ways($0, w, forward, isOpen: isOpen, capture: capture) })
        case .repeated(let inner, let minimum, let maximum):
            var out: [Way] = minimum == 0 ? [w] : []
            var now = [w]
            for i in 0..<maximum {
                now = unique(now.flatMap { ways(inner, $0, forward, isOpen: isOpen && i == 0, capture: capture) })
                if i + 1 >= minimum { out += now }
            }
            return unique(out)
        case .capture(let role, let inner):
            if inner.isLeaf { return ways(inner, w, forward, isOpen: isOpen, capture: role) }
            return ways(inner, w, forward, isOpen: isOpen).map { end in
                var next = end
                next.roles += 1
                next.captures.append("\(role):\(min(w.position, end.position))-\(max(w.position, end.position))")
                return next
            }
        case .anyOrder(let items, let gap): return anyOrder(items, gap, w, forward, isFirst: true)
        }
    }

    func sequence(_ parts: [Element], _ w: Way, _ forward: Bool, isOpen: Bool) -> [Way] {
        var now = [w]
        for i in forward ? Array(parts.indices) : parts.indices.reversed() {
            now = unique(now.flatMap { ways(parts[i], $0, forward, isOpen: i == 0 ? isOpen : parts[i - 1].isGap) })
        }
        return now
    }

    private func anyOrder(_ items: [Element], _ gap: Gap, _ w: Way, _ forward: Bool, isFirst: Bool) -> [Way] {
        var out: [Way] = items.allSatisfy(\.isOptional) ? [w] : []
        let starts = isFirst ? [w] : ways(Element(.gap(gap), SourcePlace(line: 0, column: 0)), w, forward, isOpen: false)
        for i in items.indices {
            var rest = items
            rest.remove(at: i)
            for s in starts { for found in ways(items[i].withoutOption, s, forward, isOpen: true) { out += anyOrder(rest, gap, found, forward, isFirst: false) } }
        }
        return unique(out)
    }

    private func unique(_ ways: [Way]) -> [Way] {
        var seen: Set<Way> = []
        return ways.filter { seen.insert($0).inserted }
    }
}
