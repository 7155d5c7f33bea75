import TextModel

/// Everything that is wrong with lexicon files, file by file and across them. Add all files, then `finish`.
public struct LexiconChecker {
    private var entries = CheckedEntries()
    private var columns = ColumnCheck()
    private var scripts = ScriptCheck()
    private var common = CommonWordCheck()
    private var classNames = ClassNameCheck()

    public init() {}

    public enum Table: Sendable { case words(WordClassLoader.Kind), abbreviations, layout }

    public mutating func add(entries file: TSVFile, label: Label, layer: Int) {
        entries.add(file, label: label, layer: layer)
        columns.check(file, .entries)
        scripts.check(file)
    }

    public mutating func add(_ file: TSVFile, _ table: Table, className: String = "") {
        if case .words(let kind) = table {
            classNames.note(file, kind, className: className)
            if kind == .words { common.note(file, className: className) }
        }
        switch table {
        case .words(.words): columns.check(file, .words)
        case .words(.verbs): columns.check(file, .verbs)
        case .words(.names): columns.check(file, .names)
        case .abbreviations: columns.check(file, .abbreviations)
        case .layout: columns.check(file, .layout)
        }
        scripts.check(file)
    }

    /// `words`: the vocabulary with its word classes, without entries.
    public consuming func finish(words: VocabularyBuilder) -> [Diagnostic] {
        var identities = IdentityCheck(), chains = ChainCheck()
        identities.check(entries)
        chains.check(entries)
        common.check(entries, words)
        return columns.findings + classNames.findings + scripts.findings + identities.findings + chains.findings + common.findings
    }
}
