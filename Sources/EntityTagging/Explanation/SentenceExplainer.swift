import Lexicons
import TextModel

/// A piece of evidence and what it counts for one label.
public struct EvidenceTerm: Sendable {
    public var name: String
    public var weight: Float
}

/// A span with a label and the sum that speaks for it.
public struct ExplainedSpan: Sendable {
    public var tokens: TokenRange
    public var bytes: ByteRange
    /// A mention label, or `VALUE` for dates, numbers and amounts.
    public var label: String
    public var sum: Float
    /// Terms that count, the heaviest first.
    public var terms: [EvidenceTerm]
}

/// A row of the lexicon found in the text.
public struct ExplainedHit: Sendable {
    public var tokens: TokenRange
    public var bytes: ByteRange
    public var entry: EntryID
    public var label: Label
    public var spelling: String
    public var kind: PhraseTerminal.Kind
    public var isTrigger: Bool
    public var via: FoldingSet
    public var proclitics: ProcliticSet
    /// The row's `match` column forbids what this match needs.
    public var isRefused: Bool
}

/// Why the tagger decided a sentence as it did: the same scorers on the same view, asked span by span.
public struct SentenceExplainer: Sendable {
    public let hits: [ExplainedHit]
    private let base: Int
    private let tokens: [Token]
    private let view: SentenceView
    private let scorer: SpanScorer
    private let nested: SpanScorer
    private let forms: WordForms
    private let profiles: WordProfiles

    init(view: SentenceView, base: Int, tokens: [Token], hits: [ExplainedHit], scorer: SpanScorer, nested: SpanScorer, forms: WordForms, profiles: WordProfiles) {
        self.view = view
        self.base = base
        self.tokens = tokens
        self.hits = hits
        self.scorer = scorer
        self.nested = nested
        self.forms = forms
        self.profiles = profiles
    }

    public var sentence: TokenRange { TokenRange(base, base + view.count) }

    /// Every label's sum for exactly these tokens, the best first. `outer`: the label of the longer name around them.
    public func readings(of span: TokenRange, inside outer: Label? = nil) -> [ExplainedSpan] {
        let i = Int(span.start) - base, j = Int(span.end) - base
        guard i >= 0, j <= view.count, i < j else { return [] }
        var out: [ExplainedSpan] = []
        for lane in 0..<Lane.count where j - i <= Lane.maximumLength[lane] { out.append(explain(i, j, lane, outer)) }
        for x in view.explicit where x.start == i && x.end == j {
            if x.lane < Lane.count { if j - i > Lane.maximumLength[x.lane] { out.append(explain(i, j, x.lane, outer)) } } else { out.append(value(x)) }
        }
        out.sort { ($0.sum, $1.label) > ($1.sum, $0.label) }
        return out
    }

    /// The best span that shares a token with these and isn't this one with this label.
    public func rival(of span: TokenRange, label: String, inside outer: Label? = nil, within limits: TokenRange? = nil) -> ExplainedSpan? {
        let low = max(0, limits.map { Int($0.start) - base } ?? 0), high = min(view.count, limits.map { Int($0.end) - base } ?? view.count)
        let i = Int(span.start) - base, j = Int(span.end) - base
        var best: (sum: Float, start: Int, end: Int, lane: Int, explicit: Int)?
        func offer(_ sum: Float, _ s: Int, _ e: Int, _ lane: Int, _ x: Int) {
            if s == i && e == j && Lane.names[lane] == label { return }
            if let limits, outer != nil, s + base == Int(limits.start), e + base == Int(limits.end) { return }
            if let b = best, b.sum >= sum { return }
            best = (sum, s, e, lane, x)
        }
        let active = outer == nil ? scorer : nested
        for s in max(low, i - Lane.longest + 1)..<max(low, min(j, high)) where !active.barrier[s] {
            for e in (s + 1)...max(s + 1, min(high, s + Lane.longest)) {
                if e - s > 1, active.barrier[e - 1] { break }
                guard e > i, e <= high else { continue }
                let all = active.spanScore(view, s, e)
                for lane in 0..<Lane.count where e - s <= Lane.maximumLength[lane] { offer(all[lane] + remembered(active, s, e, lane) + outerSum(active, s, e, lane, outer, limits), s, e, lane, -1) }
            }
        }
        for (k, x) in view.explicit.enumerated() where x.start < j && x.end > i && x.start >= low && x.end <= high && x.lane == Lane.value {
            offer(x.evidence.reduce(0) { $0 + active.weights[$1, x.lane] }, x.start, x.end, x.lane, k)
        }
        guard let best else { return nil }
        return best.explicit >= 0 ? value(view.explicit[best.explicit]) : explain(best.start, best.end, best.lane, outer, limits)
    }

    /// The first token inside the span that no name crosses (a comma, a bracket, a full stop).
    public func barrier(in span: TokenRange) -> Int? {
        span.indices.first { $0 >= base && $0 - base < view.count && scorer.barrier[$0 - base] }
    }

    /// The longest span, in tokens, that may have a label without being listed as a whole.
    public static func longest(_ label: Label) -> Int {
        let lane = Lane.of(label)
        return lane < Lane.count ? Lane.maximumLength[lane] : Lane.longest
    }

    private func remembered(_ s: SpanScorer, _ i: Int, _ j: Int, _ lane: Int) -> Float {
        view.memory.reduce(0) { $1.start == i && $1.end == j ? $0 + s.weights[$1.evidence, lane] : $0 }
    }

