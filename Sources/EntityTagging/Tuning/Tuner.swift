#if canImport(Glibc)
import Glibc
#endif
import Lexicons
import TextModel

/// Fits evidence weights by maximum conditional likelihood: a semi-Markov random field (Sarawagi and Cohen 2004) over the same candidates and sums that the
/// decoder searches. Where gold says only part (coarse labels, heads outside), the likelihood sums over all analyses that agree with it.
///
/// Stochastic gradient steps with one rate per weight (AdaGrad, Duchi et al. 2011) and a pull towards the starting weights. The order of sentences is
/// shuffled by a fixed generator and all sums run in a fixed order, so that the same gold gives the same weights on one machine.
struct Tuner {
    var scorer: SpanScorer
    private let start: Weights
    /// Evidence of single words: fitted on the project's own annotation only.
    private let isSingleWord: [Bool]
    private var squares: [LaneVector]
    private var gradient: [Int: LaneVector] = [:]
    private var touched: [Int] = []
    private var slots: [Int32]
    private var values: [LaneVector] = []
    let rate: Float
    /// Strength of the pull towards the starting weights, per step.
    let decay: Float
    /// Sum of negative log likelihoods since the last reset, in nats.
    var loss: Double = 0
    private var free = SpanLattice()
    private var bound = SpanLattice()

    init(scorer: SpanScorer, rate: Float, decay: Float) {
        self.scorer = scorer
        start = scorer.weights
        isSingleWord = (0..<scorer.catalog.count).map { scorer.catalog.isSingleWord($0) }
        squares = [LaneVector](repeating: LaneVector(repeating: 1), count: scorer.weights.rows.count)
        slots = [Int32](repeating: -1, count: scorer.weights.rows.count)
        self.rate = rate
        self.decay = decay
    }

    private func isReachable(_ g: GoldSpan, _ s: SentenceView) -> Bool {
        if s.explicit.contains(where: { $0.start == g.start && $0.end == g.end && g.labels.lanes[$0.lane] != 0 }) { return true }
        if scorer.barrier[g.start..<g.end].contains(true) { return false }
        return Lane.labels.indices.contains { g.labels.has(Lane.labels[$0]) && Lane.maximumLength[$0] >= g.end - g.start }
    }

    /// One step: the tokens `from ..< to` of a sentence.
    mutating func step(_ s: SentenceView, _ gold: [GoldSpan], supervised: LabelSet, enabled: LabelSet, weight: Float, marksNoInstitutions: Bool = false, from: Int, to: Int,
                       outer: Int?, _ forms: WordForms, _ profiles: WordProfiles) {
        scorer.prepare(s, forms, profiles)
        var constraint = DecodingConstraint()
        constraint.covered = [Bool](repeating: false, count: s.count)
        constraint.openOrganisations = s.shapes.map { marksNoInstitutions && Tuner.institutionHeads.contains($0) }
        let on = enabled.lanes
        for g in gold where isReachable(g, s) {
            let lanes = g.labels.lanes & on
            for start in max(from, g.start - g.slack)...g.start { constraint.gold[SIMD2(Int32(start), Int32(g.end)), default: SIMD16(repeating: 0)] |= lanes }
            for t in g.start..<g.end { constraint.covered[t] = true }
        }
        var off = SIMD16<Int32>(repeating: 0)
        for lane in 0..<Lane.count { off[lane] = on[lane] == 0 || supervised.has(Lane.labels[lane]) ? 1 : 0 }
        off[Lane.value] = supervised.lanes[Lane.value]
        constraint.supervised = off
        free.fill(s, scorer, from: from, to: to, outer: outer, enabled: on)
        bound = free
        bound.restrict(constraint, s)
        let all = free.run(scorer), right = bound.run(scorer)
        guard all > right - 1e-3, right > SpanLattice.never / 4 else { return }
        loss += Double(all - right)
        if all - right < 1e-4 { return }
        touched.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        collect(bound, s, 1, from, to, outer, forms, profiles)
        collect(free, s, -1, from, to, outer, forms, profiles)
        for (k, e) in touched.enumerated() {
            slots[e] = -1
            if supervised != .all && isSingleWord[e] { continue }
            let g = values[k] * weight - (scorer.weights.rows[e] - start.rows[e]) * decay
            squares[e] += g * g
            scorer.weights.rows[e] += g * rate / squares[e].squareRoot()
        }
    }

