import ArabicText
import ModelStorage
import TextModel

/// Collects the words of lexicons, word classes and patterns, each folded word once, with the classes it belongs to.
///
/// Patterns are compiled against the builder (a literal interns its words; a class name gives its members), then the vocabulary is frozen.
public final class VocabularyBuilder {
    let folding = Folding()
    var words = WordInterner()
    private var scratch: [UInt8] = []
    /// By word, as far as there are any.
    private var senses: [[WordSense]] = []
    public private(set) var classNames: [String] = []
    private var classNumbers: [String: WordClassID] = [:]
    private var members: [[WordID]] = []
    /// Careful spelling of lemmas, for records and messages.
    private var spellings: [UInt32: String] = [:]

    public init() {}

    /// The id of one word (no spaces), folded; interned where it is new.
    public func intern(_ word: String) -> WordID {
        folding.fold(word).withUnsafeBufferPointer { words.intern($0) }
    }

    /// The words of a form that is nothing but letters, digits and blanks; nil for any other, which `PhraseWords` divides. The result is the same.
    func internPlainWords(_ form: String) -> [WordID]? {
        var form = form
        return form.withUTF8 { bytes in
            var i = 0
            while i < bytes.count {
                let b = bytes[i]
                if b == 0x20 || b &- 0x30 < 10 || (b | 0x20) &- 0x61 < 26 { i += 1; continue }
                // ؛ ، ؟ are punctuation; tatweel and marks fold away and could leave an empty word.
                guard b >= 0xD8, b <= 0xDB, i + 1 < bytes.count else { return nil }
                let c = UInt32(b & 0x1F) << 6 | UInt32(bytes[i + 1] & 0x3F)
                guard (0x620...0x63F).contains(c) || (0x641...0x64A).contains(c) || (0x671...0x6D3).contains(c) else { return nil }
                i += 2
            }
            var words: [WordID] = []
            var start = 0
            for i in 0...bytes.count where i == bytes.count || bytes[i] == 0x20 {
                if i > start {
                    scratch.removeAll(keepingCapacity: true)
                    folding.fold(UnsafeBufferPointer(rebasing: bytes[start..<i]), into: &scratch)
                    words.append(scratch.withUnsafeBufferPointer { self.words.intern($0) })
                }
                start = i + 1
            }
            return words
        }
    }

    public func intern(folded key: UnsafeBufferPointer<UInt8>) -> WordID { words.intern(key) }

    /// The id of a word that is already known, else `.unknown`.
    public func find(_ word: String) -> WordID {
        folding.fold(word).withUnsafeBufferPointer { words.find($0) }
    }

    public func text(_ word: WordID) -> String { String(decoding: words.bytes(word), as: UTF8.self) }
    func bytes(_ word: WordID) -> ArraySlice<UInt8> { words.bytes(word) }
    public var wordCount: Int { words.count }

    /// The number of a class, made where it is new.
    public func declareClass(_ name: String) -> WordClassID {
        if let id = classNumbers[name] { return id }
        let id = WordClassID(classNames.count)
        classNames.append(name)
        members.append([])
        classNumbers[name] = id
        return id
    }

    public func classID(named name: String) -> WordClassID? { classNumbers[name] }

    /// Words of a class, in the order in which they were added (a word stands once for each of its senses).
    public func members(of id: WordClassID) -> [WordID] { members[id.index] }

    public func senses(of word: WordID) -> [WordSense] { word.index < senses.count ? senses[word.index] : [] }

    /// Adds a form to a class. The same sense added twice counts once.
    public func add(form: String, to classID: WordClassID, features: WordFeatures, lemma: String) {
        let word = intern(form)
        guard word.isKnown else { return }
        let lemmaID = intern(lemma)
        if spellings[lemmaID.raw] == nil { spellings[lemmaID.raw] = lemma }
        let sense = WordSense(classID: classID, features: features, lemma: lemmaID)
        while senses.count <= word.index { senses.append([]) }
        if senses[word.index].contains(sense) { return }
        senses[word.index].append(sense)
        members[classID.index].append(word)
    }

    /// Writes the sections `vwords voffs vslots vsenst vsense vclass vspell`.
    public func write(to model: inout ModelWriter) {
        model.add("vwords", words.blob)
        model.add("voffs", words.offsets)
        model.add("vslots", words.compiledSlots)
        var starts: [UInt32] = [0], packed: [UInt64] = []
        for id in 0..<UInt32(words.count) {
            for s in senses(of: WordID(raw: id)) { packed.append(s.packed) }
            starts.append(UInt32(packed.count))
        }
        model.add("vsenst", starts)
        model.add("vsense", packed)
        model.add("vclass", Array(classNames.joined(separator: "\n").utf8))
        var ids: [UInt32] = [], offsets: [UInt32] = [0], blob: [UInt8] = []
        for id in spellings.keys.sorted() {
            ids.append(id)
            blob += Array(spellings[id]!.utf8)
            offsets.append(UInt32(blob.count))
        }
        model.add("vspelid", ids)
        model.add("vspelof", offsets)
        model.add("vspell", blob)
    }
}
