import Lexicons
import TextModel

/// Finds where clauses begin, once for patterns, statements and gaps. Clauses tile a sentence.
///
/// A clause begins at the sentence, behind ؛ and a colon; before a relative, a complementiser or a subordinator (with a time word before it: بعد أن); at و or ف
/// with a finite verb; behind a comma before a finite verb; behind the comma that ends a relative clause; at and behind a quotation of some length.
/// Commas of appositions and lists don't end a clause. Word classes that the vocabulary lacks find nothing.
public struct ClauseFinder: Sendable {
    /// A quotation with fewer tokens is a name or a term, not a clause.
    static let shortQuotation = 5

    /// What a form can be at the beginning of a clause.
    private struct Answers: OptionSet {
        let rawValue: UInt8
        static let timeWord = Answers(rawValue: 1), complementizer = Answers(rawValue: 2), relative = Answers(rawValue: 4), subordinator = Answers(rawValue: 8)
        static let finite = Answers(rawValue: 16), conjunction = Answers(rawValue: 32), mayBeNoun = Answers(rawValue: 64)
    }

    /// Answers by form, worked out once. One value per worker, like the forms.
    private final class Table: @unchecked Sendable {
        var generation = -1
        var answers: [Answers] = []
    }

    private let table = Table()
    private let vocabulary: Vocabulary
    private let complementizer: WordClassID?
    private let relative: WordClassID?
    private let subordinator: WordClassID?
    private let timeWord: WordClassID?
    private let preposition: WordClassID?

    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        complementizer = vocabulary.classID(named: "complementizer")
        relative = vocabulary.classID(named: "relative")
        subordinator = vocabulary.classID(named: "subordinator")
        timeWord = vocabulary.classID(named: "clause_head")
        preposition = vocabulary.classID(named: "preposition")
    }

    /// Appends the clauses of all sentences. Cost: linear in the tokens.
    public func find(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis) {
        update(forms)
        var nextQuotation = 0
        for (number, sentence) in analysis.sentences.enumerated() {
            var start = Int(sentence.tokens.start)
            let end = Int(sentence.tokens.end)
            var isRelative = false
            var i = start
            while i < end {
                while nextQuotation < analysis.quotations.count, Int(analysis.quotations[nextQuotation].tokens.end) < i { nextQuotation += 1 }
                let bound = boundary(before: i, from: start, text, analysis, isRelative: isRelative, quotation: nextQuotation)
                if bound != .none {
                    if i > start { analysis.clauses.append(Clause(tokens: TokenRange(start, i), sentence: UInt32(truncatingIfNeeded: number))) }
                    start = i
                    isRelative = bound == .relative
                }
                i += 1
            }
            if end > start { analysis.clauses.append(Clause(tokens: TokenRange(start, end), sentence: UInt32(truncatingIfNeeded: number))) }
        }
    }

    private enum Bound { case none, plain, relative }

    private func boundary(before i: Int, from start: Int, _ text: UnsafeBufferPointer<UInt8>, _ analysis: Analysis, isRelative: Bool,
                          quotation: Int) -> Bound {
        guard i > start else { return .none }
        let mark = punctuation(i - 1, text, analysis)
        if mark == 0x61B || mark == 0x3B || mark == 0x3A { return .plain }
        let isComma = mark == 0x60C || mark == 0x2C
        if isComma && isRelative { return .plain }
        if quotation < analysis.quotations.count {
            let q = analysis.quotations[quotation]
            if q.tokens.count >= ClauseFinder.shortQuotation, Int(q.tokens.start) == i || Int(q.tokens.end) == i { return .plain }
        }
        guard analysis.tokens[i].kind == .word else { return .none }
        let here = answers(i, analysis)
        // A time word takes the complementiser behind it along: the clause begins at بعد, not at أن.
        if here.contains(.timeWord), answers(i + 1, analysis).contains(.complementizer) { return .plain }
        if here.contains(.relative) { return .relative }
        if here.contains(.subordinator) { return .plain }
        if here.contains(.complementizer) { return answers(i - 1, analysis).contains(.timeWord) ? .none : .plain }
        guard here.contains(.finite) else { return .none }
        if isComma { return .plain }
        return here.contains(.conjunction) && !here.contains(.mayBeNoun) ? .plain : .none
    }

    private func answers(_ i: Int, _ analysis: Analysis) -> Answers {
        guard i >= 0, i < analysis.tokens.count, analysis.tokens[i].kind == .word else { return [] }
        return table.answers[analysis.tokens[i].form.index]
    }

    private func update(_ forms: WordForms) {
        if table.generation != forms.generation {
            table.generation = forms.generation
            table.answers.removeAll(keepingCapacity: true)
        }
        while table.answers.count < forms.count {
            let form = FormID(table.answers.count)
            var a: Answers = []
            for (wordClass, answer) in [(timeWord, Answers.timeWord), (complementizer, .complementizer), (relative, .relative), (subordinator, .subordinator)]
            where has(wordClass, form, forms) { a.insert(answer) }
            let verb = finiteVerb(form, forms)
            if verb.isFinite { a.insert(.finite) }
            if verb.hasConjunction { a.insert(.conjunction) }
            if verb.mayBeNoun { a.insert(.mayBeNoun) }
            table.answers.append(a)
        }
    }

    private func punctuation(_ i: Int, _ text: UnsafeBufferPointer<UInt8>, _ analysis: Analysis) -> UInt32 {
        let t = analysis.tokens[i]
        guard t.kind == .punctuation, t.end > t.start, Int(t.end) <= text.count else { return 0 }
        let b = text[Int(t.start)]
        if b < 0x80 { return t.end - t.start == 1 ? UInt32(b) : 0 }
        return t.end - t.start == 2 ? UInt32(b & 0x1F) << 6 | UInt32(text[Int(t.start) + 1] & 0x3F) : 0
    }

    private func has(_ wordClass: WordClassID?, _ form: FormID, _ forms: WordForms) -> Bool {
        guard let wordClass else { return false }
        for r in forms.readings(of: form) {
            let reading = forms.pool[r]
            // من is a relative and a preposition: the preposition is meant nearly always.
            if wordClass != timeWord, let preposition, reading.bare.isKnown, vocabulary.sense(of: reading.bare, in: preposition) != nil { return false }
            if reading.word.isKnown, vocabulary.sense(of: reading.word, in: wordClass) != nil { return true }
            if reading.bare != reading.word, reading.bare.isKnown, !reading.proclitics.contains(.article), vocabulary.sense(of: reading.bare, in: wordClass) != nil { return true }
        }
        return false
    }

    private func isFiniteWord(_ word: WordID) -> Bool {
        guard word.isKnown else { return false }
        for s in 0..<vocabulary.senseCount(word) where !vocabulary.sense(word, s).features.isDisjoint(with: .finite) { return true }
        return false
    }

    /// The best reading as a finite verb. A reading as a whole word wins over one with proclitics.
    private func finiteVerb(_ form: FormID, _ forms: WordForms) -> (isFinite: Bool, hasConjunction: Bool, mayBeNoun: Bool) {
        for r in forms.readings(of: form) {
            let reading = forms.pool[r]
            // A verb that is listed with ال (التقى) has no article.
            let hasArticle = reading.proclitics.contains(.article) && !isFiniteWord(reading.word)
            guard reading.isKnown, !hasArticle, reading.proclitics.isDisjoint(with: [.ba, .kaf]) else {
                if reading.isKnown { return (false, false, true) }
                continue
            }
            var isFinite = false, mayBeNoun = false
            let word = reading.word.isKnown ? reading.word : reading.bare
            for s in 0..<vocabulary.senseCount(word) {
                let features = vocabulary.sense(word, s).features
                if features.isDisjoint(with: .finite) { mayBeNoun = true } else { isFinite = true }
            }
            if isFinite { return (true, !reading.proclitics.isDisjoint(with: .conjunctions), mayBeNoun) }
            if mayBeNoun { return (false, false, true) }
        }
        return (false, false, false)
    }
}
