import ModelStorage
import TextModel

/// Whether the tables of a model fit together: every offset, id and count inside what it points into. Checked when a file is first met; after that the
/// readers may rely on it. What a table may hold and what it means are different things: a sound file can still be wrong.
extension Lexicon {
    /// The first table that doesn't fit; nil where all do. Cost: one pass over the tables.
    public var unsoundTable: String? {
        if let table = vocabulary.unsoundTable { return table }
        if let table = entries.unsoundTable { return table }
        if let table = phrases.unsoundTable(words: vocabulary.count, entries: entries.count, spellings: spellings.count) { return table }
        return labels.count == vocabulary.count ? nil : "wlabels"
    }
}

extension FlatTable where T == UInt32 {
    /// They never go down, begin at 0 and end within `limit`.
    public func areOffsets(into limit: Int) -> Bool {
        let values = buffer
        guard let first = values.first, first == 0 else { return false }
        var last: UInt32 = 0
        for value in values {
            if value < last { return false }
            last = value
        }
        return Int(last) <= limit
    }

    public func allBelow(_ limit: Int) -> Bool { buffer.allSatisfy { Int($0) < limit } }
}

extension FlatTable {
    public var isPowerOfTwo: Bool { count > 0 && count & (count - 1) == 0 }
}

extension Vocabulary {
    var unsoundTable: String? {
        guard offsets.count >= 2, offsets.areOffsets(into: blob.count) else { return "voffs" }
        guard slots.isPowerOfTwo, slots.buffer.contains(0) else { return "vslots" }
        for slot in slots.buffer where Int(UInt32(truncatingIfNeeded: slot)) >= count { return "vslots" }
        guard senseStarts.count == count + 1, senseStarts.areOffsets(into: senseTable.count) else { return "vsenst" }
        for packed in senseTable.buffer {
            let sense = WordSense(packed: packed)
            if sense.classID.index >= classNames.count || sense.lemma.index >= count { return "vsense" }
        }
        guard spellingOffsets.count == spellingIDs.count + 1, spellingOffsets.areOffsets(into: spellings.count), spellingIDs.allBelow(count) else { return "vspelof" }
        return nil
    }
}

extension EntryTable {
    var unsoundTable: String? {
        guard labels.buffer.allSatisfy({ Int($0) < Label.allCases.count }) else { return "elabel" }
        guard switches.count == count, lines.count == count, files.count == count else { return "eline" }
        guard files.buffer.allSatisfy({ Int($0) < max(fileNames.count, 1) }) else { return "efile" }
        guard offsets.count == count * 3 + 1, offsets.areOffsets(into: blob.count) else { return "eoffs" }
        return nil
    }
}

extension PhraseTrie {
    func unsoundTable(words: Int, entries: Int, spellings: Int) -> String? {
        let nodes = starts.count - 1
        guard keys.isPowerOfTwo, keys.count == values.count, keys.buffer.contains(0) else { return "tkeys" }
        guard nodes >= 1, starts.areOffsets(into: terminals.count / PhraseTerminal.width) else { return "ttermst" }
        guard values.allBelow(nodes) else { return "tvals" }
        guard roots.count == words, roots.allBelow(nodes) else { return "troot" }
        guard terminals.count % PhraseTerminal.width == 0 else { return "tterm" }
        for i in 0..<(terminals.count / PhraseTerminal.width) {
            let t = terminal(i)
            if t.entry.index >= entries || t.spelling > t.spellingEnd || Int(t.spellingEnd) > spellings { return "tterm" }
        }
        return nil
    }
}
