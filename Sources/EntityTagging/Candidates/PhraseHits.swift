import Lexicons
import TextModel

/// How much an entry says by itself.
enum Strength: Int, CaseIterable {
    /// By itself; also a common word (`trigger`); a name that news seldom means (`rare`); a row of one's own, laid over the shipped ones.
    case sure, trigger, rare, own

    /// How much more a row of one's own counts for its label than a shipped one.
    static let ownBonus: Float = 3

    init(_ match: MatchSwitches) { self = match.contains(.trigger) ? .trigger : match.contains(.own) ? .own : match.contains(.rare) ? .rare : .sure }
    var suffix: String { self == .sure ? "" : ".\(self)" }
}

/// A lexicon phrase found in a sentence: token indices are relative to the sentence.
struct PhraseHit {
    var start: Int
    var end: Int
    /// Words, without skipped quotation marks.
    var words: Int
    /// Reading of the first token (index into `WordForms.pool`).
    var reading: Int
    /// Index of the terminal in the trie.
    var terminal: Int
    var entry: EntryID
    var label: Label
    var strength: Strength
    var kind: PhraseTerminal.Kind
    var quotes: Bool

    var trigger: Bool { strength == .trigger }
}

/// Finds all lexicon phrases of a sentence, every sense of each. Cost: linear in the tokens for phrases of bounded length.
struct PhraseFinder {
    let lexicon: Lexicon
    /// Finds also what the `match` column of its row refuses: for explanations.
    var ignoresSwitches = false
    /// Most hits kept for one sentence; hostile lexicons and texts stay linear.
    static let limit = 1 << 16

    func find(_ tokens: ArraySlice<Token>, _ forms: WordForms, _ text: UnsafeBufferPointer<UInt8>, into hits: inout [PhraseHit]) {
        hits.removeAll(keepingCapacity: true)
        let base = tokens.startIndex, n = tokens.count
        for i in 0..<n {
            for r in forms.readings(of: tokens[base + i].form) {
                let reading = forms.pool[r]
                guard reading.word.isKnown, reading.enclitic == 0 else { continue }
                var node = lexicon.phrases.root(reading.word)
                guard node != 0 else { continue }
                var j = i + 1, words = 1, openQuotes = 0
                emit(node, i, j, words, r, openQuotes > 0, tokens, forms, text, &hits)
                while words < 16 {
                    var k = j
                    if k < n, tokens[base + k].kind == .quote {
                        openQuotes += 1
                        k += 1
                    }
                    guard k < n, k - j <= 1 else { break }
                    let next = forms.readings(of: tokens[base + k].form).first { q in
                        let x = forms.pool[q]
                        return x.stem == 0 && x.enclitic == 0 && x.proclitics.subtracting(.article).isEmpty && x.word.isKnown
                    }
                    guard let next else { break }
                    node = lexicon.phrases.next(node, forms.pool[next].word)
                    guard node != 0 else { break }
                    j = k + 1
                    words += 1
                    var end = j
                    // A quotation mark that opened inside the name closes inside it.
                    if openQuotes % 2 == 1, end < n, tokens[base + end].kind == .quote { end += 1 }
                    emit(node, i, end, words, r, openQuotes > 0, tokens, forms, text, &hits)
                }
                if hits.count >= PhraseFinder.limit { return }
            }
        }
    }

    private func emit(_ node: UInt32, _ start: Int, _ end: Int, _ words: Int, _ reading: Int, _ quotes: Bool, _ tokens: ArraySlice<Token>,
                      _ forms: WordForms, _ text: UnsafeBufferPointer<UInt8>, _ hits: inout [PhraseHit]) {
        for t in lexicon.phrases.terminals(of: node) {
            let terminal = lexicon.phrases.terminal(t)
            let match = lexicon.entries.match(terminal.entry)
            if !ignoresSwitches, !match.subtracting(.strengths).isEmpty {
                let r = forms.pool[reading]
                if match.contains(.noProclitics), !r.proclitics.subtracting(.article).isEmpty { continue }
                let span = tokens[(tokens.startIndex + start)..<(tokens.startIndex + end)]
                guard match.allows(SpanVariation.between(span, Int(r.stem), text, lexicon.spelling(terminal))) else { continue }
            }
            hits.append(PhraseHit(start: start, end: end, words: words, reading: reading, terminal: t, entry: terminal.entry,
                                  label: lexicon.entries.label(terminal.entry), strength: Strength(match),
                                  kind: terminal.kind, quotes: quotes))
        }
    }
}
