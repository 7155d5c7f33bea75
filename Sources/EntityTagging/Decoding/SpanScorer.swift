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

    // Per sentence
    private(set) var context: [LaneVector] = []
    private(set) var first: [LaneVector] = []
    private(set) var only: [LaneVector] = []
    /// For each lane the reading that counts, as its distance from the form's first one (`readingBase`).
    private(set) var firstChoice: [LaneVector] = []
    private(set) var onlyChoice: [LaneVector] = []
    private var readingBase: [Int] = []
    private(set) var inner: [LaneVector] = []
    private(set) var last: [LaneVector] = []
    private(set) var closing: [LaneVector] = []
    private(set) var barrier: [Bool] = []
    private(set) var cut: [Bool] = []
    /// Evidence of length, minus infinity in the lanes whose names are never that long.
    private(set) var lengths: [LaneVector] = []
    /// What a span before can bring to the one behind it, at most and compared with none, or nothing.
    private(set) var reach = LaneVector(repeating: 0)
    var byStart: [[Int]] = []
    var byEnd: [[Int]] = []
    private var memoryByStart: [[Int]] = []

    init(catalog: EvidenceCatalog, weights: Weights) {
        self.catalog = catalog
        self.weights = weights
        rows = Rows(catalog)
    }

    /// Row numbers of span evidence, looked up once.
    struct Rows: Sendable {
        let bias, cutLeft, cutRight, quoted, namesAll, valueWeak: Int
        let length: [Int]
        /// [label][words 1...4][trigger]
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
            listed = Label.names.flatMap { l in ["1", "2", "3", "4+"].flatMap { [c.span("listed.\(l).\($0)"), c.span("listed.\(l).\($0).trigger")] } }
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

        func listedRow(_ hit: PhraseHit) -> Int { listed[(Int(hit.label.rawValue) * 4 + min(hit.words, 4) - 1) * 2 + (hit.trigger ? 1 : 0)] }
    }

    var follows: [Int] { rows.follows }
    var spanRows: Rows { rows }

    @inline(__always) private func sum(_ classes: ArraySlice<UInt16>, _ p: SpanPosition) -> LaneVector {
        var v = LaneVector(repeating: 0)
        let base = p.rawValue * catalog.classCount
        for c in classes { v += weights.rows[base + Int(c)] }
        return v
    }

    /// The reading (pool index) of word `i` that counts where a name of a lane begins with it, or is it.
    func reading(_ i: Int, _ lane: Int, single: Bool) -> Int { readingBase[i] + Int(single ? onlyChoice[i][lane] : firstChoice[i][lane]) }

    /// The lanes in which reading `r` of word `i` counts; zero in the others.
    func lanes(_ v: LaneVector, of r: Int, _ i: Int, single: Bool) -> LaneVector {
        v.replacing(with: 0, where: (single ? onlyChoice[i] : firstChoice[i]) .!= LaneVector(repeating: Float(r - readingBase[i])))
    }

    /// Works out the per-word sums of a sentence.
    mutating func prepare(_ s: SentenceView, _ forms: WordForms, _ profiles: WordProfiles) {
        let n = s.count
        prepareSpans()
        context.removeAll(keepingCapacity: true)
        first.removeAll(keepingCapacity: true)
        only.removeAll(keepingCapacity: true)
        firstChoice.removeAll(keepingCapacity: true)
        onlyChoice.removeAll(keepingCapacity: true)
        readingBase.removeAll(keepingCapacity: true)
        inner.removeAll(keepingCapacity: true)
        last.removeAll(keepingCapacity: true)
        closing.removeAll(keepingCapacity: true)
        barrier.removeAll(keepingCapacity: true)
        let zero = LaneVector(repeating: 0)
        for i in 0..<n {
            let classes = profiles.classes(ofReading: s.mains[i])
            inner.append(sum(classes, .inner) + (i > 0 ? weights.rows[catalog.pair(.join, s.shapes[i - 1], s.shapes[i])] : zero))
            last.append(sum(classes, .last))
            barrier.append(s.shapes[i].isBarrier)
            var c = weights.rows[catalog.pair(.open, i > 0 ? s.shapes[i - 1] : .start, s.shapes[i])]
            if i > 0 { c += sum(profiles.classes(ofReading: s.mains[i - 1]), .before) }
            if i > 1 { c += sum(profiles.classes(ofReading: s.mains[i - 2]), .before2) }
            if s.hashed[i] { c += weights.rows[rows.hashBefore] }
            context.append(c)
            var e = weights.rows[catalog.pair(.close, s.shapes[i], i + 1 < n ? s.shapes[i + 1] : .end)]
            if i + 1 < n { e += sum(profiles.classes(ofReading: s.mains[i + 1]), .after) }
            if i + 2 < n { e += sum(profiles.classes(ofReading: s.mains[i + 2]), .after2) }
            closing.append(e)
            let readings = forms.readings(of: s.forms[i])
            let cs = profiles.classes(ofReading: readings.lowerBound)
            var bestFirst = sum(cs, .first), bestOnly = sum(cs, .only)
            var readFirst = zero, readOnly = zero
            for r in readings.dropFirst() {
                let cs = profiles.classes(ofReading: r)
                let choice = LaneVector(repeating: Float(r - readings.lowerBound))
                // A comparison for each use: so they stay vector instructions.
                let f = sum(cs, .first), bestF = bestFirst
                readFirst.replace(with: choice, where: f .> bestF)
                bestFirst.replace(with: f, where: f .> bestF)
                let o = sum(cs, .only), bestO = bestOnly
                readOnly.replace(with: choice, where: o .> bestO)
                bestOnly.replace(with: o, where: o .> bestO)
            }
            first.append(bestFirst)
            only.append(bestOnly)
            firstChoice.append(readFirst)
            onlyChoice.append(readOnly)
            readingBase.append(readings.lowerBound)
        }
        cut = [Bool](repeating: false, count: n + 1)
        while byStart.count < n + 1 { byStart.append([]); byEnd.append([]); memoryByStart.append([]) }
        for i in 0...n {
            byStart[i].removeAll(keepingCapacity: true)
            byEnd[i].removeAll(keepingCapacity: true)
            memoryByStart[i].removeAll(keepingCapacity: true)
        }
        for (k, m) in s.memory.enumerated() { memoryByStart[m.start].append(k) }
        for (k, h) in s.hits.enumerated() where h.kind != .short {
            byStart[h.start].append(k)
            byEnd[h.end].append(k)
            if h.end - h.start > 1 && !h.trigger { for b in (h.start + 1)..<h.end { cut[b] = true } }
        }
    }

    private mutating func prepareSpans() {
        guard isStale else { return }
        isStale = false
        lengths.removeAll(keepingCapacity: true)
        for n in 1...Lane.longest { lengths.append(weights.rows[rows.length[n - 1]] + SpanScorer.forbidden[n - 1]) }
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
    @inline(__always) func hasLexical(_ i: Int, _ j: Int) -> Bool {
        cut[i] || cut[j] || !byStart[i].isEmpty || !byEnd[j].isEmpty || !memoryByStart[i].isEmpty
    }

    /// The sums of a sentence's words, for loops.
    struct Sums {
        let context, first, only, inner, last, closing, lengths: UnsafePointer<LaneVector>
        let barrier: UnsafePointer<Bool>
    }

    /// `prepare` has seen at least one word.
    @inline(__always) func withSums<R>(_ body: (Sums) -> R) -> R {
        context.withUnsafeBufferPointer { context in
            first.withUnsafeBufferPointer { first in
                only.withUnsafeBufferPointer { only in
                    inner.withUnsafeBufferPointer { inner in
                        last.withUnsafeBufferPointer { last in
                            closing.withUnsafeBufferPointer { closing in
                                lengths.withUnsafeBufferPointer { lengths in
                                    barrier.withUnsafeBufferPointer { barrier in
                                        body(Sums(context: context.baseAddress!, first: first.baseAddress!, only: only.baseAddress!, inner: inner.baseAddress!,
                                                  last: last.baseAddress!, closing: closing.baseAddress!, lengths: lengths.baseAddress!,
                                                  barrier: barrier.baseAddress!))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Lexicon evidence of the span `i ..< j`: vector sum.
    @inline(__always) func lexical(_ s: SentenceView, _ i: Int, _ j: Int) -> LaneVector {
        var v = LaneVector(repeating: 0)
        var seen: UInt64 = 0
        for k in byStart[i] {
            let h = s.hits[k]
            if h.end == j {
                let bit = UInt64(1) << UInt64(h.label.rawValue)
                if seen & bit == 0 { seen |= bit; v += weights.rows[rows.listedRow(h)] }
            } else if h.end < j {
                let bit = UInt64(1) << UInt64(21 + h.label.rawValue)
                if seen & bit == 0 { seen |= bit; v += weights.rows[rows.starts[Int(h.label.rawValue)]] }
            }
        }
        for k in byEnd[j] where s.hits[k].start > i {
            let h = s.hits[k]
            let bit = UInt64(1) << UInt64(42 + h.label.rawValue)
            if seen & bit == 0 { seen |= bit; v += weights.rows[rows.ends[Int(h.label.rawValue)]] }
        }
        for k in memoryByStart[i] where s.memory[k].end == j { v += weights.rows[s.memory[k].evidence] }
        if cut[i] { v += weights.rows[rows.cutLeft] }
        if cut[j] { v += weights.rows[rows.cutRight] }
        return v
    }

    /// The rows of lexicon evidence of a span.
    func eachLexical(_ s: SentenceView, _ i: Int, _ j: Int, _ body: (Int) -> Void) {
        var seen: UInt64 = 0
        for k in byStart[i] {
            let h = s.hits[k]
            let bit = UInt64(1) << UInt64(h.label.rawValue + (h.end == j ? 0 : 21))
            if h.end <= j, seen & bit == 0 {
                seen |= bit
                body(h.end == j ? rows.listedRow(h) : rows.starts[Int(h.label.rawValue)])
            }
        }
        for k in byEnd[j] where s.hits[k].start > i {
            let bit = UInt64(1) << UInt64(42 + s.hits[k].label.rawValue)
            if seen & bit == 0 { seen |= bit; body(rows.ends[Int(s.hits[k].label.rawValue)]) }
        }
        for k in memoryByStart[i] where s.memory[k].end == j { body(s.memory[k].evidence) }
        if cut[i] { body(rows.cutLeft) }
        if cut[j] { body(rows.cutRight) }
    }

    /// Score of a span by its words and entries, without the state before it.
    func spanScore(_ s: SentenceView, _ i: Int, _ j: Int) -> LaneVector {
        var score = context[i] + closing[j - 1] + weights.rows[rows.bias] + weights.rows[rows.length[min(j - i, 12) - 1]] + lexical(s, i, j)
        if j - i == 1 { return score + only[i] }
        score += first[i]
        for k in (i + 1)..<j { score += inner[k] }
        return score + last[j - 1]
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
