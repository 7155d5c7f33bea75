import ArabicText
import Lexicons
import ModelStorage
import TextModel

/// Compiles what statement detection needs of the word classes into the model: sections `stverb` (lemma, use) and `stphras` (kind, next, count, words).
public struct StatementLexiconBuilder {
    private var verbs: [(UInt32, UInt32)] = []
    private var phrases: [UInt32] = []

    public init(_ classes: WordClassLoader) {
        let builder = classes.builder
        func id(_ name: String) -> WordClassID? { builder.classID(named: name) }
        var uses: [UInt32: UInt32] = [:]
        for row in classes.rows where row.classID == id("say") || row.classID == id("speech_continuation") {
            var use: VerbUse = row.classID == id("speech_continuation") ? .continuation : .say
            for item in (row.value("prep") ?? "").split(separator: " ") {
                for (name, bit) in VerbUse.prepositions where name == item { use.insert(bit) }
            }
            for item in (row.value("content") ?? "").split(separator: " ") {
                for (name, bit) in VerbUse.names where name == item { use.insert(bit) }
            }
            uses[row.lemma.raw, default: 0] |= use.rawValue
        }
        verbs = uses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }

        for (name, kinds) in [("say_noun", StatementLexiconBuilder.citing), ("content_end", StatementLexiconBuilder.ending)] {
            guard let classID = id(name) else { continue }
            var kindOf: [UInt32: PhraseKind] = [:]
            for row in classes.rows where row.classID == classID { kindOf[row.lemma.raw] = kinds[row.value("value") ?? ""] }
            var seen: Set<UInt32> = []
            for word in builder.members(of: classID) where seen.insert(word.raw).inserted {
                for sense in builder.senses(of: word) where sense.classID == classID {
                    add(kindOf[sense.lemma.raw], [], [word])
                    break
                }
            }
            for phrase in classes.phrases where phrase.classID == classID { add(kindOf[phrase.lemma.raw], phrase.next, phrase.words) }
        }
    }

    private static let citing: [String: PhraseKind] = ["before": .citesBefore, "after": .citesAfter, "clause": .citesClause]
    private static let ending: [String: PhraseKind] = ["": .ends, "comma": .endsBehindComma, "waw": .endsWithWaw, "speech": .endsBeforeSpeech, "not": .goesOn]

    private mutating func add(_ kind: PhraseKind?, _ next: ProcliticSet, _ words: [WordID]) {
        guard let kind, !words.isEmpty else { return }
        phrases += [kind.rawValue, UInt32(next.rawValue), UInt32(words.count)] + words.map(\.raw)
    }

    public func write(to model: inout ModelWriter) {
        model.add("stverb", verbs.flatMap { [$0.0, $0.1] })
        model.add("stphras", phrases)
    }
}
