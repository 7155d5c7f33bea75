import ArabicText
import Lexicons
import TextModel

extension ShortFormFinder {
    /// A hashtag of several words is a name by its writer's hand: a listed one is a mention also inside a longer name (قوات #النظام_السوري).
    mutating func findHashtags(_ text: UnsafeBufferPointer<UInt8>, _ analysis: Analysis) {
        let tokens = analysis.tokens
        for (s, sentence) in analysis.sentences.enumerated() {
            let limit = min(Int(sentence.tokens.end), tokens.count)
            var t = Int(sentence.tokens.start)
            while t < limit {
                let start = t
                t += 1
                guard tokens[start].flags.contains(.hashBefore) else { continue }
                while t < limit, tokens[t].flags.contains(.underscoreBefore) { t += 1 }
                guard t - start > 1, t - start <= 6, let entry = entry(start..<t, tokens, text) else { continue }
                let label = lexicon.entries.label(entry)
                // It is there already, or it is the end of a longer name of one person (ستيفان #دي_ميستورا).
                let isKnown = analysis.mentions.contains {
                    Int($0.tokens.start) <= start && Int($0.tokens.end) >= t && $0.label == label && (label == .pers || $0.tokens.count == t - start)
                }
                if isKnown { continue }
                added.append(Mention(bytes: ByteRange(tokens[start].start, tokens[t - 1].end), tokens: TokenRange(start, t), label: label, form: .name,
                                     sentence: UInt32(s), foundBy: .entry(entry), entry: entry, score: 0.8, via: .hashtag))
            }
        }
    }

    /// The row that these words name in full; nil where none does, or rows of several labels.
    private func entry(_ range: Range<Int>, _ tokens: [Token], _ text: UnsafeBufferPointer<UInt8>) -> EntryID? {
        var node: UInt32?
        let folding = Folding()
        for t in range {
            let word = folding.folded(UnsafeBufferPointer(rebasing: text[Int(tokens[t].start)..<Int(tokens[t].end)])).withUnsafeBufferPointer { vocabulary.word(folded: $0) }
            guard word.isKnown else { return nil }
            if let n = node { node = lexicon.phrases.next(n, word) } else { node = lexicon.phrases.root(word) }
            if node == 0 { return nil }
        }
        guard let node else { return nil }
        var found: EntryID?
        for i in lexicon.phrases.terminals(of: node) {
            let terminal = lexicon.phrases.terminal(i)
            guard terminal.kind != .short else { continue }
            if let f = found, lexicon.entries.label(f) != lexicon.entries.label(terminal.entry) { return nil }
            if found == nil { found = terminal.entry }
        }
        return found
    }
}
