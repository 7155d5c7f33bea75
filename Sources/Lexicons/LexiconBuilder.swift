import ArabicText
import ModelStorage
import TextModel

/// Compiles entry rows: every form of every row becomes a path of the phrase trie.
public struct LexiconBuilder {
    let vocabulary: VocabularyBuilder
    private var entries = EntryTableBuilder()
    private var trie = PhraseTrieBuilder()
    private var spellings: [UInt8] = []
    /// Per word: labels of one-word entries, see `WordLabels`.
    private var wordLabels: [UInt32: UInt64] = [:]
    public private(set) var formCount = 0

    public init(vocabulary: VocabularyBuilder) { self.vocabulary = vocabulary }

    /// Adds a row with its variants and short forms.
    public mutating func add(_ row: EntryRow) {
        var row = row
        if row.isObscurePlace, !row.match.contains(.sure) { row.match.insert(.rare) }
        if row.layer > 0 { row.match.insert(.own) }
        let entry = entries.add(row)
        addForm(row.name, .name, entry, row)
        for v in row.variants { addForm(v, .variant, entry, row) }
        for s in row.short { addForm(s, .short, entry, row) }
    }

    private mutating func addForm(_ form: String, _ kind: PhraseTerminal.Kind, _ entry: EntryID, _ row: EntryRow) {
        let hasArticleForm = EntryRow.articleOptional.has(row.label)
        if !hasArticleForm, let words = vocabulary.internPlainWords(form) {
            guard !words.isEmpty, words.count <= PhraseWords.maximum else { return }
            formCount += 1
            insert(words, terminal(form, kind, entry), row)
            return
        }
        let parts = PhraseWords.split(form)
        guard !parts.isEmpty, parts.count <= PhraseWords.maximum else { return }
        let words = parts.map { vocabulary.intern($0) }
        guard words.allSatisfy(\.isKnown) else { return }
        let terminal = terminal(form, kind, entry)
        formCount += 1
        insert(words, terminal, row)
        guard hasArticleForm, !parts[0].hasPrefix("ال") else { return }
        insert([vocabulary.intern("ال" + parts[0])] + words.dropFirst(), terminal, row)
        if row.label == .norp, parts.count > 1 { insert(parts.map { vocabulary.intern($0.hasPrefix("ال") ? $0 : "ال" + $0) }, terminal, row) }
    }

    /// Letters of names against letters of common words; a word that is both counts for neither.
    private func writeLikeness(to model: inout ModelWriter) {
        let isName = vocabulary.classNames.map { n in ["given", "family", "foreign"].contains { n.hasPrefix($0 + ".") } }
        let place: UInt64 = [.gpe, .loc].reduce(0) { $0 | WordLabels.bit($1, []) | WordLabels.bit($1, .rare) }
        var likeness = NameLikenessBuilder()
        for id in 1..<max(vocabulary.wordCount, 1) {
            let word = WordID(id)
            let senses = vocabulary.senses(of: word)
            let names = senses.contains { isName[$0.classID.index] }, common = senses.contains { !isName[$0.classID.index] }
            if names != common { likeness.add(vocabulary.words.bytes(word), names ? .name : .common) }
            if !common, !names, (wordLabels[word.raw] ?? 0) & place != 0 { likeness.add(vocabulary.words.bytes(word), .place) }
        }
        likeness.write(to: &model)
    }

    private mutating func terminal(_ form: String, _ kind: PhraseTerminal.Kind, _ entry: EntryID) -> PhraseTerminal {
        let start = UInt32(spellings.count)
        spellings.append(contentsOf: form.utf8)
        return PhraseTerminal(entry: entry, spelling: start, spellingEnd: UInt32(spellings.count), kind: kind)
    }

    private mutating func insert(_ words: [WordID], _ terminal: PhraseTerminal, _ row: EntryRow) {
        trie.add(words, terminal)
        if words.count == 1, terminal.kind != .short {
            wordLabels[words[0].raw, default: 0] |= WordLabels.bit(row.label, row.match)
        }
    }

    /// Writes entries, trie, spellings and word labels; the vocabulary is written by its own builder, after this.
    public func write(to model: inout ModelWriter) {
        entries.write(to: &model)
        trie.write(to: &model, wordCount: vocabulary.wordCount)
        model.add("espell", spellings)
        var labels = [UInt64](repeating: 0, count: vocabulary.wordCount)
        for (word, bits) in wordLabels { labels[Int(word)] = bits }
        model.add("wlabels", labels)
        writeLikeness(to: &model)
    }
}

/// The labels that a word has as a whole name: bits 0–20 for entries that stand by themselves, 21–41 for those that need evidence (`trigger`), 42–62 for
/// `rare` ones.
public struct WordLabels: Sendable {
    public let bits: UInt64
    @inlinable public init(bits: UInt64) { self.bits = bits }
    static func bit(_ label: Label, _ match: MatchSwitches) -> UInt64 {
        1 << (UInt64(label.rawValue) + (match.contains(.trigger) ? 21 : match.contains(.rare) && !match.contains(.own) ? 42 : 0))
    }
    /// Labels that need no evidence.
    @inlinable public var sure: LabelSet { LabelSet(rawValue: UInt32(truncatingIfNeeded: bits & 0x1F_FFFF)) }
    @inlinable public var rare: LabelSet { LabelSet(rawValue: UInt32(truncatingIfNeeded: (bits >> 42) & 0x1F_FFFF)) }
    @inlinable public var doubtful: LabelSet { LabelSet(rawValue: UInt32(truncatingIfNeeded: (bits >> 21) & 0x1F_FFFF)) }
}

/// How a name is divided into words, the same way for entries as the segmenter does it for text: at spaces and around punctuation.
enum PhraseWords {
    /// Words in the longest entry.
    static let maximum = 16

    static func split(_ form: String) -> [String] {
        var out: [String] = []
        var word = ""
        func flush() { if !word.isEmpty { out.append(word); word = "" } }
        for s in form.unicodeScalars {
            switch s {
            case " ", "\u{A0}", "\t", "_": flush()
            case ".", ",", "-", "–", "/", "(", ")", "«", "»", "\"", "“", "”", "'", ":", "؛", "،", "!", "؟", "&", "+", "[", "]":
                flush()
                if !"«»\"“”".unicodeScalars.contains(s) { out.append(String(Character(s))) }
            default: word.unicodeScalars.append(s)
            }
        }
        flush()
        return out
    }
}
