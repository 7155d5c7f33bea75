#if canImport(Glibc)
import Glibc
#endif
import TextModel

/// All candidate spans of a region with their scores, and sums over all ways to choose among them (forward and backward, in logarithms).
struct SpanLattice {
    static let never: Float = -1e5

    private(set) var n = 0
    /// `scores[t * Lane.longest + len - 1]`
    private var scores: [LaneVector] = []
    private var explicit: [(start: Int, end: Int, lane: Int, score: Float, index: Int)] = []
    private var forward: [LaneVector] = []
    private var backward: [LaneVector] = []
    private var into: [LaneVector] = []
    private var from: [LaneVector] = []
    private var follow: [LaneVector] = []
    private var total: Float = 0

    static let none = LaneVector(repeating: never)

    /// Scores all candidates as the decoder does.
    mutating func fill(_ s: SentenceView, _ scorer: SpanScorer, from start: Int, to end: Int, outer: Int?, enabled: SIMD16<Int32>) {
        n = end - start
        let rows = scorer.spanRows, weights = scorer.weights
        scores = [LaneVector](repeating: SpanLattice.none, count: n * Lane.longest)
        follow = rows.follows.map { weights.rows[$0] }
        var bias = weights.rows[rows.bias]
        if let outer { bias += weights.rows[rows.nestedIn[Int(Lane.labels[outer].rawValue)]] }
        for t in 0..<n {
            let i = start + t
            if scorer.barrier[i] { continue }
            let open = scorer.words[i].context + bias
            var run = scorer.words[i].first
            for len in 1...min(Lane.longest, n - t) {
                let j = i + len
                if len > 1 {
                    if scorer.barrier[j - 1] { break }
                    run += scorer.words[j - 1].inner
                }
                if outer != nil && t == 0 && len == n { break }
                var score = open + scorer.words[j - 1].closing + weights.rows[rows.length[len - 1]] + scorer.lexical(s, i, j)
                score += len == 1 ? scorer.words[i].only : run + scorer.words[j - 1].last
                if let outer {
                    if t == 0 { score += weights.rows[rows.nestedStart[Int(Lane.labels[outer].rawValue)]] }
                    if j == end { score += weights.rows[rows.nestedEnd[Int(Lane.labels[outer].rawValue)]] }
                }
                for lane in 0..<16 where lane >= Lane.count || Lane.maximumLength[lane] < len || enabled[lane] == 0 { score[lane] = SpanLattice.never }
                scores[t * Lane.longest + len - 1] = score
            }
        }
        explicit.removeAll(keepingCapacity: true)
        for (k, x) in s.explicit.enumerated() where x.start >= start && x.end <= end {
            if x.lane < Lane.count && enabled[x.lane] == 0 { continue }
            var score = x.bonus
            for e in x.evidence { score += weights.rows[e][x.lane] }
            if !x.alone { score += scorer.spanScore(s, x.start, x.end)[x.lane] }
            explicit.append((x.start - start, x.end - start, x.lane, score, k))
        }
        base = start
        covered = []
    }

    private var base = 0
    private var covered: [Bool] = []

    /// Forbids what disagrees with gold.
    mutating func restrict(_ c: DecodingConstraint, _ s: SentenceView) {
        covered = (0..<n).map { c.covered[base + $0] }
        for t in 0..<n {
            var touches = false
            for len in 1...min(Lane.longest, n - t) {
                touches = touches || covered[t + len - 1]
                let gold = c.gold[SIMD2(Int32(base + t), Int32(base + t + len))]
                for lane in 0..<Lane.count where (touches || c.supervised[lane] != 0) && (gold?[lane] ?? 0) == 0 {
                    if lane == 1 && !touches && c.openOrganisations[base + t] { continue }
                    scores[t * Lane.longest + len - 1][lane] = SpanLattice.never
                }
            }
        }
        explicit.removeAll { x in
            let isGold = (c.gold[SIMD2(Int32(base + x.start), Int32(base + x.end))]?[x.lane] ?? 0) != 0
            return !isGold && (covered[x.start..<x.end].contains(true) || c.supervised[x.lane] != 0)
        }
    }

