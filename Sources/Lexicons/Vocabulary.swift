import ModelStorage
import TextModel

/// The compiled vocabulary: folded bytes → word id by one hash probe; per word its senses (class, inflection, lemma). Immutable, shared by all workers.
public struct Vocabulary: Sendable {
    let blob: FlatTable<UInt8>
    let offsets: FlatTable<UInt32>
    let slots: FlatTable<UInt64>
    let senseStarts: FlatTable<UInt32>
    let senseTable: FlatTable<UInt64>
    let spellingIDs: FlatTable<UInt32>
    let spellingOffsets: FlatTable<UInt32>
    let spellings: FlatTable<UInt8>
    public let classNames: [String]
    /// Keeps the mapping alive.
    let file: ModelFile

    public init(_ file: ModelFile) {
        self.file = file
        blob = file.table("vwords")
        offsets = file.table("voffs")
        slots = file.table("vslots")
        senseStarts = file.table("vsenst")
        senseTable = file.table("vsense")
        spellingIDs = file.table("vspelid")
        spellingOffsets = file.table("vspelof")
        spellings = file.table("vspell")
        classNames = String(decoding: file.bytes("vclass"), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// Number of words including word 0.
    public var count: Int { max(offsets.count - 1, 0) }

    /// The id of a folded word; `.unknown` where it isn't listed. Cost: one hash, one probe for most words.
    public func word(folded key: UnsafeBufferPointer<UInt8>) -> WordID {
        let hash = StableHash.of(key)
        let mask = slots.count - 1
        guard mask >= 0 else { return .unknown }
        var i = Int(truncatingIfNeeded: hash) & mask
        for _ in 0...mask {
            let slot = slots[i]
            if slot == 0 { return .unknown }
            if slot >> 32 == hash >> 32 {
                let id = Int(UInt32(truncatingIfNeeded: slot))
                let bytes = blob.slice(Int(offsets[id]), Int(offsets[id + 1]))
                if bytes.count == key.count, bytes.elementsEqual(key) { return WordID(id) }
            }
            i = (i + 1) & mask
        }
        return .unknown
    }

    /// Folded bytes of a word.
    public func bytes(_ word: WordID) -> UnsafeBufferPointer<UInt8> { blob.slice(Int(offsets[word.index]), Int(offsets[word.index + 1])) }

    public func text(_ word: WordID) -> String { String(decoding: bytes(word), as: UTF8.self) }

    /// Careful spelling of a lemma; its folded form where none is stored.
    public func spelling(_ lemma: WordID) -> String {
        var low = 0, high = spellingIDs.count
        while low < high {
            let mid = (low + high) / 2
            if spellingIDs[mid] < lemma.raw { low = mid + 1 } else { high = mid }
        }
        if low < spellingIDs.count, spellingIDs[low] == lemma.raw { return spellings.string(Int(spellingOffsets[low]), Int(spellingOffsets[low + 1])) }
        return text(lemma)
    }

    public func senseCount(_ word: WordID) -> Int { Int(senseStarts[word.index + 1]) - Int(senseStarts[word.index]) }

    /// The i-th sense of a word, `i < senseCount(word)`.
    public func sense(_ word: WordID, _ i: Int) -> WordSense { WordSense(packed: senseTable[Int(senseStarts[word.index]) + i]) }

    public func classID(named name: String) -> WordClassID? { classNames.firstIndex(of: name).map { WordClassID($0) } }

    /// True when the word has a sense of this class; the sense is returned.
    public func sense(of word: WordID, in classID: WordClassID) -> WordSense? {
        for i in 0..<senseCount(word) {
            let s = sense(word, i)
            if s.classID == classID { return s }
        }
        return nil
    }
}