    private static let institutionHeads: Set<Shape> = [.named("orghead"), .named("orghead.al")]

    private mutating func add(_ e: Int, _ v: LaneVector) {
        if slots[e] < 0 {
            slots[e] = Int32(touched.count)
            touched.append(e)
            values.append(v)
        } else {
            values[Int(slots[e])] += v
        }
    }

    private mutating func add(_ classes: ArraySlice<UInt16>, _ p: SpanPosition, _ v: LaneVector) {
        for c in classes { add(scorer.catalog.word(p, c), v) }
    }

    /// Adds the expected counts of all evidence under a lattice, times `sign`.
    private mutating func collect(_ l: SpanLattice, _ s: SentenceView, _ sign: Float, _ from: Int, _ to: Int, _ outer: Int?, _ forms: WordForms, _ profiles: WordProfiles) {
        let n = to - from
        let zero = LaneVector(repeating: 0)
        var first = [LaneVector](repeating: zero, count: n), only = first, inner = first, last = first, opens = first, closes = first
        let rows = scorer.spanRows
        for t in 0..<n {
            let i = from + t
            for (len, m0) in l.marginals(t) {
                let m = m0 * sign, j = i + len
                opens[t] += m
                closes[t + len - 1] += m
                if len == 1 {
                    only[t] += m
                } else {
                    first[t] += m
                    last[t + len - 1] += m
                    for k in (t + 1)..<(t + len) { inner[k] += m }
                }
                add(rows.length[min(len, 12) - 1], m)
                if let outer {
                    let l = Int(Lane.labels[outer].rawValue)
                    if i == from { add(rows.nestedStart[l], m) }
                    if j == to { add(rows.nestedEnd[l], m) }
                }
                scorer.eachLexical(s, i, j) { add($0, m) }
            }
            for (k, p) in l.explicitMarginals(t) {
                let x = s.explicit[k]
                var m = zero
                m[x.lane] = p * sign
                for e in x.evidence { add(e, m) }
                if !x.alone {
                    opens[t] += m
                    closes[x.end - from - 1] += m
                    first[t] += m
                    last[x.end - from - 1] += m
                    for k in (t + 1)..<(x.end - from) { inner[k] += m }
                    add(rows.length[min(x.end - x.start, 12) - 1], m)
                    scorer.eachLexical(s, x.start, x.end) { add($0, m) }
                }
            }
            for q in 0...Lane.none {
                let f = l.follows(t, q)
                if f != zero { add(rows.follows[q], f * sign) }
            }
        }
        var total = zero
        for t in 0..<n {
            let i = from + t
            let main = profiles.classes(ofReading: s.mains[i])
            total += opens[t]
            if opens[t] != zero {
                add(scorer.catalog.pair(.open, i > 0 ? s.shapes[i - 1] : .start, s.shapes[i]), opens[t])
                if i > 0 { add(profiles.classes(ofReading: s.mains[i - 1]), .before, opens[t]) }
                if i > 1 { add(profiles.classes(ofReading: s.mains[i - 2]), .before2, opens[t]) }
                if s.hashed[i] { add(rows.hashBefore, opens[t]) }
                for r in forms.readings(of: s.forms[i]) {
                    let f = scorer.lanes(first[t], of: r, i, single: false)
                    if f != zero { add(profiles.classes(ofReading: r), .first, f) }
                    let o = scorer.lanes(only[t], of: r, i, single: true)
                    if o != zero { add(profiles.classes(ofReading: r), .only, o) }
                }
            }
            if inner[t] != zero {
                add(main, .inner, inner[t])
                add(scorer.catalog.pair(.join, s.shapes[i - 1], s.shapes[i]), inner[t])
            }
            if last[t] != zero { add(main, .last, last[t]) }
            if closes[t] != zero {
                add(scorer.catalog.pair(.close, s.shapes[i], i + 1 < s.count ? s.shapes[i + 1] : .end), closes[t])
                if i + 1 < s.count { add(profiles.classes(ofReading: s.mains[i + 1]), .after, closes[t]) }
                if i + 2 < s.count { add(profiles.classes(ofReading: s.mains[i + 2]), .after2, closes[t]) }
            }
        }
        add(rows.bias, total)
        if let outer { add(rows.nestedIn[Int(Lane.labels[outer].rawValue)], total) }
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
