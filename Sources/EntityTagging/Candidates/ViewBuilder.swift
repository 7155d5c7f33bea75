import Lexicons
import TextModel

/// Prepares one sentence for scoring: main readings, shapes, lexicon phrases, value spans.
struct ViewBuilder {
    let finder: PhraseFinder

    init(lexicon: Lexicon) { finder = PhraseFinder(lexicon: lexicon) }

    func build(_ tokens: ArraySlice<Token>, _ forms: WordForms, _ profiles: WordProfiles, _ text: UnsafeBufferPointer<UInt8>, into view: inout SentenceView) {
        view.forms.removeAll(keepingCapacity: true)
        view.mains.removeAll(keepingCapacity: true)
        view.shapes.removeAll(keepingCapacity: true)
        view.hashed.removeAll(keepingCapacity: true)
        view.explicit.removeAll(keepingCapacity: true)
        view.memory.removeAll(keepingCapacity: true)
        for t in tokens {
            let main = Int(profiles.main[t.form.index])
            view.forms.append(t.form)
            view.mains.append(main)
            var shape = profiles.shapes[main]
            if t.kind == .quote { shape = t.flags.contains(.closing) ? .quoteClose : .quoteOpen }
            view.shapes.append(shape)
            view.hashed.append(t.flags.contains(.hashBefore))
        }
        finder.find(tokens, forms, text, into: &view.hits)
        // Entries longer than the search looks are spans of their own.
        for h in view.hits where h.kind != .short {
            let lane = Lane.of(h.label)
            guard lane < Lane.count, h.end - h.start > Lane.maximumLength[lane] else { continue }
            view.explicit.append(ExplicitSpan(start: h.start, end: h.end, lane: lane, evidence: [], alone: false, value: -1))
        }
    }
}
