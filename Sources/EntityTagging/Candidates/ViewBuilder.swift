import Lexicons
import ModelStorage
import TextModel

/// Prepares one sentence for scoring: main readings, shapes, lexicon phrases, value spans.
struct ViewBuilder {
    let finder: PhraseFinder
    let rows: SpanScorer.Rows
    private var values: ValueFinder

    init(model: ModelFile, lexicon: Lexicon, catalog: EvidenceCatalog) {
        finder = PhraseFinder(lexicon: lexicon)
        rows = SpanScorer.Rows(catalog)
        values = ValueFinder(lexicon: ValueLexicon(model))
    }

    /// Builds the view of the tokens `range`. `date`: the document's, against which relative dates are read.
    mutating func build(_ range: Range<Int>, of tokens: [Token], _ forms: WordForms, _ profiles: WordProfiles, _ text: UnsafeBufferPointer<UInt8>,
                        date: CalendarDate?, into view: inout SentenceView) {
        view.forms.removeAll(keepingCapacity: true)
        view.mains.removeAll(keepingCapacity: true)
        view.shapes.removeAll(keepingCapacity: true)
        view.hashed.removeAll(keepingCapacity: true)
        view.explicit.removeAll(keepingCapacity: true)
        view.memory.removeAll(keepingCapacity: true)
        view.values.removeAll(keepingCapacity: true)
        for t in tokens[range] {
            let main = Int(profiles.main[t.form.index])
            view.forms.append(t.form)
            view.mains.append(main)
            var shape = profiles.shapes[main]
            if t.kind == .quote { shape = t.flags.contains(.closing) ? .quoteClose : .quoteOpen }
            view.shapes.append(shape)
            view.hashed.append(t.flags.contains(.hashBefore))
        }
        finder.find(tokens[range], forms, text, into: &view.hits)
        // Entries longer than the search looks are spans of their own.
        for h in view.hits where h.kind != .short {
            let lane = Lane.of(h.label)
            guard lane < Lane.count, h.end - h.start > Lane.maximumLength[lane] else { continue }
            view.explicit.append(ExplicitSpan(start: h.start, end: h.end, lane: lane, evidence: [], alone: false, value: -1))
        }
        if let lone = LoneName.find(tokens[range], view.hits, text), case let lane = Lane.of(lone.label), lane < Lane.count {
            view.explicit.append(ExplicitSpan(start: lone.start, end: lone.end, lane: lane, evidence: [], alone: false, value: -1, bonus: LoneName.bonus))
        }
        tokens.withUnsafeBufferPointer {
            values.find(in: TokenRange(range.lowerBound, range.upperBound), of: $0, text: text, forms: forms, documentDate: date, appendingTo: &view.values)
        }
        for (k, v) in view.values.enumerated() {
            var evidence = [rows.value[Int(v.label.rawValue)]]
            if v.isWeak { evidence.append(rows.valueWeak) }
            view.explicit.append(ExplicitSpan(start: Int(v.tokens.start) - range.lowerBound, end: Int(v.tokens.end) - range.lowerBound, lane: Lane.value,
                                              evidence: evidence, alone: true, value: k))
        }
    }
}
