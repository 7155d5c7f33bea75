import Lexicons
import ModelStorage
import TextModel

/// Nominal groups without a parser: a head noun, its adjectives and its genitives.
///
/// A mention that begins here is the group. Else the group begins with a word that is neither a finite verb nor a particle, and goes on until the next verb,
/// particle, preposition, conjunction or mark, or until agreement says that a new group begins: behind a noun with the article only words with the article
/// belong to it; behind a dual or plural in ـان ـون ـين (which lose their ن before a genitive) and behind an accusative in ـا only adjectives of the same ending.
/// One complement in ل (مقرين للأمن) is taken along, but not behind persons (12 شخصا للاشتباه).
extension MatchView {
    static let longestGroup = 8

    /// The end of the group that begins at token `t`, or `t` where none does.
    func groupEnd(_ t: Int) -> Int {
        let limit = min(Int(input.sentence.end), t + MatchView.longestGroup)
        guard t < limit, tokens[t].kind == .word, !isGroupStop(t) else { return t }
        var end = t + 1
        var isNominal = false
        for k in input.mentionsStarting(at: t) {
            let m = mentions[Int(input.starting[k])]
            if [.cardinal, .percent, .quantity, .ordinal].contains(m.label) { continue }
            end = max(end, min(Int(m.tokens.end), Int(input.sentence.end)))
            isNominal = m.form != .name
            break
        }
        let isMention = input.mentionsStarting(at: t).contains { mentions[Int(input.starting[$0])].tokens.end == UInt32(end) }
        // A nominal mention takes the adjectives along that agree with it by their ending or article (مسلحون مجهولون).
        while isMention, isNominal, end < limit, tokens[end].kind == .word, !isGroupStop(end), suffix(end - 1) != .other || hasArticle(end - 1), continues(end - 1, end) {
            end += 1
        }
        if end == t + 1, !isMention {
            var last = t
            while end < limit, tokens[end].kind == .word, !isGroupStop(end), continues(last, end) {
                last = end
                end += 1
            }
        } else {
            // Adjectives of a nationality behind a mention (القوات العراقية) belong to it.
            while end < limit, let k = input.mentionsStarting(at: end).first, mentions[Int(input.starting[k])].label == .norp,
                  mentions[Int(input.starting[k])].proclitics.isDisjoint(with: [.waw, .fa, .ba, .lam, .kaf]) {
                end = Int(mentions[Int(input.starting[k])].tokens.end)
            }
        }
        // مقرين للأمن، مقرين لقوات النظام: a complement in ل right behind.
        if end < limit, tokens[end].kind == .word, isComplement(end), !isOne(t, of: program.personTest) {
            var complement = end + 1
            for k in input.mentionsStarting(at: end) { complement = max(complement, Int(mentions[Int(input.starting[k])].tokens.end)) }
            var last = end
            while complement < limit, tokens[complement].kind == .word, !isGroupStop(complement), continues(last, complement) {
                last = complement
                complement += 1
            }
            end = min(complement, Int(input.sentence.end))
        }
        return end
    }

    private func isComplement(_ t: Int) -> Bool {
        for k in input.mentionsStarting(at: t) {
            let m = mentions[Int(input.starting[k])]
            if m.proclitics.contains(.lam), m.proclitics.isDisjoint(with: .conjunctions), [.org, .gpe, .norp].contains(m.label) { return true }
        }
        let proclitics = bestProclitics(t)
        return proclitics.contains(.lam) && proclitics.contains(.article) && proclitics.isDisjoint(with: .conjunctions)
    }

    /// The token ends a group: a particle, a preposition, a finite verb, a word with a conjunction or a preposition letter.
    private func isGroupStop(_ t: Int) -> Bool {
        if isOne(t, of: program.groupEndTest) { return true }
        return isVerbOnly(t)
    }

    /// All known readings with the proclitics of the best one are finite verbs.
    private func isVerbOnly(_ t: Int) -> Bool {
        let range = forms.readings(of: tokens[t].form)
        guard let first = range.first, forms.pool[first].isKnown else { return false }
        for r in range {
            let reading = forms.pool[r]
            guard reading.isKnown, reading.proclitics == forms.pool[first].proclitics else { continue }
            let isVerb = passes(reading.word, program.finiteTest, []) || (!reading.word.isKnown && passes(reading.bare, program.finiteTest, []))
            if !isVerb { return false }
        }
        return true
    }

    private func continues(_ last: Int, _ next: Int) -> Bool {
        if !bestProclitics(next).isDisjoint(with: [.waw, .fa, .ba, .lam, .kaf, .sin]) { return false }
        // A date, a number or a person's name that begins here is another thing.
        for k in input.mentionsStarting(at: next) {
            let label = mentions[Int(input.starting[k])].label
            // سوق ببغداد: tagging knows the proclitic even where the word look-up doesn't.
            if !mentions[Int(input.starting[k])].proclitics.isDisjoint(with: [.waw, .fa, .ba, .lam, .kaf]) { return false }
            if label == .date || label == .time || label == .pers || label == .cardinal { return false }
        }
        let lastHas = hasArticle(last), nextHas = hasArticle(next)
        if lastHas { return nextHas }
        let ending = suffix(last)
        switch ending {
        case .dual, .soundPlural, .obliquePlural: return suffix(next) == ending && !nextHas
        case .accusative: return suffix(next) == ending
        // رجل مسلح هجوما: an accusative begins a group of its own.
        case .other: return nextHas || suffix(next) != .accusative || !isReadWithoutAlef(next)
        }
    }

    /// هجوما is known as هجوم only (but ضحايا as itself).
    private func isReadWithoutAlef(_ t: Int) -> Bool {
        forms.readings(of: tokens[t].form).contains {
            let reading = forms.pool[$0]
            return !reading.word.isKnown && reading.bare.isKnown && reading.enclitic == 0 && reading.proclitics.isEmpty
        }
    }

    private enum Suffix { case dual, soundPlural, obliquePlural, accusative, other }

    private func suffix(_ t: Int) -> Suffix {
        let token = tokens[t]
        var letters: [UInt32] = [0, 0]
        var count = 0
        var i = Int(token.start)
        while i + 1 < min(Int(token.end), text.count) {
            let c = UInt32(text[i] & 0x1F) << 6 | UInt32(text[i + 1] & 0x3F)
            if text[i] >= 0xC0 && text[i] < 0xE0 && !(0x64B...0x65F).contains(c) && c != 0x640 {
                letters[0] = letters[1]
                letters[1] = c
                count += 1
            }
            i += text[i] < 0xE0 ? 2 : 3
        }
        guard count >= 4 else { return .other }
        if letters[1] == 0x646 {
            if letters[0] == 0x627 { return count >= 5 ? .dual : .other }
            if letters[0] == 0x648 { return .soundPlural }
            if letters[0] == 0x64A { return count >= 5 ? .obliquePlural : .other }
        }
        if letters[1] == 0x627 && letters[0] != 0x648 { return .accusative }
        return .other
    }

    private func hasArticle(_ t: Int) -> Bool {
        guard let r = forms.readings(of: tokens[t].form).first else { return false }
        let reading = forms.pool[r]
        if reading.isKnown { return reading.proclitics.contains(.article) }
        let s = Int(tokens[t].start)
        return s + 8 < Int(tokens[t].end) && s + 3 < text.count && text[s] == 0xD8 && text[s + 1] == 0xA7 && text[s + 2] == 0xD9 && text[s + 3] == 0x84
    }
}
