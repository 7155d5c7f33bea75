import ArabicText
import ModelStorage
import TextModel

/// The compiled lexicons: vocabulary, phrases, entries. Immutable, shared by all workers.
public struct Lexicon: Sendable {
    public let vocabulary: Vocabulary
    public let phrases: PhraseTrie
    public let entries: EntryTable
    let spellings: FlatTable<UInt8>
    let labels: FlatTable<UInt64>

    public init(_ file: ModelFile) {
        vocabulary = Vocabulary(file)
        phrases = PhraseTrie(file)
        entries = EntryTable(file)
        spellings = file.table("espell")
        labels = file.table("wlabels")
    }

    /// Labels of a word that is a name by itself.
    @inline(__always) public func labels(of word: WordID) -> WordLabels { WordLabels(bits: labels[word.index]) }

    /// A form as its row spells it.
    public func spelling(_ t: PhraseTerminal) -> UnsafeBufferPointer<UInt8> { spellings.slice(Int(t.spelling), Int(t.spellingEnd)) }
}
