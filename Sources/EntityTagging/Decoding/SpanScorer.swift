import Lexicons
import TextModel

/// A span of a sentence with its own score, beside those that the word evidence makes: long entries, values, remembered names.
struct ExplicitSpan {
    var start: Int
    var end: Int
    var lane: Int
    /// Evidence rows that count for it.
    var evidence: [Int]
    /// The span isn't scored by its words (values).
    var alone: Bool
    /// Index of the value candidate, -1 where it is none.
    var value: Int
    /// Counts beside the evidence.
    var bonus: Float = 0
}

/// Everything that scoring needs to know of one sentence. Indices are token indices relative to the sentence.
struct SentenceView {
    var forms: [FormID] = []
    var mains: [Int] = []
    var shapes: [Shape] = []
    var hashed: [Bool] = []
    var hits: [PhraseHit] = []
    var explicit: [ExplicitSpan] = []
    /// Evidence from document memory: span and row.
    var memory: [(start: Int, end: Int, evidence: Int)] = []
    /// Values found; `ExplicitSpan.value` is an index here.
    var values: [ValueCandidate] = []
    var count: Int { forms.count }
}

/// Adds up evidence. The fast way (`prepare`, then `LaneVector` sums) and the slow one (`evidence`, for explanations and tuning) count the same pieces.
struct SpanScorer {
    let catalog: EvidenceCatalog
    var weights: Weights { didSet { isStale = true } }
    /// `lengths` and `reach` are of other weights.
    private var isStale = true
    private let rows: Rows

    /// Sums over the classes of a reading, which most words of a text have in common.
    private var cache = ReadingSums()

    // Per sentence
    private(set) var words: [WordSums] = []
    private(set) var barrier: [Bool] = []
    private(set) var cut: [Bool] = []
    /// Evidence of length, minus infinity in the lanes whose names are never that long.
    private(set) var lengths: [LaneVector] = []
    /// The most that any length brings to a lane.
    private(set) var longestGain = LaneVector(repeating: 0)
    /// What a span before can bring to the one behind it, at most and compared with none, or nothing.
    private(set) var reach = LaneVector(repeating: 0)
    /// Hits by their start and by their end, remembered names by their start: `offsets[i] ..< offsets[i + 1]`.
    private var startOffsets: [Int32] = []
    private var startHits: [Int32] = []
    private var endOffsets: [Int32] = []
    private var endHits: [Int32] = []
    private var memoryOffsets: [Int32] = []
    private var memoryItems: [Int32] = []

    /// What a word counts at each place of a span and beside it.
    struct WordSums {
        var context, first, only, inner, last, closing: LaneVector
        /// For each lane the reading that counts, as its distance from the form's first one.
        var firstChoice, onlyChoice: LaneVector
        var readingBase: Int
    }

    init(catalog: EvidenceCatalog, weights: Weights) {
        self.catalog = catalog
        self.weights = weights
        rows = Rows(catalog)
    }

    /// Row numbers of span evidence, looked up once.
    struct Rows: Sendable {
        let bias, cutLeft, cutRight, quoted, namesAll, valueWeak: Int
        let length: [Int]
        /// [label][words 1...4][strength]
        let listed: [Int]
        let starts, ends, follows, memorySame, memoryPart, memoryHead, nestedIn, nestedStart, nestedEnd, value: [Int]
        let hashBefore: Int

        init(_ c: EvidenceCatalog) {
            bias = c.span("bias")
            cutLeft = c.span("cut.left")
            cutRight = c.span("cut.right")
            quoted = c.span("quoted")
            valueWeak = c.span("value.weak")
            namesAll = c.span("names.all")
            length = (1...12).map { c.span("length.\($0)") }
            listed = Label.names.flatMap { l in ["1", "2", "3", "4+"].flatMap { w in Strength.allCases.map { c.span("listed.\(l).\(w)\($0.suffix)") } } }
            starts = Label.names.map { c.span("starts.\($0)") }
            ends = Label.names.map { c.span("ends.\($0)") }
            follows = (Lane.labels.map(\.name) + ["VALUE", "NONE"]).map { c.span("follows.\($0)") }
            memorySame = Label.names.map { c.span("memory.same.\($0)") }
            memoryPart = Label.names.map { c.span("memory.part.\($0)") }
            memoryHead = Label.names.map { c.span("memory.head.\($0)") }
            nestedIn = Label.names.map { c.span("nested.in.\($0)") }
            nestedStart = Label.names.map { c.span("nested.start.\($0)") }
            nestedEnd = Label.names.map { c.span("nested.end.\($0)") }
            value = Label.names.map { c.span("value.\($0)") }
            hashBefore = c.word(.first, c.builtInClass("+hash"))
        }

