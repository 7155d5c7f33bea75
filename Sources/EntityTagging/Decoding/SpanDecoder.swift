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
/// Semi-Markov segmentation after Sarawagi and Cohen (2004). Ties: the earlier start, then the earlier label in `Lane.labels`. Only the best sums are kept on
/// the way; which span made a sum is worked out again for those that are chosen, by the same additions in the same order.
struct SpanDecoder {
    /// Best sum of the tokens before `t` where the last of them ends a span of a lane, or is outside (`Lane.none`).
    private var best: [LaneVector] = []
    /// Best sum before a span that starts at `t`, by its lane, with the evidence of what precedes it.
    private var into: [LaneVector] = []
    /// The most that words from `t` on add to a span that began before them.
    private var rest: [LaneVector] = []
    /// Indices of the explicit spans inside, by start.
    private var explicit: [Int] = []
    static let impossible: Float = -1e6
    private static let low = LaneVector(repeating: impossible * 8)

    /// Decodes the tokens `from ..< to` of a sentence. `outer` is set for the inside of a chosen span: the lane of that span, whose own extent is excluded.
    mutating func decode(_ s: SentenceView, _ scorer: SpanScorer, from: Int, to: Int, outer: Int? = nil) -> [DecodedSpan] {
        let n = to - from
        guard n > 0 else { return [] }
        best.removeAll(keepingCapacity: true)
        into.removeAll(keepingCapacity: true)
        for _ in 0...n {
            best.append(SpanDecoder.low)
            into.append(SpanDecoder.low)
        }
        best[0][Lane.none] = 0
        let isBounded = outer == nil && n > 1
        if isBounded { bound(s, scorer, from, n) }
        let rest = isBounded ? self.rest : []
        explicit.removeAll(keepingCapacity: true)
        for (k, x) in s.explicit.enumerated() where x.start >= from && x.end <= to { explicit.append(k) }
        if explicit.count > 1 { explicit.sort { (s.explicit[$0].start, $0) < (s.explicit[$1].start, $1) } }
        let region = Region(from: from, to: to, outer: outer, scorer)
        let explicit = explicit
        best.withUnsafeMutableBufferPointer { best in
            into.withUnsafeMutableBufferPointer { into in
                scorer.withSums { sums in SpanDecoder.fill(s, scorer, sums, region, explicit, rest, best, into) }
            }
        }
        return trace(s, scorer, region)
    }

    /// What is the same for all spans of one search.
    private struct Region {
        let from: Int, to: Int, outer: Int?
        let bias: LaneVector, nestBase: LaneVector, nestStart: LaneVector, nestEnd: LaneVector

        init(from: Int, to: Int, outer: Int?, _ scorer: SpanScorer) {
            self.from = from
            self.to = to
            self.outer = outer
            let rows = scorer.spanRows, weights = scorer.weights
            bias = weights.rows[rows.bias]
            let zero = LaneVector(repeating: 0)
            nestBase = outer.map { weights.rows[rows.nestedIn[Int(Lane.labels[$0].rawValue)]] } ?? zero
            nestStart = outer.map { weights.rows[rows.nestedStart[Int(Lane.labels[$0].rawValue)]] } ?? zero
            nestEnd = outer.map { weights.rows[rows.nestedEnd[Int(Lane.labels[$0].rawValue)]] } ?? zero
        }
    }

    private static func fill(_ s: SentenceView, _ scorer: SpanScorer, _ sums: SpanScorer.Sums, _ region: Region, _ explicit: [Int],
                             _ rest: [LaneVector], _ best: UnsafeMutableBufferPointer<LaneVector>, _ into: UnsafeMutableBufferPointer<LaneVector>) {
        let from = region.from, n = region.to - region.from
        var nextExplicit = 0
        for t in 0..<n {
            let i = from + t
            let (v, outside) = enter(best[t], scorer)
            into[t] = v
            if outside > best[t + 1][Lane.none] { best[t + 1][Lane.none] = outside }
            while nextExplicit < explicit.count, s.explicit[explicit[nextExplicit]].start == i {
                let x = s.explicit[explicit[nextExplicit]]
                nextExplicit += 1
                guard let score = explicitScore(x, v, s, scorer, region) else { continue }
                if score > best[x.end - from][x.lane] { best[x.end - from][x.lane] = score }
            }
            if sums.barrier[i] { continue }
            // Spans scored by their words.
            let open = sums.words[i].context + v + region.bias + region.nestBase
            var run = sums.words[i].first
            if !rest.isEmpty, !scorer.hasEntries(i), isHopeless(open, s, scorer, sums, rest, i, t, n, best[t][Lane.none]) { continue }
            for len in 1...min(Lane.longest, n - t) {
                let j = i + len
                if len > 1 {
                    if sums.barrier[j - 1] { break }
                    run += sums.words[j - 1].inner
                }
                if region.outer != nil && i == from && j == region.to { break }
                let score = wordScore(s, scorer, sums, region, open, run, i, len)
                let old = best[t + len]
                // One comparison, used once: a vector maximum.
                best[t + len].replace(with: score, where: score .> old)
            }
        }
    }

