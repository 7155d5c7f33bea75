import ArabicText
import ModelStorage
import TextModel

/// Looking up names and rows from outside a text: for explanations and checks, not for hot loops.
extension Lexicon {
    /// A form of an entry as its row writes it.
    public struct Form: Sendable {
        public var spelling: String
        public var kind: PhraseTerminal.Kind
        public var entry: EntryID
    }

    /// The rows that have exactly this name, variant or short form (after folding).
    public func forms(named name: String) -> [Form] {
        guard let node = node(of: PhraseWords.split(name)) else { return [] }
        return phrases.terminals(of: node).map { form(phrases.terminal($0)) }
    }

    /// How many words of the name lead into the lexicon: the whole may be listed only as part of a longer name.
    public func isStartOfEntry(_ name: String) -> Bool { node(of: PhraseWords.split(name)) != nil }

    /// All forms of one row. Cost: linear in the lexicon.
    public func forms(of entry: EntryID) -> [Form] {
        var out: [Form] = []
        for i in 0..<phrases.terminalCount {
            let t = phrases.terminal(i)
            guard t.entry == entry else { continue }
            let f = form(t)
            if !out.contains(where: { $0.spelling == f.spelling && $0.kind == f.kind }) { out.append(f) }
        }
        return out
    }

    /// The rows at `file:line`; the file may be given by the end of its path. Cost: linear in the lexicon.
    public func entries(at place: String) -> [EntryID] {
        var out: [EntryID] = []
        for i in 0..<entries.count {
            let p = entries.place(EntryID(i))
            if p == place || (p.utf8.count < place.utf8.count ? place.hasSuffix("/" + p) : p.hasSuffix("/" + place)) { out.append(EntryID(i)) }
        }
        return out
    }

    /// Folded words of a name, as the lexicon divides it.
    public static func words(of name: String) -> [String] {
        let folding = Folding()
        return PhraseWords.split(name).map { String(decoding: folding.fold($0), as: UTF8.self) }
    }

    private func form(_ t: PhraseTerminal) -> Form { Form(spelling: String(decoding: spelling(t), as: UTF8.self), kind: t.kind, entry: t.entry) }

    private func node(of words: [String]) -> UInt32? {
        let folding = Folding()
        var node: UInt32 = 0
        for (i, word) in words.enumerated() {
            let id = folding.fold(word).withUnsafeBufferPointer { vocabulary.word(folded: $0) }
            guard id.isKnown else { return nil }
            node = i == 0 ? phrases.root(id) : phrases.next(node, id)
            if node == 0 { return nil }
        }
        return words.isEmpty ? nil : node
    }
}

extension PhraseTrie {
    public var terminalCount: Int { terminals.count / PhraseTerminal.width }
}
