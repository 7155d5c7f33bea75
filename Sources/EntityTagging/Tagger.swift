import ArabicText
import Lexicons
import ModelStorage
import TextModel

/// Tags the mentions of a document: candidates from lexicons, word evidence and values compete in one lattice per sentence; an exact search picks the best
/// set that doesn't cross, then the readings inside.
///
/// One value per worker; it keeps per-form sums from document to document.
public struct Tagger: Sendable {
    let lexicon: Lexicon
    let catalog: EvidenceCatalog
    var profiles: WordProfiles
    var scorer: SpanScorer
    var nestedScorer: SpanScorer
    var decoder = SpanDecoder()
    var builder: ViewBuilder
    var view = SentenceView()
    var memory = DocumentMemory()
    private var decoded: [[DecodedSpan]] = []
    /// The views of a document's sentences, from the first search to the second; those of a large document are built again.
    private var views: [SentenceView] = []
    private static let viewedTokens = 20_000

    public init(model: ModelFile, lexicon: Lexicon) {
        self.lexicon = lexicon
        catalog = EvidenceCatalog(vocabulary: lexicon.vocabulary)
        profiles = WordProfiles(lexicon: lexicon, catalog: catalog, likeness: NameLikeness(model))
        scorer = SpanScorer(catalog: catalog, weights: Weights(model, section: "weights", count: catalog.count))
        nestedScorer = SpanScorer(catalog: catalog, weights: Weights(model, section: "nested", count: catalog.count))
        builder = ViewBuilder(model: model, lexicon: lexicon, catalog: catalog)
    }

    /// `date`: the document's, ISO 8601, empty where not known. Appends the mentions of all sentences in text order, an outer one before those inside it.
    public mutating func tag(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis, date: String) {
        profiles.update(forms)
        let day = CalendarDate(iso: date)
        memory.removeAll()
        decoded.removeAll(keepingCapacity: true)
        let keepsViews = analysis.tokens.count <= Tagger.viewedTokens
        while keepsViews, views.count < analysis.sentences.count { views.append(SentenceView()) }
        // First every sentence by itself, then again those that earlier or later names may change.
        for k in analysis.sentences.indices {
            build(k, text, forms, analysis, day)
            decoded.append(search(forms))
            defer { if keepsViews { swap(&view, &views[k]) } }
            for s in decoded[k] where Calibration.score(s) >= Tagger.rememberedScore {
                guard s.lane < Lane.count, Tagger.remembered.has(Lane.labels[s.lane]) else { continue }
                memory.add(view, profiles, start: s.start, end: s.end, reading: reading(of: s), label: Lane.labels[s.lane], sentence: k)
            }
        }
        for k in analysis.sentences.indices where !memory.isEmpty || !decoded[k].isEmpty {
            if keepsViews { swap(&view, &views[k]) } else { build(k, text, forms, analysis, day) }
            emit(k, text, forms, &analysis)
        }
    }

    private static let rules = Lane.labels.map { StaticRule("evidence.\($0.name)") }

    /// Labels of names that come again in short forms.
    static let remembered: LabelSet = [LabelSet(.pers), LabelSet(.org), LabelSet(.gpe), LabelSet(.loc), LabelSet(.fac), LabelSet(.event)]
    static let rememberedScore: Float = 0.7

    private func reading(of s: DecodedSpan) -> Int {
        scorer.reading(s.start, s.lane, single: s.end - s.start == 1)
    }

    /// Leaves a sentence's view in `view`.
    private mutating func build(_ k: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: Analysis, _ day: CalendarDate?) {
        builder.build(analysis.sentences[k].tokens.indices, of: analysis.tokens, forms, profiles, text, date: day, into: &view)
    }

    /// Decodes `view` and leaves its sums in `scorer`.
    private mutating func search(_ forms: WordForms) -> [DecodedSpan] {
        guard view.count > 0 else { return [] }
        scorer.prepare(view, forms, profiles)
        return decoder.decode(view, scorer, from: 0, to: view.count)
    }

    private mutating func emit(_ k: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis) {
        let base = Int(analysis.sentences[k].tokens.start)
        memory.collect(view, forms, profiles, sentence: k, rows: scorer.spanRows, into: &view.memory)
        // Where the rest of the document has nothing to say the first search stands; only the sums of its spans are needed again.
        let spans = view.memory.isEmpty ? decoded[k] : search(forms)
        guard !spans.isEmpty else { return }
        var isBegun = false
        for s in spans {
            if view.memory.isEmpty { scorer.prepareWords(s.start..<s.start + 1, view, forms, profiles) }
            if s.end - s.start > 1, s.lane < Lane.count {
                if !isBegun { nestedScorer.begin(view) }
                isBegun = true
                nestedScorer.prepareWords(s.start..<s.end, view, forms, profiles)
            }
            tagInside(s, nested: false, k, base, text, forms, &analysis, outer: nil, depth: 0)
        }
    }

    private mutating func tagInside(_ s: DecodedSpan, nested: Bool, _ sentence: Int, _ base: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms,
                                    _ analysis: inout Analysis, outer: MentionID?, depth: Int) {
        let id = append(s, nested: nested, sentence, base, text, forms, &analysis, outer: outer)
        guard depth < 3, s.end - s.start > 1, s.lane < Lane.count else { return }
        let explicit = view.explicit.count
        addComplements(of: s)
        for inner in decoder.decode(view, nestedScorer, from: s.start, to: s.end, outer: s.lane) {
            tagInside(inner, nested: true, sentence, base, text, forms, &analysis, outer: id, depth: depth + 1)
        }
        view.explicit.removeLast(view.explicit.count - explicit)
    }