        func listedRow(_ hit: PhraseHit) -> Int { listedRow(hit.label, min(hit.words, 4), hit.strength) }
        func listedRow(_ label: Label, _ words: Int, _ strength: Strength) -> Int { listed[(Int(label.rawValue) * 4 + words - 1) * Strength.allCases.count + strength.rawValue] }
    }

    var follows: [Int] { rows.follows }
    var spanRows: Rows { rows }

    /// The reading (pool index) of word `i` that counts where a name of a lane begins with it, or is it.
    func reading(_ i: Int, _ lane: Int, single: Bool) -> Int {
        words[i].readingBase + Int(single ? words[i].onlyChoice[lane] : words[i].firstChoice[lane])
    }

    /// The lanes in which reading `r` of word `i` counts; zero in the others.
    func lanes(_ v: LaneVector, of r: Int, _ i: Int, single: Bool) -> LaneVector {
        v.replacing(with: 0, where: (single ? words[i].onlyChoice : words[i].firstChoice) .!= LaneVector(repeating: Float(r - words[i].readingBase)))
    }

    /// Works out the sums of a sentence.
    mutating func prepare(_ s: SentenceView, _ forms: WordForms, _ profiles: WordProfiles) {
        begin(s)
        prepareWords(0..<s.count, s, forms, profiles)
    }

    /// What doesn't need the sums of words.
    mutating func begin(_ s: SentenceView) {
        prepareSpans()
        prepareHits(s)
        barrier.removeAll(keepingCapacity: true)
        for i in 0..<s.count { barrier.append(s.shapes[i].isBarrier) }
    }

    /// The sums of some words; those of other words are void.
    mutating func prepareWords(_ range: Range<Int>, _ s: SentenceView, _ forms: WordForms, _ profiles: WordProfiles) {
        let n = s.count
        let zero = LaneVector(repeating: 0)
        if words.count < n {
            let nothing = WordSums(context: zero, first: zero, only: zero, inner: zero, last: zero, closing: zero, firstChoice: zero, onlyChoice: zero, readingBase: 0)
            words.append(contentsOf: repeatElement(nothing, count: n - words.count))
        }
        prepareSpans()
        cache.begin(profiles.generation)
        for i in range {
            let main = s.mains[i]
            words[i].inner = cache.sum(main, .inner, profiles, catalog, weights.rows) + (i > 0 ? weights.rows[catalog.pair(.join, s.shapes[i - 1], s.shapes[i])] : zero)
            words[i].last = cache.sum(main, .last, profiles, catalog, weights.rows)
            var c = weights.rows[catalog.pair(.open, i > 0 ? s.shapes[i - 1] : .start, s.shapes[i])]
            if i > 0 { c += cache.sum(s.mains[i - 1], .before, profiles, catalog, weights.rows) }
            if i > 1 { c += cache.sum(s.mains[i - 2], .before2, profiles, catalog, weights.rows) }
            if s.hashed[i] { c += weights.rows[rows.hashBefore] }
            words[i].context = c
            var e = weights.rows[catalog.pair(.close, s.shapes[i], i + 1 < n ? s.shapes[i + 1] : .end)]
            if i + 1 < n { e += cache.sum(s.mains[i + 1], .after, profiles, catalog, weights.rows) }
            if i + 2 < n { e += cache.sum(s.mains[i + 2], .after2, profiles, catalog, weights.rows) }
            words[i].closing = e
            let readings = forms.readings(of: s.forms[i])
            words[i].readingBase = readings.lowerBound
            var bestFirst = cache.sum(readings.lowerBound, .first, profiles, catalog, weights.rows)
            var bestOnly = cache.sum(readings.lowerBound, .only, profiles, catalog, weights.rows)
            var readFirst = zero, readOnly = zero
            for r in readings.dropFirst() {
                let choice = LaneVector(repeating: Float(r - readings.lowerBound))
                // A comparison for each use: so they stay vector instructions.
                let f = cache.sum(r, .first, profiles, catalog, weights.rows), bestF = bestFirst
                readFirst.replace(with: choice, where: f .> bestF)
                bestFirst.replace(with: f, where: f .> bestF)
                let o = cache.sum(r, .only, profiles, catalog, weights.rows), bestO = bestOnly
                readOnly.replace(with: choice, where: o .> bestO)
                bestOnly.replace(with: o, where: o .> bestO)
            }
            words[i].firstChoice = readFirst
            words[i].onlyChoice = readOnly
            words[i].first = bestFirst
            words[i].only = bestOnly
        }
    }

