import Lexicons
import TextModel

/// Finds the rows that a sequence of words names.
struct SenseFinder {
    let lexicon: Lexicon
    static let limit = 24

    /// Entries with this label; the first word with and without its article. `short` forms only where asked.
    func entries(_ words: ArraySlice<Int32>, _ label: Label, _ local: DocumentWords, short: Bool = false, into found: inout [EntryID]) {
        guard let first = words.first else { return }
        walk(local.words[Int(first)].vocabulary, words.dropFirst(), label, local, short, &found)
        let bare = local.bare(first)
        if found.isEmpty, bare != first { walk(local.words[Int(bare)].vocabulary, words.dropFirst(), label, local, short, &found) }
    }

    private func walk(_ first: WordID, _ rest: ArraySlice<Int32>, _ label: Label, _ local: DocumentWords, _ short: Bool, _ found: inout [EntryID]) {
        guard first.isKnown else { return }
        var node = lexicon.phrases.root(first)
        for w in rest {
            if node == 0 { return }
            node = lexicon.phrases.next(node, local.words[Int(w)].vocabulary)
        }
        guard node != 0 else { return }
        for i in lexicon.phrases.terminals(of: node) {
            let terminal = lexicon.phrases.terminal(i)
            guard (terminal.kind == .short) == short, lexicon.entries.label(terminal.entry) == label, found.count < SenseFinder.limit,
                  !found.contains(terminal.entry) else { continue }
            found.append(terminal.entry)
        }
    }
}
