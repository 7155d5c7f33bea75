import Lexicons
import ModelStorage
import TextModel

/// The words that values are made of, compiled: word id → meanings, and phrases (كانون الأول، ما لا يقل عن). Immutable, shared by all workers.
///
/// Sections: `valslot` (open addressing: word id << 32 | first meaning << 8 | count), `valmean` (per word the set of its kinds, then its packed meanings,
/// phrases first and longest first),
/// `valphr` (phrases: number of further words, the words, the packed meaning as two halves), `valstr` (units and currency codes, a line each).
public struct ValueLexicon: Sendable {
    let slots: FlatTable<UInt64>
    let meanings: FlatTable<UInt64>
    let phrases: FlatTable<UInt32>
    let strings: [String]
    /// Keeps the mapping alive.
    let file: ModelFile

    public init(_ file: ModelFile) {
        self.file = file
        slots = file.table("valslot")
        meanings = file.table("valmean")
        phrases = file.table("valphr")
        strings = String(decoding: file.bytes("valstr"), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Indices of the meanings of a word; empty for words that values don't need. Cost: one probe.
    @inline(__always) func meanings(of word: WordID) -> Range<Int> {
        guard word.isKnown, slots.count > 0 else { return 0..<0 }
        let mask = slots.count - 1
        var i = ValueLexicon.spread(word.raw) & mask
        for _ in 0...mask {
            let slot = slots[i]
            if slot == 0 { return 0..<0 }
            if slot >> 32 == UInt64(word.raw) {
                let first = Int(slot >> 8 & 0xFFFFFF)
                return first..<min(first + Int(slot & 0xFF), max(first, meanings.count))
            }
            i = (i + 1) & mask
        }
        return 0..<0
    }

    /// The kinds of a range of meanings, those of its phrases included.
    @inline(__always) func kinds(_ range: Range<Int>) -> ValueKinds { range.isEmpty ? [] : ValueKinds(rawValue: meanings[range.lowerBound - 1]) }

    static func spread(_ id: UInt32) -> Int { Int(truncatingIfNeeded: (UInt64(id) &* 0x9E37_79B9_7F4A_7C15) >> 40) }

    func string(_ index: Int) -> String { strings.indices.contains(index) ? strings[index] : "" }
}
