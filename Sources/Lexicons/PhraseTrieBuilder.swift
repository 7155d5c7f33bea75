import ModelStorage
import TextModel

/// Builds the phrase trie: word ids → the entries that a sequence of words names. Transitions are one hash table over (node, word), so that a step costs
/// one probe however many entries there are.
struct PhraseTrieBuilder {
    private var keys: [UInt64]
    private var values: [UInt32]
    private var used = 0
    private var mask: Int
    private(set) var nodeCount: UInt32 = 1
    /// (node, terminal) pairs in insertion order.
    private var terminals: [(node: UInt32, terminal: PhraseTerminal)] = []

    init(capacity: Int = 1 << 12) {
        keys = [UInt64](repeating: 0, count: capacity)
        values = [UInt32](repeating: 0, count: capacity)
        mask = capacity - 1
    }

    mutating func add(_ words: [WordID], _ terminal: PhraseTerminal) {
        var node: UInt32 = 0
        for word in words { node = step(node, word) }
        terminals.append((node, terminal))
    }

    static func key(_ node: UInt32, _ word: WordID) -> UInt64 { (UInt64(node) + 1) << 32 | UInt64(word.raw) }

    @inline(__always) static func slot(_ key: UInt64) -> UInt64 {
        let p = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return p.high ^ p.low
    }

    private mutating func step(_ node: UInt32, _ word: WordID) -> UInt32 {
        let key = PhraseTrieBuilder.key(node, word)
        var i = Int(truncatingIfNeeded: PhraseTrieBuilder.slot(key)) & mask
        while keys[i] != 0 {
            if keys[i] == key { return values[i] }
            i = (i + 1) & mask
        }
        keys[i] = key
        values[i] = nodeCount
        nodeCount += 1
        used += 1
        if used * 2 > keys.count { grow() }
        return nodeCount - 1
    }

    private mutating func grow() {
        let oldKeys = keys, oldValues = values
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        values = [UInt32](repeating: 0, count: oldKeys.count * 2)
        mask = keys.count - 1
        for (k, v) in zip(oldKeys, oldValues) where k != 0 {
            var i = Int(truncatingIfNeeded: PhraseTrieBuilder.slot(k)) & mask
            while keys[i] != 0 { i = (i + 1) & mask }
            keys[i] = k
            values[i] = v
        }
    }

    /// Writes `tkeys tvals troot ttermst tterm`: transitions, the first step by word id, terminals by node.
    func write(to model: inout ModelWriter, wordCount: Int) {
        model.add("tkeys", keys)
        model.add("tvals", values)
        var roots = [UInt32](repeating: 0, count: wordCount)
        for (k, v) in zip(keys, values) where k >> 32 == 1 { roots[Int(UInt32(truncatingIfNeeded: k))] = v }
        model.add("troot", roots)
        var starts = [UInt32](repeating: 0, count: Int(nodeCount) + 1)
        for t in terminals { starts[Int(t.node) + 1] += 1 }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        var next = starts
        var flat = [UInt32](repeating: 0, count: terminals.count * PhraseTerminal.width)
        for t in terminals {
            let at = Int(next[Int(t.node)]) * PhraseTerminal.width
            next[Int(t.node)] += 1
            flat[at] = t.terminal.entry.raw
            flat[at + 1] = t.terminal.spelling
            flat[at + 2] = t.terminal.spellingEnd
            flat[at + 3] = t.terminal.kind.rawValue
        }
        model.add("ttermst", starts)
        model.add("tterm", flat)
    }
}

/// Where a phrase ends in the trie: the entry, and how the entry spells this form.
public struct PhraseTerminal: Sendable {
    public enum Kind: UInt32, Sendable { case name = 0, variant = 1, short = 2 }
    static let width = 4
    public var entry: EntryID
    /// Byte offsets into the spelling blob: the form as the row writes it.
    public var spelling: UInt32
    public var spellingEnd: UInt32
    public var kind: Kind

    init(entry: EntryID, spelling: UInt32, spellingEnd: UInt32, kind: Kind) {
        self.entry = entry
        self.spelling = spelling
        self.spellingEnd = spellingEnd
        self.kind = kind
    }
}
