import ArabicText
import Lexicons
import ModelStorage
import TextModel

/// A gold document: its analysis up to word look-up, and its spans in bytes.
public struct GoldDocument: Sendable {
    public struct Span: Sendable {
        public var bytes: ByteRange
        public var labels: LabelSet
        public init(bytes: ByteRange, labels: LabelSet) {
            self.bytes = bytes
            self.labels = labels
        }
    }

    public var text: [UInt8]
    public var analysis: Analysis
    public var spans: [Span]
    public var supervised: LabelSet
    public var enabled: LabelSet
    /// Generic place heads stand outside gold spans in this corpus.
    public var headsOutside: Bool
    public var weight: Float

    public init(text: [UInt8], analysis: Analysis, spans: [Span], supervised: LabelSet, enabled: LabelSet = .all, headsOutside: Bool = false, weight: Float = 1) {
        self.text = text
        self.analysis = analysis
        self.spans = spans
        self.supervised = supervised
        self.enabled = enabled
        self.headsOutside = headsOutside
        self.weight = weight
    }
}

/// Fits the tagger's weights to gold documents.
public struct TaggerTuning {
    let lexicon: Lexicon
    public let catalog: EvidenceCatalog
    public var sentenceCount: Int { sentences.count }
    var profiles: WordProfiles
    var builder: ViewBuilder
    var sentences: [TuningSentence] = []
    let headShapes: Set<Shape> = [.named("placehead"), .named("placehead.al")]
    private var documents = 0

    public init(model: ModelFile, lexicon: Lexicon) {
        self.lexicon = lexicon
        catalog = EvidenceCatalog(vocabulary: lexicon.vocabulary)
        profiles = WordProfiles(lexicon: lexicon, catalog: catalog, likeness: NameLikeness(model))
        builder = ViewBuilder(model: model, lexicon: lexicon, catalog: catalog)
    }

    /// Adds the sentences of a document. Spans that don't fit tokens or cross sentences are left out.
    public mutating func add(_ d: GoldDocument, _ forms: WordForms) {
        profiles.update(forms)
        let number = documents
        documents += 1
        let firstSentence = sentences.count
        d.text.withUnsafeBufferPointer { text in
            for sentence in d.analysis.sentences where !sentence.tokens.isEmpty {
                let range = sentence.tokens.indices
                let tokens = d.analysis.tokens[range]
                var view = SentenceView()
                builder.build(range, of: d.analysis.tokens, forms, profiles, text, date: nil, into: &view)
                var spans: [GoldSpan] = []
                for s in d.spans where s.bytes.start >= sentence.bytes.start && s.bytes.end <= sentence.bytes.end {
                    guard let first = tokens.firstIndex(where: { $0.end > s.bytes.start }), let last = tokens.lastIndex(where: { $0.start < s.bytes.end }),
                          first <= last else { continue }
                    let start = first - range.lowerBound
                    var slack = 0
                    if d.headsOutside, start > 0, headShapes.contains(view.shapes[start - 1]) { slack = 1 }
                    spans.append(GoldSpan(start: start, end: last - range.lowerBound + 1, labels: s.labels, slack: slack))
                }
                spans.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
                var outer: [GoldSpan] = [], nested: [(outer: GoldSpan, inner: [GoldSpan])] = []
                for s in spans {
                    if let o = outer.last, s.start < o.end {
                        if s.end <= o.end { nested[nested.count - 1].inner.append(s) }
                        continue
                    }
                    outer.append(s)
                    nested.append((s, []))
                }
                sentences.append(TuningSentence(view: view, gold: outer, nested: nested.filter { $0.outer.end - $0.outer.start > 1 }, supervised: d.supervised,
                                                enabled: d.enabled, document: number, marksNoInstitutions: d.headsOutside, weight: d.weight))
            }
        }
        remember(from: firstSentence, forms)
    }