    private func outerSum(_ s: SpanScorer, _ i: Int, _ j: Int, _ lane: Int, _ outer: Label?, _ limits: TokenRange?) -> Float {
        outerRows(s, i, j, outer, limits).reduce(0) { $0 + s.weights[$1, lane] }
    }

    private func outerRows(_ s: SpanScorer, _ i: Int, _ j: Int, _ outer: Label?, _ limits: TokenRange?) -> [Int] {
        guard let outer else { return [] }
        let o = Int(outer.rawValue)
        var rows = [s.spanRows.nestedIn[o]]
        if let limits, Int(limits.start) == i + base { rows.append(s.spanRows.nestedStart[o]) }
        if let limits, Int(limits.end) == j + base { rows.append(s.spanRows.nestedEnd[o]) }
        return rows
    }

    private func explain(_ i: Int, _ j: Int, _ lane: Int, _ outer: Label?, _ limits: TokenRange? = nil) -> ExplainedSpan {
        let active = outer == nil ? scorer : nested
        var rows: [Int] = []
        active.evidence(view, forms, profiles, start: i, end: j, lane: lane, into: &rows)
        rows += outerRows(active, i, j, outer, limits)
        return make(i, j, lane, rows, active, readingOf: active.reading(i, lane, single: j - i == 1))
    }

    private func value(_ x: ExplicitSpan) -> ExplainedSpan {
        var span = make(x.start, x.end, x.lane, x.evidence, scorer, readingOf: -1)
        if x.value >= 0 {
            span.bytes = view.values[x.value].bytes
            span.label = view.values[x.value].label.name
        }
        return span
    }

    private func make(_ i: Int, _ j: Int, _ lane: Int, _ rows: [Int], _ active: SpanScorer, readingOf reading: Int) -> ExplainedSpan {
        var sums: [Int: Float] = [:]
        for r in rows { sums[r, default: 0] += active.weights[r, lane] }
        let terms = sums.filter { $0.value != 0 }.map { EvidenceTerm(name: active.catalog.name($0.key), weight: $0.value) }
            .sorted { (abs($0.weight), $1.name) > (abs($1.weight), $0.name) }
        let stem = reading >= 0 && reading < forms.pool.count ? UInt32(forms.pool[reading].stem) : 0
        let first = tokens[base + i]
        return ExplainedSpan(tokens: TokenRange(base + i, base + j), bytes: ByteRange(min(first.start + stem, first.end), tokens[base + j - 1].end),
                             label: Lane.names[lane], sum: rows.reduce(0) { $0 + active.weights[$1, lane] }, terms: terms)
    }
}

extension Tagger {
    /// Prepares one sentence of the document that was tagged last for questions, by the steps of `tag`.
    public mutating func explainer(of sentence: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: Analysis, date: String) -> SentenceExplainer {
        profiles.update(forms)
        let range = analysis.sentences[sentence].tokens.indices
        builder.build(range, of: analysis.tokens, forms, profiles, text, date: CalendarDate(iso: date), into: &view)
        memory.collect(view, forms, profiles, sentence: sentence, rows: scorer.spanRows, into: &view.memory)
        scorer.prepare(view, forms, profiles)
        nestedScorer.prepare(view, forms, profiles)
        var finder = builder.finder
        finder.ignoresSwitches = true
        var all: [PhraseHit] = []
        finder.find(analysis.tokens[range], forms, text, into: &all)
        let allowed = Set(view.hits.map { [$0.start, $0.end, $0.terminal, $0.reading] })
        let hits = all.map { h in
            let terminal = lexicon.phrases.terminal(h.terminal)
            let reading = forms.pool[h.reading]
            let tokens = TokenRange(range.lowerBound + h.start, range.lowerBound + h.end)
            let spelling = lexicon.spelling(terminal)
            return ExplainedHit(tokens: tokens,
                                bytes: ByteRange(analysis.tokens[Int(tokens.start)].start + UInt32(reading.stem), analysis.tokens[Int(tokens.end) - 1].end),
                                entry: h.entry, label: h.label, spelling: String(decoding: spelling, as: UTF8.self), kind: h.kind, isTrigger: h.trigger,
                                via: SpanVariation.between(analysis.tokens[tokens.indices], Int(reading.stem), text, spelling),
                                proclitics: reading.proclitics.subtracting(.article), isRefused: !allowed.contains([h.start, h.end, h.terminal, h.reading]))
        }
        return SentenceExplainer(view: view, base: range.lowerBound, tokens: analysis.tokens, hits: hits, scorer: scorer, nested: nestedScorer, forms: forms,
                                 profiles: profiles)
    }

    /// The class names of a reading as evidence sees it.
    public func classes(of reading: Reading) -> [String] {
        var out: [String] = []
        for word in reading.bare == reading.word ? [reading.word] : [reading.word, reading.bare] where word.isKnown {
            for i in 0..<lexicon.vocabulary.senseCount(word) {
                let s = lexicon.vocabulary.sense(word, i)
                var name = s.classID.index < lexicon.vocabulary.classNames.count ? lexicon.vocabulary.classNames[s.classID.index] : "?"
                if EvidenceWords.isName(name) { continue }
                let features = WordFeatures.names.indices.filter { s.features.rawValue & (1 << UInt16($0)) != 0 }.map { WordFeatures.names[$0] }
                if !features.isEmpty { name += "(" + features.joined(separator: ",") + ")" }
                if !out.contains(name) { out.append(name) }
            }
        }
        return out
    }
}