    /// The complement of an organisation's head, listed as a name that may be common words elsewhere (فرع أمن الدولة): here the head speaks for it.
    private mutating func addComplements(of s: DecodedSpan) {
        let organisation = Lane.of(.org)
        guard s.lane == organisation else { return }
        for h in view.hits where h.trigger && h.words > 1 && h.label == .org && h.kind != .short && h.start > s.start && h.end == s.end {
            view.explicit.append(ExplicitSpan(start: h.start, end: h.end, lane: organisation, evidence: [], alone: false, value: -1, bonus: LoneName.bonus))
        }
    }

    @discardableResult
    private func append(_ s: DecodedSpan, nested: Bool, _ sentence: Int, _ base: Int, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms,
                        _ analysis: inout Analysis, outer: MentionID?) -> MentionID {
        if s.explicit >= 0, view.explicit[s.explicit].value >= 0 {
            return append(view.values[view.explicit[s.explicit].value], sentence, &analysis, outer: outer)
        }
        let single = s.end - s.start == 1
        let readingIndex = nested ? nestedScorer.reading(s.start, s.lane, single: single) : scorer.reading(s.start, s.lane, single: single)
        let label = Lane.labels[s.lane]
        var reading = forms.pool[readingIndex]
        var hit: PhraseHit?
        for h in view.hits where h.start == s.start && h.end == s.end && h.label == label && h.kind != .short {
            if let old = hit, !(old.trigger && !h.trigger) { continue }
            hit = h
        }
        if let hit { reading = forms.pool[hit.reading] }
        let tokens = TokenRange(base + s.start, base + s.end)
        let first = analysis.tokens[base + s.start]
        let bytes = ByteRange(first.start + UInt32(reading.stem), analysis.tokens[base + s.end - 1].end)
        var via: FoldingSet = []
        if let hit { via = SpanVariation.between(analysis.tokens[tokens.indices], Int(reading.stem), text, lexicon.spelling(lexicon.phrases.terminal(hit.terminal))) }
        var mention = Mention(bytes: bytes, tokens: tokens, label: label, form: .name, sentence: UInt32(sentence),
                              foundBy: hit.map { .entry($0.entry) } ?? .rule(Tagger.rules[s.lane]), entry: hit?.entry,
                              score: Calibration.score(s), proclitics: reading.proclitics.subtracting(.article), via: via)
        mention.nestedIn = outer
        analysis.mentions.append(mention)
        return MentionID(analysis.mentions.count - 1)
    }
}

extension Tagger {
    /// A value with its parts.
    private func append(_ v: ValueCandidate, _ sentence: Int, _ analysis: inout Analysis, outer: MentionID?) -> MentionID {
        func mention(_ bytes: ByteRange, _ tokens: TokenRange, _ label: Label, _ value: String, _ proclitics: ProcliticSet, _ outer: MentionID?) -> Mention {
            var m = Mention(bytes: bytes, tokens: tokens, label: label, form: .name, sentence: UInt32(sentence), foundBy: .rule(v.rule), score: v.isWeak ? 0.6 : 0.95,
                            proclitics: proclitics.subtracting(.article), value: value)
            m.nestedIn = outer
            return m
        }
        analysis.mentions.append(mention(v.bytes, v.tokens, v.label, v.value, v.proclitics, outer))
        let id = MentionID(analysis.mentions.count - 1)
        for p in v.parts { analysis.mentions.append(mention(p.bytes, p.tokens, p.label, p.value, p.proclitics, id)) }
        return id
    }
}

/// From margins to probabilities.
enum Calibration {
    /// Logistic in the margin between the span and its best other reading.
    static func score(_ s: DecodedSpan) -> Float {
        let margin = s.score - max(0, s.runnerUp)
        return 1 / (1 + exponential(-0.35 * margin))
    }

    /// e^x by squaring (1 + x/1024)^1024: the same on every machine, good to three decimals where it is used.
    static func exponential(_ x: Float) -> Float {
        var y = max(1 + max(-700, min(80, x)) / 1024, 0)
        for _ in 0..<10 { y *= y }
        return y
    }
}

/// The variations between a span of text and an entry's spelling.
enum SpanVariation {
    static func between(_ tokens: ArraySlice<Token>, _ stem: Int, _ text: UnsafeBufferPointer<UInt8>, _ spelling: UnsafeBufferPointer<UInt8>) -> FoldingSet {
        var via: FoldingSet = []
        var words: [UnsafeBufferPointer<UInt8>] = []
        var start = 0
        for i in 0...spelling.count where i == spelling.count || spelling[i] == 0x20 {
            if i > start { words.append(UnsafeBufferPointer(rebasing: spelling[start..<i])) }
            start = i + 1
        }
        var w = 0
        var previousEnd: Int?
        for t in tokens {
            if let p = previousEnd {
                if t.flags.contains(.hashBefore) || t.flags.contains(.underscoreBefore) { via.insert(.hashtag) }
                let gap = text[p..<Int(t.start)]
                if gap.contains(where: { $0 != 0x20 && $0 != 0x23 && $0 != 0x5F }) || gap.filter({ $0 == 0x20 }).count > 1 {
                    via.insert(gap.contains(where: { $0 == 0xE2 || $0 == 0xEF || $0 == 0xD8 }) ? .direction : .space)
                }
            }
            let from = previousEnd == nil ? Int(t.start) + stem : Int(t.start)
            previousEnd = Int(t.end)
            if t.kind == .quote { via.insert(.quotes); continue }
            guard w < words.count, from <= Int(t.end) else { break }
            let surface = UnsafeBufferPointer(rebasing: text[from..<Int(t.end)])
            if t.kind == .word {
                let spelled = words[w]
                via.formUnion(Variation.between(surface, spelled))
            }
            w += 1
        }
        return via
    }
}