    @inline(__always) static func plus(_ a: Float, _ b: Float) -> Float {
        let high = max(a, b), low = min(a, b)
        return low < high - 20 ? high : high + log1pf(expf(low - high))
    }

    static func plus(_ a: LaneVector, _ b: LaneVector) -> LaneVector {
        var v = LaneVector(repeating: never)
        for k in 0...Lane.none { v[k] = plus(a[k], b[k]) }
        return v
    }

    /// Sums over all analyses; returns the logarithm of the total.
    mutating func run(_ scorer: SpanScorer) -> Float {
        forward = [LaneVector](repeating: SpanLattice.none, count: n + 1)
        backward = forward
        into = forward
        from = forward
        forward[0][Lane.none] = 0
        for t in 0..<n {
            var v = SpanLattice.none, outside = SpanLattice.never
            for q in 0...Lane.none where forward[t][q] > SpanLattice.never / 2 {
                v = SpanLattice.plus(v, follow[q] + forward[t][q])
                outside = SpanLattice.plus(outside, forward[t][q])
            }
            into[t] = v
            if covered.isEmpty || !covered[t] { forward[t + 1][Lane.none] = SpanLattice.plus(forward[t + 1][Lane.none], outside) }
            for len in 1...min(Lane.longest, n - t) {
                let s = scores[t * Lane.longest + len - 1]
                if s.max() > SpanLattice.never / 2 { forward[t + len] = SpanLattice.plus(forward[t + len], v + s) }
            }
            for x in explicit where x.start == t { forward[x.end][x.lane] = SpanLattice.plus(forward[x.end][x.lane], v[x.lane] + x.score) }
        }
        total = SpanLattice.never
        for q in 0...Lane.none { total = SpanLattice.plus(total, forward[n][q]) }
        for q in 0...Lane.none { backward[n][q] = 0 }
        for t in stride(from: n - 1, through: 0, by: -1) {
            var v = SpanLattice.none
            for len in 1...min(Lane.longest, n - t) {
                let s = scores[t * Lane.longest + len - 1]
                if s.max() > SpanLattice.never / 2 { v = SpanLattice.plus(v, s + backward[t + len]) }
            }
            for x in explicit where x.start == t { v[x.lane] = SpanLattice.plus(v[x.lane], x.score + backward[x.end][x.lane]) }
            from[t] = v
            let outside = covered.isEmpty || !covered[t] ? backward[t + 1][Lane.none] : SpanLattice.never
            for q in 0...Lane.none {
                var b = outside
                let f = follow[q] + v
                for lane in 0...Lane.value where f[lane] > SpanLattice.never / 2 { b = SpanLattice.plus(b, f[lane]) }
                backward[t][q] = b
            }
        }
        return total
    }

    private func probability(_ x: LaneVector) -> LaneVector? {
        let d = x - total
        guard d.max() > -9 else { return nil }
        var v = LaneVector(repeating: 0)
        for lane in 0...Lane.value where d[lane] > -9 { v[lane] = min(expf(d[lane]), 1) }
        return v
    }

    /// Lengths and probabilities of the spans that start at `t`; those under about 1 in 8,000 are left out.
    func marginals(_ t: Int) -> [(Int, LaneVector)] {
        var out: [(Int, LaneVector)] = []
        for len in 1...min(Lane.longest, n - t) {
            let s = scores[t * Lane.longest + len - 1]
            if s.max() <= SpanLattice.never / 2 { continue }
            if let p = probability(into[t] + s + backward[t + len]) { out.append((len, p)) }
        }
        return out
    }

    func explicitMarginals(_ t: Int) -> [(Int, Float)] {
        explicit.filter { $0.start == t }.compactMap { x in
            let d = into[t][x.lane] + x.score + backward[x.end][x.lane] - total
            return d > -9 ? (x.index, min(expf(d), 1)) : nil
        }
    }

    /// Probability that a span starts at `t` behind state `q`, by lane.
    func follows(_ t: Int, _ q: Int) -> LaneVector {
        guard forward[t][q] > SpanLattice.never / 2 else { return LaneVector(repeating: 0) }
        return probability(follow[q] + from[t] + forward[t][q]) ?? LaneVector(repeating: 0)
    }
}