    /// Fills `rest` from the end of the sentence on.
    private mutating func bound(_ s: SentenceView, _ scorer: SpanScorer, _ from: Int, _ n: Int) {
        let never = LaneVector(repeating: -.infinity)
        rest.removeAll(keepingCapacity: true)
        rest.append(contentsOf: repeatElement(never, count: n + 1))
        rest.withUnsafeMutableBufferPointer { rest in
            scorer.withSums { sums in
                for t in stride(from: n - 1, through: 0, by: -1) where !sums.barrier[from + t] {
                    var v = rest[t + 1]
                    let ended = sums.words[from + t].last + sums.words[from + t].closing + scorer.endGain(s, from + t + 1), going = v
                    v.replace(with: ended, where: ended .> going)
                    rest[t] = v + sums.words[from + t].inner
                }
            }
        }
    }

    /// True where no span that starts here can come near the sum of nothing, from which its words take nothing away: then no way through it is the best one.
    @inline(__always) private static func isHopeless(_ open: LaneVector, _ s: SentenceView, _ scorer: SpanScorer, _ sums: SpanScorer.Sums, _ rest: [LaneVector], _ i: Int,
                                                     _ t: Int, _ n: Int, _ none: Float) -> Bool {
        var v = sums.words[i].first + rest[t + 1]
        let single = sums.words[i].only + sums.words[i].closing + scorer.endGain(s, i + 1), longer = v
        v.replace(with: single, where: single .> longer)
        v += open + scorer.longestGain + scorer.startGain(i) + scorer.reach
        // Lanes from 12 on are minus infinity by `longestGain`.
        let a = v.lowHalf, b = v.highHalf
        var half = a
        half.replace(with: b, where: b .> a)
        let c = half.lowHalf, d = half.highHalf
        var quarter = c
        quarter.replace(with: d, where: d .> c)
        let floor = none - abs(none) * 1e-4 - 0.01
        return quarter[0] < floor && quarter[1] < floor && quarter[2] < floor && quarter[3] < floor
    }

    /// Sums before a span that starts here, and before a word outside; on a tie nothing is tagged.
    @inline(__always) private static func enter(_ b: LaneVector, _ scorer: SpanScorer) -> (LaneVector, outside: Float) {
        let none = b[Lane.none]
        var v = SpanDecoder.low
        var outside = SpanDecoder.impossible * 8
        if none > SpanDecoder.impossible * 7 {
            let candidate = scorer.weights.rows[scorer.follows[Lane.none]] + none
            v.replace(with: candidate, where: candidate .> v)
            outside = none
        }
        // Most sums are so far below the one of nothing that no evidence of what follows can bring them back.
        let floor = none - abs(none) * 1e-4 - 0.01
        for q in 0..<Lane.none {
            let x = b[q]
            if x <= SpanDecoder.impossible * 7 || x + scorer.reach[q] < floor { continue }
            let candidate = scorer.weights.rows[scorer.follows[q]] + x
            let old = v
            v.replace(with: candidate, where: candidate .> old)
            if x > outside { outside = x }
        }
        return (v, outside)
    }

    /// The state before a span of a lane that starts at `t`, or before a word outside: that of the best sum, outside first.
    private func previous(_ t: Int, _ lane: Int, _ scorer: SpanScorer) -> Int {
        var state = Lane.none
        var top = SpanDecoder.impossible * 8
        let sums = best[t]
        for k in 0...Lane.none {
            let q = k == 0 ? Lane.none : k - 1
            let x = sums[q]
            if x <= SpanDecoder.impossible * 7 { continue }
            let sum = lane == Lane.none ? x : scorer.weights.rows[scorer.follows[q]][lane] + x
            if sum > top { top = sum; state = q }
        }
        return state
    }

