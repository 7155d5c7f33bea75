import Lexicons
import ModelStorage
import TextModel

/// A document as elements test it. Cheap to make (it shares the arrays); read only.
struct MatchView {
    let program: PatternProgram
    let text: UnsafeBufferPointer<UInt8>
    let forms: WordForms
    let tokens: [Token]
    let mentions: [Mention]
    let sentences: [Sentence]
    let quotations: [Quotation]
    let statements: [Statement]
    let clauses: [Clause]
    var input: MatchInput

    static let formLabels: LabelSet = [LabelSet(.pers), LabelSet(.org), LabelSet(.gpe), LabelSet(.loc), LabelSet(.fac)]

    init(program: PatternProgram, text: UnsafeBufferPointer<UInt8>, forms: WordForms, analysis: Analysis, input: MatchInput) {
        self.program = program
        self.text = text
        self.forms = forms
        tokens = analysis.tokens
        mentions = analysis.mentions
        sentences = analysis.sentences
        quotations = analysis.quotations
        statements = analysis.statements
        clauses = analysis.clauses
        self.input = input
    }

    // MARK: Words

    /// The reading by which a token passes a word test under a proclitic condition; -1 where none does.
    @inline(__always) func reading(_ t: Int, test: Int32, proclitics: Int32) -> Int {
        let range = forms.readings(of: tokens[t].form)
        for r in range {
            let reading = forms.pool[r]
            guard reading.isKnown, fits(reading.proclitics, proclitics) else { continue }
            // A word that is listed with its ال (التقى) is not a word with an article.
            if passes(reading.word, test, reading.proclitics.subtracting(.article)) { return r - range.lowerBound }
            if reading.bare != reading.word, passes(reading.bare, test, reading.proclitics) { return r - range.lowerBound }
        }
        return -1
    }

    @inline(__always) func passes(_ word: WordID, _ test: Int32, _ proclitics: ProcliticSet) -> Bool {
        guard word.isKnown else { return false }
        let start = Int(program.testOffsets[word.index]), end = min(Int(program.testOffsets[word.index + 1]), program.testValues.count)
        var i = start
        while i < end {
            let value = program.testValues[i]
            if Int32(truncatingIfNeeded: value >> 2) == test { return MatchView.usable(value & 3, proclitics) }
            i += 1
        }
        return false
    }

    /// A finite verb takes no ب, no ك and no article; only a verb takes س.
    @inline(__always) static func usable(_ use: UInt32, _ proclitics: ProcliticSet) -> Bool {
        if use & WordTests.Use.nominal.rawValue != 0 && !proclitics.contains(.sin) { return true }
        return use & WordTests.Use.finite.rawValue != 0 && proclitics.isDisjoint(with: [.ba, .kaf, .article])
    }

    @inline(__always) func fits(_ has: ProcliticSet, _ condition: Int32) -> Bool {
        if condition == 0 { return true }
        let packed = program.proclitics[Int(condition)]
        let required = UInt8(truncatingIfNeeded: packed), forbidden = UInt8(truncatingIfNeeded: packed >> 8)
        return (required == 0 || has.rawValue & required != 0) && has.rawValue & forbidden == 0
    }

    /// Some known reading has the proclitics that are asked; any reading, where the word isn't known at all.
    func carries(_ t: Int, _ proclitics: Int32) -> Bool { carrying(t, proclitics) >= 0 }

    /// The first such reading, or -1.
    func carrying(_ t: Int, _ proclitics: Int32) -> Int {
        let range = forms.readings(of: tokens[t].form)
        guard let first = range.first else { return -1 }
        let isKnown = forms.pool[first].isKnown
        for r in range where forms.pool[r].isKnown == isKnown && fits(forms.pool[r].proclitics, proclitics) { return r - range.lowerBound }
        return -1
    }

    /// Any reading passes the test with any proclitics.
    func isOne(_ t: Int, of test: Int32) -> Bool { tokens[t].kind == .word && reading(t, test: test, proclitics: 0) >= 0 }

    /// A preposition, and not the end of a name (علي).
    func isPreposition(_ t: Int) -> Bool { isOne(t, of: program.prepositionTest) && input.mentionsEnding(at: t + 1).isEmpty }

