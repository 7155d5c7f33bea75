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
        for e in all.entries where !e.isRemoval {
            if e.key.isEmpty {
                findings.append(all.finding(.error, e, column: "name", "\"\(e.name)\" has no letter or digit that matching could use", "write a name"))
                continue
            }
            guard !e.key.contains(0x20) else { continue }
            var letters = 0
            for b in e.key where b & 0xC0 != 0x80 { letters += 1 }
            if letters == 1, !CommonWordCheck.nounLabels.has(e.label) {
                findings.append(all.finding(e.isTrigger ? .warning : .error, e, column: "name", "\"\(e.name)\" is a single letter", "write the name in full"))
                continue
            }
            if e.isTrigger { continue }
            let word = words.find(e.name)
            let senses = word.isKnown ? words.senses(of: word) : []
            if let sense = senses.first(where: { isFunction[$0.classID.index] }) {
                let name = words.classNames[sense.classID.index]
                if spelled.contains(e.name) {
                    findings.append(all.finding(.error, e, column: "name", "\"\(e.name)\" is a function word (\(name))",
                                                "delete the row, or put trigger into its \"match\" cell"))
                } else if !e.isExact {
                    findings.append(all.finding(.warning, e, column: "name", "\"\(e.name)\" is a function word after folding (\(name))",
                                                "put trigger, exact or -hamza into its \"match\" cell"))
                }
            } else if !CommonWordCheck.nounLabels.has(e.label), let sense = senses.first(where: { isCommon[$0.classID.index] && $0.lemma == word }) {
                findings.append(all.finding(.warning, e, column: "name", "\"\(e.name)\" is also a common word (\(words.classNames[sense.classID.index]))",
                                            "put trigger into its \"match\" cell"))
            } else if letters <= 2, !CommonWordCheck.nounLabels.has(e.label), let longer = prefixes[e.key] {
                findings.append(all.finding(.warning, e, column: "name", "\"\(e.name)\" is the beginning of the function word \(longer)",
                                            "check its spelling, or put trigger into its \"match\" cell"))
            }
        }
    }
}
