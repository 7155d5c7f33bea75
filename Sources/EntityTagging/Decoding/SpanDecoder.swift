import Lexicons
import TextModel

/// A span that decoding chose.
struct DecodedSpan: Equatable {
    var start: Int
    var end: Int
    var lane: Int
    var score: Float
    /// Index into `SentenceView.explicit`, -1 for spans scored by their words.
    var explicit: Int
    /// Lane of the span directly before, or `Lane.none`.
    var previous: Int
    /// Best score of the same span with another label, or 0 (outside).
    var runnerUp: Float
    var runnerUpLane: Int
}

/// Finds the best set of spans that don't cross: a semi-Markov search, exact, linear in the tokens (times the longest span).
///
/// Semi-Markov segmentation after Sarawagi and Cohen (2004). Ties: the earlier start, then the earlier label in `Lane.labels`.
struct SpanDecoder {
    private var best: [LaneVector] = []
    private var back: [SIMD16<Int32>] = []
    private var backExplicit: [SIMD16<Int32>] = []
    private var into: [LaneVector] = []
    private var intoState: [SIMD16<Int32>] = []
    private var outsideState: [Int32] = []
    private var explicitByStart: [[Int]] = []
    static let impossible: Float = -1e6
    private let lengthMasks: [SIMDMask<SIMD16<Int32>>]

    init() {
        lengthMasks = (1...Lane.longest).map { n in
            var m = SIMDMask<SIMD16<Int32>>(repeating: false)
            for lane in 0..<Lane.count where Lane.maximumLength[lane] >= n { m[lane] = true }
            return m
        }
    }

    /// Decodes the tokens `from ..< to` of a sentence. `outer` is set for the inside of a chosen span: the lane of that span, whose own extent is excluded.
    mutating func decode(_ s: SentenceView, _ scorer: SpanScorer, from: Int, to: Int, outer: Int? = nil) -> [DecodedSpan] {
        let n = to - from
        guard n > 0 else { return [] }
        let rows = scorer.spanRows, weights = scorer.weights
        let low = LaneVector(repeating: SpanDecoder.impossible * 8)
        best = [LaneVector](repeating: low, count: n + 1)
        best[0][Lane.none] = 0
        back = [SIMD16<Int32>](repeating: SIMD16(repeating: -1), count: n + 1)
        backExplicit = back
        into = [LaneVector](repeating: low, count: n + 1)
        intoState = [SIMD16<Int32>](repeating: SIMD16(repeating: 0), count: n + 1)
        outsideState = [Int32](repeating: Int32(Lane.none), count: n + 1)
        while explicitByStart.count < n + 1 { explicitByStart.append([]) }
        for i in 0...n { explicitByStart[i].removeAll(keepingCapacity: true) }
        for (k, x) in s.explicit.enumerated() where x.start >= from && x.end <= to { explicitByStart[x.start - from].append(k) }
        let bias = weights.rows[rows.bias]
        var nestBase = LaneVector(repeating: 0)
        if let outer { nestBase = weights.rows[rows.nestedIn[Int(Lane.labels[outer].rawValue)]] }
        let nameLanes = lengthMasks[0]
        for t in 0..<n {
            let i = from + t
            // Into a span that starts here, from every state.
            var v = low, state = SIMD16<Int32>(repeating: Int32(Lane.none))
            var outside = SpanDecoder.impossible * 8, outsideFrom = Lane.none
            // Outside first: on a tie nothing is tagged.
            for k in 0...Lane.none {
                let q = k == 0 ? Lane.none : k - 1
                let b = best[t][q]
                if b <= SpanDecoder.impossible * 7 { continue }
                let candidate = weights.rows[rows.follows[q]] + b
                let better = candidate .> v
                v.replace(with: candidate, where: better)
                state.replace(with: SIMD16(repeating: Int32(q)), where: better)
                if b > outside { outside = b; outsideFrom = q }
            }
            into[t] = v
            intoState[t] = state
            // Outside.
            if outside > best[t + 1][Lane.none] {
                best[t + 1][Lane.none] = outside
                outsideState[t + 1] = Int32(outsideFrom)
            }
            // Explicit spans.
            for k in explicitByStart[t] {
                let x = s.explicit[k]
                if let outer, x.start == from, x.end == to, x.lane == outer { continue }
                var score = v[x.lane] + x.bonus
                for e in x.evidence { score += weights.rows[e][x.lane] }
                if !x.alone { score += scorer.spanScore(s, x.start, x.end)[x.lane] }
                let end = x.end - from
                if score > best[end][x.lane] {
                    best[end][x.lane] = score
                    back[end][x.lane] = Int32(t)
                    backExplicit[end][x.lane] = Int32(k)
                }
            }
            if scorer.barrier[i] { continue }
            // Spans scored by their words.
            let open = scorer.context[i] + v + bias + nestBase
            var run = scorer.first[i]
            for len in 1...min(Lane.longest, n - t) {
                let j = i + len
                if len > 1 {
                    if scorer.barrier[j - 1] { break }
                    run += scorer.inner[j - 1]
                }
                if outer != nil && i == from && j == to { break }
                var score = open + scorer.closing[j - 1] + weights.rows[rows.length[len - 1]] + scorer.lexical(s, i, j)
                score += len == 1 ? scorer.only[i] : run + scorer.last[j - 1]
                if let outer {
                    if i == from { score += weights.rows[rows.nestedStart[Int(Lane.labels[outer].rawValue)]] }
                    if j == to { score += weights.rows[rows.nestedEnd[Int(Lane.labels[outer].rawValue)]] }
                }
                let allowed = len == 1 ? nameLanes : lengthMasks[len - 1]
                let better = (score .> best[t + len]) .& allowed
                best[t + len].replace(with: score, where: better)
                back[t + len].replace(with: SIMD16(repeating: Int32(t)), where: better)
                backExplicit[t + len].replace(with: SIMD16(repeating: -1), where: better)
            }
        }
        return trace(s, scorer, from, n, outer)
    }

    private func trace(_ s: SentenceView, _ scorer: SpanScorer, _ from: Int, _ n: Int, _ outer: Int?) -> [DecodedSpan] {
        var out: [DecodedSpan] = []
        var t = n
        var state = Lane.none
        var top = best[n][Lane.none]
        for q in 0..<Lane.none where best[n][q] > top { top = best[n][q]; state = q }
        while t > 0 {
            if state == Lane.none {
                state = Int(outsideState[t])
                t -= 1
                continue
            }
            let start = Int(back[t][state])
            guard start >= 0 else { break }
            let x = Int(backExplicit[t][state])
            let previous = Int(intoState[start][state])
            var span = DecodedSpan(start: from + start, end: from + t, lane: state, score: best[t][state] - best[start][previous], explicit: x,
                                   previous: previous, runnerUp: 0, runnerUpLane: Lane.none)
            if x < 0 || !s.explicit[x].alone {
                let all = scorer.spanScore(s, span.start, span.end)
                for lane in 0..<Lane.count where lane != state && all[lane] > span.runnerUp {
                    span.runnerUp = all[lane]
                    span.runnerUpLane = lane
                }
            }
            out.append(span)
            t = start
            state = previous
        }
        return out.reversed()
    }
}
