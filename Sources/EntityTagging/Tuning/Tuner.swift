import Lexicons
import TextModel

/// Fits evidence weights: averaged passive-aggressive updates with a structured margin (Crammer et al. 2006; McDonald et al. 2005) over the span decoder.
/// The order of sentences is shuffled by a fixed generator and sums don't depend on hash order (each weight gets one addition a step), so that the same
/// gold gives the same weights.
struct Tuner {
    var scorer: SpanScorer
    private var sum: [LaneVector]
    private var stamp: [Int32]
    private var clock: Int32 = 0
    var decoder = SpanDecoder()
    let margin: Float
    /// Longest step.
    let aggressiveness: Float
    private var difference: [UInt32: Float] = [:]
    private var rows: [Int] = []
    private(set) var mistakes = 0

    init(scorer: SpanScorer, margin: Float, aggressiveness: Float) {
        self.scorer = scorer
        self.margin = margin
        self.aggressiveness = aggressiveness
        sum = [LaneVector](repeating: LaneVector(repeating: 0), count: scorer.weights.rows.count)
        stamp = [Int32](repeating: 0, count: scorer.weights.rows.count)
    }

    private mutating func change(_ e: Int, _ lane: Int, _ by: Float) {
        sum[e] += scorer.weights.rows[e] * Float(clock - stamp[e])
        stamp[e] = clock
        scorer.weights.rows[e][lane] += by
    }

    /// Weights averaged over all steps.
    func averaged() -> Weights {
        var w = Weights(count: sum.count)
        guard clock > 0 else { return scorer.weights }
        for e in sum.indices {
            w.rows[e] = (sum[e] + scorer.weights.rows[e] * Float(clock - stamp[e])) / Float(clock)
        }
        return w
    }

    /// False for gold that no candidate can equal: too long for its labels, or across punctuation.
    private func isReachable(_ g: GoldSpan, _ s: SentenceView) -> Bool {
        if s.explicit.contains(where: { $0.start == g.start && $0.end == g.end && $0.lane < Lane.count && g.labels.has(Lane.labels[$0.lane]) }) { return true }
        if scorer.barrier[g.start..<g.end].contains(true) { return false }
        return Lane.labels.indices.contains { g.labels.has(Lane.labels[$0]) && Lane.maximumLength[$0] >= g.end - g.start }
    }

    /// One pass over a region of a sentence: decode free and bound to gold, move the weights where they differ.
    mutating func step(_ s: SentenceView, _ gold: [GoldSpan], supervised: LabelSet, enabled: LabelSet, weight: Float, from: Int, to: Int, outer: Int?,
                       _ forms: WordForms, _ profiles: WordProfiles) {
        clock += 1
        scorer.prepare(s, forms, profiles)
        var bound = DecodingConstraint()
        bound.covered = [Bool](repeating: false, count: s.count)
        let on = enabled.lanes
        for g in gold where isReachable(g, s) {
            let lanes = g.labels.lanes
            for start in max(from, g.start - g.slack)...g.start { bound.gold[SIMD2(Int32(start), Int32(g.end)), default: SIMD16(repeating: 0)] |= lanes }
            for t in g.start..<g.end { bound.covered[t] = true }
        }
        var off = SIMD16<Int32>(repeating: 0)
        for lane in 0..<Lane.count { off[lane] = on[lane] == 0 || supervised.has(Lane.labels[lane]) ? 1 : 0 }
        bound.supervised = off
        var free = DecodingConstraint()
        free.covered = [Bool](repeating: false, count: s.count)
        for lane in 0..<Lane.count { free.supervised[lane] = on[lane] == 0 ? 1 : 0 }
        let right = decoder.decode(s, scorer, from: from, to: to, outer: outer, constraint: bound)
        // Gold that the search can't build teaches nothing.
        if right.contains(where: { off[$0.lane] != 0 && (bound.gold[SIMD2(Int32($0.start), Int32($0.end))]?[$0.lane] ?? 0) == 0 }) { return }
        // The margin: gold spans are handicapped in the free search.
        free.handicap = margin
        free.gold = [:]
        for r in right { free.handicapped[SIMD2(Int32(r.start), Int32(r.end))] = Int32(r.lane) }
        let guess = decoder.decode(s, scorer, from: from, to: to, outer: outer, constraint: free)
        func key(_ x: DecodedSpan) -> SIMD4<Int32> { SIMD4(Int32(x.start), Int32(x.end), Int32(x.lane), Int32(x.previous)) }
        let rightKeys = Set(right.map(key)), guessKeys = Set(guess.map(key))
        if rightKeys == guessKeys { return }
        mistakes += 1
        difference.removeAll(keepingCapacity: true)
        var gap: Float = 0, cost: Float = 0
        for (spans, other, sign) in [(right, guessKeys, Float(1)), (guess, rightKeys, Float(-1))] {
            for x in spans where !other.contains(key(x)) {
                rows.removeAll(keepingCapacity: true)
                cost += margin
                if x.explicit >= 0 { rows += s.explicit[x.explicit].evidence }
                if x.explicit < 0 || !s.explicit[x.explicit].alone {
                    scorer.evidence(s, forms, profiles, start: x.start, end: x.end, lane: x.lane, into: &rows)
                    if let outer {
                        rows.append(scorer.spanRows.nestedIn[Int(Lane.labels[outer].rawValue)])
                        if x.start == from { rows.append(scorer.spanRows.nestedStart[Int(Lane.labels[outer].rawValue)]) }
                        if x.end == to { rows.append(scorer.spanRows.nestedEnd[Int(Lane.labels[outer].rawValue)]) }
                    }
                }
                rows.append(scorer.follows[x.previous])
                for e in rows {
                    difference[UInt32(e) << 4 | UInt32(x.lane), default: 0] += sign
                    gap += sign * scorer.weights.rows[e][x.lane]
                }
            }
        }
        // Passive-aggressive step (Crammer et al. 2006, PA-I): just far enough, never more than `aggressiveness`.
        var norm: Float = 0
        for (_, v) in difference { norm += v * v }
        let loss = cost - gap
        guard norm > 0, loss > 0 else { return }
        let step = min(aggressiveness * weight, loss / norm)
        for (k, v) in difference where v != 0 { change(Int(k >> 4), Int(k & 15), step * v) }
    }
}

/// A repeatable generator: SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