    private mutating func prepareHits(_ s: SentenceView) {
        let n = s.count
        cut.removeAll(keepingCapacity: true)
        cut.append(contentsOf: repeatElement(false, count: n + 1))
        for h in s.hits where h.kind != .short && h.end - h.start > 1 && !h.trigger { for b in (h.start + 1)..<h.end { cut[b] = true } }
        SpanScorer.group(s.hits.count, n, &startOffsets, &startHits) { s.hits[$0].kind == .short ? -1 : s.hits[$0].start }
        SpanScorer.group(s.hits.count, n, &endOffsets, &endHits) { s.hits[$0].kind == .short ? -1 : s.hits[$0].end }
        SpanScorer.group(s.memory.count, n, &memoryOffsets, &memoryItems) { s.memory[$0].start }
    }

    /// Sorts `count` items by a position from 0 to `n`, stable; those with a negative one are left out.
    private static func group(_ count: Int, _ n: Int, _ offsets: inout [Int32], _ items: inout [Int32], _ position: (Int) -> Int) {
        offsets.removeAll(keepingCapacity: true)
        offsets.append(contentsOf: repeatElement(0, count: n + 3))
        items.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        items.append(contentsOf: repeatElement(0, count: count))
        for k in 0..<count {
            let p = position(k)
            if p >= 0, p <= n { offsets[p + 2] += 1 }
        }
        for p in 1..<n + 3 { offsets[p] += offsets[p - 1] }
        for k in 0..<count {
            let p = position(k)
            guard p >= 0, p <= n else { continue }
            items[Int(offsets[p + 1])] = Int32(k)
            offsets[p + 1] += 1
        }
    }

    @inline(__always) private func starting(at i: Int) -> Range<Int> { Int(startOffsets[i])..<Int(startOffsets[i + 1]) }
    @inline(__always) private func ending(at j: Int) -> Range<Int> { Int(endOffsets[j])..<Int(endOffsets[j + 1]) }
    @inline(__always) private func remembered(at i: Int) -> Range<Int> { Int(memoryOffsets[i])..<Int(memoryOffsets[i + 1]) }

    private mutating func prepareSpans() {
        guard isStale else { return }
        isStale = false
        cache.empty()
        lengths.removeAll(keepingCapacity: true)
        for n in 1...Lane.longest { lengths.append(weights.rows[rows.length[n - 1]] + SpanScorer.forbidden[n - 1]) }
        longestGain = lengths[0]
        for v in lengths {
            let old = longestGain
            longestGain.replace(with: v, where: v .> old)
        }
        let none = weights.rows[rows.follows[Lane.none]]
        for q in 0..<Lane.none {
            let row = weights.rows[rows.follows[q]]
            reach[q] = 0
            for lane in 0..<LaneVector.scalarCount where row[lane] - none[lane] > reach[q] { reach[q] = row[lane] - none[lane] }
        }
    }

    /// For each length: minus infinity in the lanes whose names are never that long.
    private static let forbidden: [LaneVector] = (1...Lane.longest).map { n in
        var v = LaneVector(repeating: -.infinity)
        for lane in 0..<Lane.count where Lane.maximumLength[lane] >= n { v[lane] = 0 }
        return v
    }

    /// True where `lexical` may be more than zero.
    @inline(__always) func hasLexical(_ i: Int, _ j: Int) -> Bool { cut[i] || cut[j] || hasEntries(i) || endOffsets[j] != endOffsets[j + 1] }

    /// Entries or remembered names begin here.
    @inline(__always) func hasEntries(_ i: Int) -> Bool { startOffsets[i] != startOffsets[i + 1] || memoryOffsets[i] != memoryOffsets[i + 1] }

    /// At least what lexicon evidence at the end of a span brings to it.
    @inline(__always) func endGain(_ s: SentenceView, _ j: Int) -> LaneVector {
        var v = LaneVector(repeating: 0)
        for k in ending(at: j) { v += SpanScorer.positive(weights.rows[rows.ends[Int(s.hits[Int(endHits[k])].label.rawValue)]]) }
        if cut[j] { v += SpanScorer.positive(weights.rows[rows.cutRight]) }
        return v
    }

    /// The same for its start, where no entry begins.
    @inline(__always) func startGain(_ i: Int) -> LaneVector { cut[i] ? SpanScorer.positive(weights.rows[rows.cutLeft]) : LaneVector(repeating: 0) }

    @inline(__always) static func positive(_ v: LaneVector) -> LaneVector {
        var out = LaneVector(repeating: 0)
        out.replace(with: v, where: v .> LaneVector(repeating: 0))
        return out
    }

    /// A sentence's sums, for loops.
    struct Sums {
        let words: UnsafePointer<WordSums>
        let barrier: UnsafePointer<Bool>
        let lengths: UnsafePointer<LaneVector>
    }

    /// `prepare` has seen at least one word.
    @inline(__always) func withSums<R>(_ body: (Sums) -> R) -> R {
        words.withUnsafeBufferPointer { words in
            barrier.withUnsafeBufferPointer { barrier in
                lengths.withUnsafeBufferPointer { lengths in
                    body(Sums(words: words.baseAddress!, barrier: barrier.baseAddress!, lengths: lengths.baseAddress!))
                }
            }
        }
    }