    func isExactly(_ t: Int, _ string: Int32) -> Bool {
        let bytes = program.stringBytes.slice(Int(program.stringOffsets[Int(string)]), Int(program.stringOffsets[Int(string) + 1]))
        let token = tokens[t]
        guard Int(token.end) <= text.count, token.end >= token.start, bytes.count == Int(token.end - token.start), bytes.count > 0 else { return false }
        for i in 0..<bytes.count where text[Int(token.start) + i] != bytes[i] { return false }
        return true
    }

    /// The code point of a punctuation token, with marks that stand for one another made one; 0 for words.
    func mark(_ t: Int) -> UInt32 {
        let token = tokens[t]
        guard token.kind == .punctuation || token.kind == .quote || token.kind == .symbol, Int(token.end) <= text.count, token.start < token.end else { return 0 }
        let b = text[Int(token.start)]
        let width = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4
        guard Int(token.start) + width <= text.count else { return 0 }
        var c = UInt32(b)
        if width > 1 {
            c = UInt32(b) & (0x7F >> UInt32(width))
            for i in 1..<width { c = c << 6 | UInt32(text[Int(token.start) + i] & 0x3F) }
        }
        return Marks.normalized(c)
    }

    /// Where the word of a token begins behind its proclitics, by its best reading.
    func stemStart(_ t: Int) -> UInt32 {
        guard tokens[t].kind == .word, let r = forms.readings(of: tokens[t].form).first else { return tokens[t].start }
        let reading = forms.pool[r]
        return reading.isKnown ? min(tokens[t].start + UInt32(reading.stem), tokens[t].end) : tokens[t].start
    }

    func bestProclitics(_ t: Int) -> ProcliticSet {
        guard tokens[t].kind == .word, let r = forms.readings(of: tokens[t].form).first else { return [] }
        let reading = forms.pool[r]
        return reading.isKnown ? reading.proclitics : []
    }

    // MARK: Mentions

    /// Whether an element takes the mention `id`. (A mention is looked at in its place: a copy would cost more than the tests.)
    @inline(__always) func accepts(_ id: Int, labels: Int32, proclitics: Int32, flags: ElementFlags) -> Bool {
        let label = mentions[id].label
        guard UInt32(bitPattern: labels) & (1 << UInt32(label.rawValue)) != 0 else { return false }
        if MatchView.formLabels.has(label) {
            if flags.contains(.names) && mentions[id].form != .name { return false }
            if flags.contains(.nominals) && mentions[id].form == .name { return false }
        }
        let carried = mentions[id].proclitics
        guard fits(carried, proclitics) else { return false }
        if !flags.isDisjoint(with: [.bare, .noPrepositionLetter]), !carried.isDisjoint(with: .prepositions) { return false }
        let start = Int(mentions[id].tokens.start)
        if flags.contains(.bare), start > Int(input.sentence.start), isPreposition(start - 1) { return false }
        if flags.headTest >= 0 { return (reading(start, test: flags.headTest, proclitics: 0) >= 0) != flags.contains(.excludedHead) }
        return true
    }

    func barred(_ t: Int, _ pattern: Int) -> Bool {
        for i in program.rows(pattern, .barrierStart, .barrierEnd, of: program.barriers.count / PatternProgram.barrierWidth) {
            let at = i * PatternProgram.barrierWidth
            switch program.barriers[at] {
            case 0: if tokens[t].kind == .word, reading(t, test: program.barriers[at + 1], proclitics: program.barriers[at + 2]) >= 0 { return true }
            case 1:
                let flags = ElementFlags(rawValue: program.barriers[at + 3])
                for k in input.mentionsStarting(at: t) where accepts(Int(input.starting[k]), labels: program.barriers[at + 1], proclitics: program.barriers[at + 2], flags: flags) {
                    return true
                }
            default: if mark(t) != 0 && mark(t) == UInt32(bitPattern: program.barriers[at + 1]) { return true }
            }
        }
        return false
    }

    /// Both tokens around position `p` belong to one clause.
    @inline(__always) func isSameClause(around p: Int) -> Bool {
        if p <= Int(input.sentence.start) || p >= Int(input.sentence.end) { return true }
        return input.clauseOf[p - 1] == input.clauseOf[p]
    }
}
