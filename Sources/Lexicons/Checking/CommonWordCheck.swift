import TextModel

/// Names that are words of the language: they would be found everywhere unless the row asks for evidence (`trigger`).
struct CommonWordCheck {
    static let functionClasses: Set<String> = ["preposition", "conjunction", "pronoun", "demonstrative", "relative", "complementizer", "subordinator", "negation", "particle", "adverb"]
    static let commonClasses: Set<String> = ["noun", "adjective", "person_noun", "org_head", "place_head", "fac_head", "event_head", "say_noun", "say_source", "timenoun",
                                             "kinship", "direction", "title", "rank"]
    /// Labels whose names are nouns by nature.
    static let nounLabels: LabelSet = [LabelSet(.occ), LabelSet(.norp), LabelSet(.date), LabelSet(.time), LabelSet(.unit), LabelSet(.curr), LabelSet(.language),
                                       LabelSet(.product), LabelSet(.event), LabelSet(.website)]

    private(set) var findings: [Diagnostic] = []

    /// Function words as their files spell them.
    private var spelled: Set<String> = []

    mutating func note(_ file: TSVFile, className: String) {
        guard CommonWordCheck.functionClasses.contains(className), let word = file.column("word") else { return }
        for row in 0..<file.rowCount {
            spelled.insert(file.text(row, word))
            for form in file.texts(row, named: "forms") { spelled.insert(NounForms.item(form).text) }
        }
    }

    mutating func check(_ all: CheckedEntries, _ words: VocabularyBuilder) {
        let isFunction = words.classNames.map { CommonWordCheck.functionClasses.contains($0) }
        let isCommon = words.classNames.map { CommonWordCheck.commonClasses.contains($0) }
        var prefixes: [[UInt8]: String] = [:]
        for (i, name) in words.classNames.enumerated() where isFunction[i] {
            for word in words.members(of: WordClassID(i)) {
                let bytes = Array(words.bytes(word))
                for end in stride(from: 4, to: bytes.count, by: 2) where bytes.count - end <= 4 { prefixes[Array(bytes[..<end])] = "\(words.text(word)) (\(name))" }
            }
        }
        let listed = Words(isFunction: isFunction, isCommon: isCommon, prefixes: prefixes)
        for e in all.entries where !e.isRemoval {
            check(e.name, e.key, column: "name", e, all, words, listed)
            for variant in all.files[e.file].texts(e.row, named: "variants") { check(variant, all.key(variant), column: "variants", e, all, words, listed) }
        }
    }

    private struct Words {
        var isFunction: [Bool]
        var isCommon: [Bool]
        /// Beginnings of function words, and which.
        var prefixes: [[UInt8]: String]
    }

    /// One form of a row.
    private mutating func check(_ form: String, _ key: [UInt8], column: String, _ e: CheckedEntry, _ all: CheckedEntries, _ words: VocabularyBuilder, _ listed: Words) {
        func find(_ severity: Diagnostic.Severity, _ message: String, _ remedy: String) { findings.append(all.finding(severity, e, column: column, message, remedy)) }
        if key.isEmpty { return find(.error, "\"\(form)\" has no letter or digit that matching could use", "write a name") }
        guard !key.contains(0x20) else { return }
        var letters = 0
        for b in key where b & 0xC0 != 0x80 { letters += 1 }
        let isNoun = CommonWordCheck.nounLabels.has(e.label)
        if letters == 1, !isNoun { return find(e.isTrigger ? .warning : .error, "\"\(form)\" is a single letter", "write the name in full") }
        if e.isTrigger || e.isSure { return }
        let word = words.find(form)
        let senses = word.isKnown ? words.senses(of: word) : []
        if let sense = senses.first(where: { listed.isFunction[$0.classID.index] }) {
            let name = words.classNames[sense.classID.index]
            if spelled.contains(form) {
                find(.error, "\"\(form)\" is a function word (\(name))", "delete the row, or put trigger into its \"match\" cell (sure, where texts mean the name)")
            } else if !e.isExact {
                find(.warning, "\"\(form)\" is a function word after folding (\(name))",
                     "put trigger, exact or -hamza into its \"match\" cell (sure, where texts mean the name)")
            }
        } else if !isNoun, let sense = senses.first(where: { listed.isCommon[$0.classID.index] && $0.lemma == word }) {
            find(.warning, "\"\(form)\" is also a common word (\(words.classNames[sense.classID.index]))",
                 "put trigger into its \"match\" cell (sure, where texts mean the name)")
        } else if letters <= 2, !isNoun, let longer = listed.prefixes[key] {
            find(.warning, "\"\(form)\" is the beginning of the function word \(longer)", "check its spelling, or put trigger into its \"match\" cell")
        }
    }
}
