import ArabicText
import Lexicons
import TextModel

/// Words around a capital that tell whether it stands for its government.
struct ContextCues: Sendable {
    let vocabulary: Vocabulary
    private let acting: [WordClassID]
    private let partners: Set<[UInt8]>

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        acting = ["say", "accuse", "condemn", "demand", "reject", "threaten", "support", "deny", "agree", "intend", "copula", "speech_continuation", "common", "begin"]
            .compactMap { vocabulary.classID(named: $0) }
        partners = Set(["مع", "بين", "ان", "بان", "وان", "لكن"].map { Array($0.utf8) })
    }

    /// True where the words before or behind a name show it acting: مع موسكو، أن واشنطن، دمشق ستحصل، كانت لندن; في موسكو doesn't.
    func acts(_ m: Mention, _ analysis: Analysis, _ forms: WordForms) -> Bool {
        if !m.proclitics.isDisjoint(with: [.ba, .lam, .kaf]) { return false }
        let sentence = analysis.sentences.indices.contains(Int(m.sentence)) ? analysis.sentences[Int(m.sentence)].tokens : m.tokens
        let before = Int(m.tokens.start) - 1, after = Int(m.tokens.end)
        if sentence.contains(before), before >= 0 {
            let word = analysis.tokens[before]
            if isPartner(word, forms) { return true }
            if word.kind == .word, isPreposition(word, forms) { return false }
            if isActing(word, forms) { return true }
        }
        if sentence.contains(after), after < analysis.tokens.count, isActing(analysis.tokens[after], forms) { return true }
        return false
    }

    private func isPartner(_ token: Token, _ forms: WordForms) -> Bool {
        for r in forms.readings(of: token.form) {
            let reading = forms.pool[r]
            if reading.word.isKnown, partners.contains(Array(vocabulary.bytes(reading.word))) { return true }
        }
        return false
    }

    private func isPreposition(_ token: Token, _ forms: WordForms) -> Bool {
        guard let c = vocabulary.classID(named: "preposition") else { return false }
        return forms.readings(of: token.form).contains { forms.pool[$0].word.isKnown && vocabulary.sense(of: forms.pool[$0].word, in: c) != nil }
    }

    /// A finite verb of saying, wanting, deciding.
    private func isActing(_ token: Token, _ forms: WordForms) -> Bool {
        guard token.kind == .word else { return false }
        for r in forms.readings(of: token.form) {
            let word = forms.pool[r].bare
            guard word.isKnown, !forms.pool[r].proclitics.contains(.article) else { continue }
            for i in 0..<vocabulary.senseCount(word) {
                let sense = vocabulary.sense(word, i)
                if acting.contains(sense.classID), !sense.features.isDisjoint(with: .finite) { return true }
            }
        }
        return false
    }
}