    /// Lexicon evidence of the span `i ..< j`: vector sum.
    @inline(__always) func lexical(_ s: SentenceView, _ i: Int, _ j: Int) -> LaneVector {
        var v = LaneVector(repeating: 0)
        var seen: UInt64 = 0
        for at in starting(at: i) {
            let h = s.hits[Int(startHits[at])]
            if h.end == j {
                let bit = UInt64(1) << UInt64(h.label.rawValue)
                if seen & bit == 0 { seen |= bit; v += weights.rows[rows.listedRow(h)] }
            } else if h.end < j {
                let bit = UInt64(1) << UInt64(21 + h.label.rawValue)
                if seen & bit == 0 { seen |= bit; v += weights.rows[rows.starts[Int(h.label.rawValue)]] }
            }
        }
        for at in ending(at: j) where s.hits[Int(endHits[at])].start > i {
            let h = s.hits[Int(endHits[at])]
            let bit = UInt64(1) << UInt64(42 + h.label.rawValue)
            if seen & bit == 0 { seen |= bit; v += weights.rows[rows.ends[Int(h.label.rawValue)]] }
        }
        for at in remembered(at: i) where s.memory[Int(memoryItems[at])].end == j { v += weights.rows[s.memory[Int(memoryItems[at])].evidence] }
        if cut[i] { v += weights.rows[rows.cutLeft] }
        if cut[j] { v += weights.rows[rows.cutRight] }
        return v
    }

    /// The rows of lexicon evidence of a span.
    func eachLexical(_ s: SentenceView, _ i: Int, _ j: Int, _ body: (Int) -> Void) {
        var seen: UInt64 = 0
        for at in starting(at: i) {
            let h = s.hits[Int(startHits[at])]
            let bit = UInt64(1) << UInt64(h.label.rawValue + (h.end == j ? 0 : 21))
            if h.end <= j, seen & bit == 0 {
                seen |= bit
                body(h.end == j ? rows.listedRow(h) : rows.starts[Int(h.label.rawValue)])
            }
        }
        for at in ending(at: j) where s.hits[Int(endHits[at])].start > i {
            let label = s.hits[Int(endHits[at])].label.rawValue
            let bit = UInt64(1) << UInt64(42 + label)
            if seen & bit == 0 { seen |= bit; body(rows.ends[Int(label)]) }
        }
        for at in remembered(at: i) where s.memory[Int(memoryItems[at])].end == j { body(s.memory[Int(memoryItems[at])].evidence) }
        if cut[i] { body(rows.cutLeft) }
        if cut[j] { body(rows.cutRight) }
    }

    /// Score of a span by its words and entries, without the state before it.
    func spanScore(_ s: SentenceView, _ i: Int, _ j: Int) -> LaneVector {
        var score = words[i].context + words[j - 1].closing + weights.rows[rows.bias] + weights.rows[rows.length[min(j - i, 12) - 1]] + lexical(s, i, j)
        if j - i == 1 { return score + words[i].only }
        score += words[i].first
        for k in (i + 1)..<j { score += words[k].inner }
        return score + words[j - 1].last
    }

    /// All rows that count for a span with one label: what `explain` shows and `tune` changes.
    func evidence(_ s: SentenceView, _ forms: WordForms, _ profiles: WordProfiles, start i: Int, end j: Int, lane: Int, into out: inout [Int]) {
        let single = j - i == 1
        let reading = reading(i, lane, single: single)
        func words(_ r: Int, _ p: SpanPosition) { for c in profiles.classes(ofReading: r) { out.append(catalog.word(p, c)) } }
        words(reading, single ? .only : .first)
        if !single {
            for k in (i + 1)..<j {
                words(s.mains[k], .inner)
                out.append(catalog.pair(.join, s.shapes[k - 1], s.shapes[k]))
            }
            words(s.mains[j - 1], .last)
        }
        out.append(catalog.pair(.open, i > 0 ? s.shapes[i - 1] : .start, s.shapes[i]))
        if i > 0 { words(s.mains[i - 1], .before) }
        if i > 1 { words(s.mains[i - 2], .before2) }
        if s.hashed[i] { out.append(rows.hashBefore) }
        out.append(catalog.pair(.close, s.shapes[j - 1], j < s.count ? s.shapes[j] : .end))
        if j < s.count { words(s.mains[j], .after) }
        if j + 1 < s.count { words(s.mains[j + 1], .after2) }
        out.append(rows.bias)
        out.append(rows.length[min(j - i, 12) - 1])
        eachLexical(s, i, j) { out.append($0) }
    }
}