    /// Gives the sentences of a document the memory of the names that gold marks in its other sentences. Every third name is forgotten, since a first
    /// reading doesn't find all.
    private mutating func remember(from first: Int, _ forms: WordForms) {
        var memory = DocumentMemory()
        var count = 0
        for k in first..<sentences.count {
            for g in sentences[k].gold {
                guard let label = Label.allCases.first(where: { g.labels.has($0) }), Tagger.remembered.has(label) else { continue }
                count += 1
                if count % 3 == 0 { continue }
                let view = sentences[k].view
                let reading = forms.readings(of: view.forms[g.start]).first { r in
                    view.hits.contains { $0.start == g.start && $0.end == g.end && $0.reading == r }
                } ?? view.mains[g.start]
                memory.add(view, profiles, start: g.start, end: g.end, reading: reading, label: label, sentence: k)
            }
        }
        let rows = SpanScorer.Rows(catalog)
        for k in first..<sentences.count {
            let view = sentences[k].view
            memory.collect(view, forms, profiles, sentence: k, rows: rows, into: &sentences[k].view.memory)
        }
    }

    /// Fits and returns the weights of the outer and of the nested search. `report` is told the loss of each round.
    /// `lean` is added to the bias of every label of the outer search afterwards: the likelihood weighs a name missed like a name too many, and finds too few.
    public func fit(rounds: Int, rate: Float, decay: Float, lean: Float = 0, _ forms: WordForms, report: (Int, Double, Double) -> Void) -> (outer: Weights, nested: Weights) {
        var tuner = Tuner(scorer: SpanScorer(catalog: catalog, weights: prior()), rate: rate, decay: decay)
        var inside = Tuner(scorer: SpanScorer(catalog: catalog, weights: prior()), rate: rate, decay: decay)
        var order = Array(sentences.indices)
        var random = SplitMix64(seed: 20_261_121)
        for round in 0..<rounds {
            order.shuffle(using: &random)
            tuner.loss = 0
            inside.loss = 0
            for i in order {
                let s = sentences[i]
                tuner.step(s.view, s.gold, supervised: s.supervised, enabled: s.enabled, weight: s.weight,
                           marksNoInstitutions: s.marksNoInstitutions, from: 0, to: s.view.count, outer: nil, forms, profiles)
                guard s.supervised == .all else { continue }
                for n in s.nested {
                    let direct = TaggerTuning.direct(n.inner, n.outer)
                    inside.step(s.view, direct, supervised: .all, enabled: .all, weight: 1, from: n.outer.start, to: n.outer.end,
                                outer: TaggerTuning.lane(n.outer), forms, profiles)
                }
            }
            report(round + 1, tuner.loss, inside.loss)
        }
        var outer = tuner.scorer.weights
        let bias = tuner.scorer.spanRows.bias
        for lane in 0..<Lane.count { outer[bias, lane] += lean }
        return (outer, inside.scorer.weights)
    }

    /// Where fitting starts: a listed name speaks for its own label. Corpora with coarse labels need this to tell city from region.
    private func prior() -> Weights {
        var w = Weights(count: catalog.count)
        let rows = SpanScorer(catalog: catalog, weights: Weights(count: 0)).spanRows
        for (lane, label) in Lane.labels.enumerated() {
            for words in 1...4 {
                w[rows.listedRow(label, words, .sure), lane] = label == .norp ? 4 : 3
                w[rows.listedRow(label, words, .trigger), lane] = 0.5
                w[rows.listedRow(label, words, .rare), lane] = 1
            }
        }
        for label in Label.allCases { w[rows.value[Int(label.rawValue)], Lane.value] = 3 }
        w[rows.valueWeak, Lane.value] = -2
        return w
    }

    private static func lane(_ s: GoldSpan) -> Int { Lane.labels.indices.first { s.labels.has(Lane.labels[$0]) } ?? 0 }

    /// The outermost of the inner spans; the same extent with another label counts as inner.
    private static func direct(_ inner: [GoldSpan], _ outer: GoldSpan) -> [GoldSpan] {
        var out: [GoldSpan] = []
        for s in inner where !(s.start == outer.start && s.end == outer.end && s.labels == outer.labels) {
            if let last = out.last, s.start < last.end { continue }
            out.append(s)
        }
        return out
    }
}

extension Lane {
    static let nameSet: LabelSet = labels.reduce(into: []) { $0.formUnion(LabelSet($1)) }
}
