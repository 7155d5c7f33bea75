import ModelStorage
import TextModel

/// The compiled phrase trie. A walk starts at `root(word)` and goes on with `next`; node 0 is "no such phrase".
public struct PhraseTrie: Sendable {
    let keys: FlatTable<UInt64>
    let values: FlatTable<UInt32>
    let roots: FlatTable<UInt32>
    let starts: FlatTable<UInt32>
    let terminals: FlatTable<UInt32>
    /// Keeps the mapping alive.
    private let file: ModelFile

    init(_ file: ModelFile) {
        self.file = file
        keys = file.table("tkeys")
        values = file.table("tvals")
        roots = file.table("troot")
        starts = file.table("ttermst")
        terminals = file.table("tterm")
    }

    /// The node behind a first word.
    @inline(__always) public func root(_ word: WordID) -> UInt32 { roots[word.index] }

    /// The node behind one more word. Cost: about one probe.
    public func next(_ node: UInt32, _ word: WordID) -> UInt32 {
        guard word.isKnown else { return 0 }
        let key = PhraseTrieBuilder.key(node, word)
        let mask = keys.count - 1
        guard mask >= 0 else { return 0 }
        var i = Int(truncatingIfNeeded: PhraseTrieBuilder.slot(key)) & mask
        for _ in 0...mask {
            let k = keys[i]
            if k == key { return values[i] }
            if k == 0 { return 0 }
            i = (i + 1) & mask
        }
        return 0
    }

    /// Indices of the terminals at a node.
    @inline(__always) public func terminals(of node: UInt32) -> Range<Int> {
        let start = Int(starts[Int(node)]), end = Int(starts[Int(node) + 1])
        return start..<max(start, end)
    }

    public func terminal(_ i: Int) -> PhraseTerminal {
        let at = i * PhraseTerminal.width
        return PhraseTerminal(entry: EntryID(raw: terminals[at]), spelling: terminals[at + 1], spellingEnd: terminals[at + 2],
                              kind: PhraseTerminal.Kind(rawValue: terminals[at + 3]) ?? .name)
    }
}
