import ArabicText
import Lexicons
import TextModel

/// Which rows of the lexicon a text names, and why: the same look-up that tagging begins with, before any decision.
public struct LexiconSearch {
    public struct Found: Sendable {
        /// The text of the match, without proclitics.
        public var bytes: ByteRange
        public var entry: EntryID
        public var kind: PhraseTerminal.Kind
        /// The form as its row spells it.
        public var spelling: String
        /// What lies between the text's spelling and the row's.
        public var via: FoldingSet
        public var proclitics: ProcliticSet
        /// The row's switches forbid this spelling or its proclitics.
        public var isForbidden: Bool
    }

    private let lexicon: Lexicon
    private let finder: PhraseFinder
    private var hits: [PhraseHit] = []

    public init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        finder = PhraseFinder(lexicon: lexicon)
    }

    /// Everything that the sentences of a document name, in text order, longer ones first.
    public mutating func find(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: Analysis) -> [Found] {
        var out: [Found] = []
        for sentence in analysis.sentences {
            let range = sentence.tokens.indices
            finder.find(analysis.tokens[range], forms, text, into: &hits)
            for h in hits.sorted(by: { ($0.start, -$0.end, $0.terminal) < ($1.start, -$1.end, $1.terminal) }) {
                let terminal = lexicon.phrases.terminal(h.terminal)
                let reading = forms.pool[h.reading]
                let tokens = analysis.tokens[(range.lowerBound + h.start)..<(range.lowerBound + h.end)]
                let first = tokens[tokens.startIndex]
                let spelling = lexicon.spelling(terminal)
                let via = SpanVariation.between(tokens, Int(reading.stem), text, spelling)
                let match = lexicon.entries.match(h.entry)
                let proclitics = reading.proclitics.subtracting(.article)
                out.append(Found(bytes: ByteRange(first.start + UInt32(reading.stem), tokens[tokens.endIndex - 1].end), entry: h.entry, kind: h.kind,
                                 spelling: String(decoding: spelling, as: UTF8.self), via: via, proclitics: proclitics,
                                 isForbidden: !match.allows(via) || (match.contains(.noProclitics) && !proclitics.isEmpty)))
            }
        }
        return out
    }

    /// Marks the entries that the text names.
    public mutating func mark(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: Analysis, in used: inout [Bool]) {
        for sentence in analysis.sentences {
            finder.find(analysis.tokens[sentence.tokens.indices], forms, text, into: &hits)
            for h in hits where h.entry.index < used.count { used[h.entry.index] = true }
        }
    }
}