    /// Sum up to the end of an explicit span; nil where it is the outer span itself.
    private static func explicitScore(_ x: ExplicitSpan, _ v: LaneVector, _ s: SentenceView, _ scorer: SpanScorer, _ region: Region) -> Float? {
        if let outer = region.outer, x.start == region.from, x.end == region.to, x.lane == outer { return nil }
        var score = v[x.lane] + x.bonus
        for e in x.evidence { score += scorer.weights.rows[e][x.lane] }
        if !x.alone { score += scorer.spanScore(s, x.start, x.end)[x.lane] }
        return score
    }

    /// Sums up to the end of the span of `len` words from `i`. `open`: with all before the span; `run`: the words but the last.
    @inline(__always) private static func wordScore(_ s: SentenceView, _ scorer: SpanScorer, _ sums: SpanScorer.Sums, _ region: Region, _ open: LaneVector,
                                             _ run: LaneVector, _ i: Int, _ len: Int) -> LaneVector {
        let j = i + len
        var score = open + sums.words[j - 1].closing + sums.lengths[len - 1]
        if scorer.hasLexical(i, j) { score += scorer.lexical(s, i, j) }
        score += len == 1 ? sums.words[i].only : run + sums.words[j - 1].last
        if region.outer != nil {
            if i == region.from { score += region.nestStart }
            if j == region.to { score += region.nestEnd }
        }
        return score
    }

    private func trace(_ s: SentenceView, _ scorer: SpanScorer, _ region: Region) -> [DecodedSpan] {
        var out: [DecodedSpan] = []
        var t = region.to - region.from
        var state = Lane.none
        var top = best[t][Lane.none]
        for q in 0..<Lane.none where best[t][q] > top { top = best[t][q]; state = q }
        while t > 0 {
            if state == Lane.none {
                t -= 1
                state = previous(t, Lane.none, scorer)
                continue
            }
            guard let (start, x) = scorer.withSums({ maker(of: state, endingAt: t, s, scorer, $0, region) }) else { break }
            let before = previous(start, state, scorer)
            var span = DecodedSpan(start: region.from + start, end: region.from + t, lane: state, score: best[t][state] - best[start][before], explicit: x,
                                   previous: before, runnerUp: 0, runnerUpLane: Lane.none)
            if x < 0 || !s.explicit[x].alone {
                let all = scorer.spanScore(s, span.start, span.end)
                for lane in 0..<Lane.count where lane != state && all[lane] > span.runnerUp {
                    span.runnerUp = all[lane]
                    span.runnerUpLane = lane
                }
            }
            out.append(span)
            t = start
            state = before
        }
        return out.reversed()
    }

    /// The span that made the best sum of a lane at `t`: the first of those with that sum, in the order of the search.
    private func maker(of lane: Int, endingAt t: Int, _ s: SentenceView, _ scorer: SpanScorer, _ sums: SpanScorer.Sums, _ region: Region) -> (start: Int, explicit: Int)? {
        let sum = best[t][lane], from = region.from
        var found: (start: Int, explicit: Int)?
        for k in explicit where s.explicit[k].end == from + t && s.explicit[k].lane == lane {
            let start = s.explicit[k].start - from
            if SpanDecoder.explicitScore(s.explicit[k], into[start], s, scorer, region) == sum { found = (start, k); break }
        }
        // Words count only where an earlier start, or no explicit span, made it.
        // An explicit span (a value) may be longer than any that words make.
        let latest = min(t, found?.start ?? t)
        for start in min(max(0, t - Lane.longest), latest)..<latest {
            if (start..<t).contains(where: { sums.barrier[from + $0] }) || (region.outer != nil && start == 0 && from + t == region.to) { continue }
            // One lane of what `wordScore` adds up, in the same order.
            let i = from + start, j = from + t
            var score = sums.words[i].context[lane] + into[start][lane] + region.bias[lane] + region.nestBase[lane]
            score = score + sums.words[j - 1].closing[lane] + sums.lengths[t - start - 1][lane]
            if scorer.hasLexical(i, j) { score += scorer.lexical(s, i, j)[lane] }
            if t - start == 1 {
                score += sums.words[i].only[lane]
            } else {
                var run = sums.words[i].first[lane]
                for k in (i + 1)..<j { run += sums.words[k].inner[lane] }
                score += run + sums.words[j - 1].last[lane]
            }
            if region.outer != nil {
                if i == region.from { score += region.nestStart[lane] }
                if j == region.to { score += region.nestEnd[lane] }
            }
            if score == sum { return (start, -1) }
        }
        return found
    }
}
