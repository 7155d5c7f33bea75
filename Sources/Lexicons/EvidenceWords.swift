import TextModel

/// Words that count as evidence by themselves, beside their classes: `evidence-words.tsv` of a lexicon directory, a word a row (bare form, as in `words/`).
/// Each becomes a class of one word, called `=word`, so that weights name them as they name classes. Without the file the tagger works with classes alone.
public enum EvidenceWords {
    public static let fileName = "evidence-words.tsv"
    public static let key = "word"

    /// True for the class of a single word.
    @inlinable public static func isName(_ className: String) -> Bool { className.utf8.first == 0x3D }

    /// Declares the classes. Words that no class lists are left out: what is evidence of a name mustn't be a name learnt by heart.
    public static func add(_ file: TSVFile, to builder: VocabularyBuilder) {
        guard file.headerLine > 0, let word = file.column(key) else { return }
        for row in 0..<file.rowCount {
            let text = file.text(row, word)
            let known = builder.intern(text)
            guard known.isKnown, builder.senses(of: known).contains(where: { !isName(builder.classNames[$0.classID.index]) }) else { continue }
            builder.add(form: text, to: builder.declareClass("=" + text), features: [], lemma: text)
        }
    }
}
