import ArabicText
import Lexicons
import ModelStorage
import TextModel

/// Collects what the matcher did with one pattern, for `explain`. The matcher is the one that runs in batches.
public struct ExplainingRecorder: MatchRecorder, Sendable {
    public struct Attempt: Sendable {
        public var pattern: PatternID
        public var variant: Int
        public var tokens: TokenRange
        public var passed: [(instruction: Int, from: Int, to: Int)] = []
        public var failed: [(instruction: Int, position: Int, isForward: Bool)] = []
        public var rejection: Rejection?

        /// How many different elements matched.
        var progress: Int { Set(passed.map(\.instruction)).count }
    }

    public private(set) var attempts: [Attempt] = []
    public private(set) var found: [(pattern: PatternID, fact: Fact)] = []
    public private(set) var losses: [(pattern: PatternID, winner: PatternID, tokens: TokenRange, policy: ConflictPolicy)] = []
    /// Attempts beyond this number are not kept.
    let limit: Int

    public init(limit: Int = 10_000) { self.limit = limit }

    public mutating func woke(_ pattern: PatternID, variant: Int, at tokens: TokenRange) {
        if attempts.count < limit { attempts.append(Attempt(pattern: pattern, variant: variant, tokens: tokens)) }
    }

    public mutating func passed(_ instruction: Int, from: Int, to: Int) {
        if !attempts.isEmpty { attempts[attempts.count - 1].passed.append((instruction, from, to)) }
    }

    public mutating func failed(_ instruction: Int, at position: Int, isForward: Bool) {
        if !attempts.isEmpty { attempts[attempts.count - 1].failed.append((instruction, position, isForward)) }
    }

    public mutating func rejected(_ pattern: PatternID, _ reason: Rejection) {
        if !attempts.isEmpty { attempts[attempts.count - 1].rejection = reason }
    }

    public mutating func found(_ pattern: PatternID, _ fact: Fact) { found.append((pattern, fact)) }

    public mutating func lost(_ pattern: PatternID, to winner: PatternID, at tokens: TokenRange, policy: ConflictPolicy) {
        losses.append((pattern, winner, tokens, policy))
    }
}

/// How far a pattern got on a text and why not further, in words.
public struct Explanation: Sendable {
    public enum Outcome: Sendable, Hashable {
        case found
        /// Matched, and gave way to another pattern.
        case lost(to: PatternID)
        /// All elements matched, something around them did not.
        case rejected(Rejection)
        /// An element found nothing.
        case stopped
        /// No word or mention of the text wakes the pattern.
        case asleep
    }

    public var outcome: Outcome
    /// Tokens of the anchor of the best attempt.
    public var anchor: TokenRange?
    /// The element that failed: its place in the pattern file, and the text position it was tried at.
    public var element: SourcePlace?
    public var at: ByteRange?
    /// The element that failed and why, or what decided.
    public var reason: String

    /// Explains what a recorder heard about one pattern.
    public static func of(_ pattern: PatternID, _ recorder: ExplainingRecorder, _ program: PatternProgram, _ analyzed: AnalyzedText) -> Explanation {
        if recorder.found.contains(where: { $0.pattern == pattern }) { return Explanation(outcome: .found, reason: "found") }
        if let loss = recorder.losses.first(where: { $0.pattern == pattern }) {
            return Explanation(outcome: .lost(to: loss.winner), anchor: loss.tokens,
                               reason: "matches, but gives way to \(program.id(of: loss.winner)) (policy \(loss.policy.name))")
        }
        let attempts = recorder.attempts.filter { $0.pattern == pattern }
        if let attempt = attempts.first(where: { $0.rejection != nil }), let rejection = attempt.rejection {
            let reason = switch rejection {
            case .contextMissing(let line): "all elements match, but what line \(line) asks for is missing"
            case .unlessHolds(let line): "all elements match, but the `unless` of line \(line) holds"
            case .noFillers: "all elements match, but no role is filled"
            case .sameMention: "all elements match, but two roles have the same mention"
            }
            return Explanation(outcome: .rejected(rejection), anchor: attempt.tokens, reason: reason)
        }
        var best: ExplainingRecorder.Attempt?
        for a in attempts where a.progress > best?.progress ?? -1 { best = a }
        guard let attempt = best else {
            return Explanation(outcome: .asleep, reason: "no word of the text wakes it: the trigger (or a form of it that a class lists) does not occur")
        }
        return attempt.stop(program, analyzed)
    }
}

extension ExplainingRecorder.Attempt {
    /// The element behind the furthest one that matched.
    fileprivate func stop(_ program: PatternProgram, _ analyzed: AnalyzedText) -> Explanation {
        func op(_ pc: Int) -> Instruction.Op? { Instruction.Op(rawValue: program.code[pc * Instruction.width]) }
        let elements = failed.filter { op($0.instruction) != .gap }
        guard let furthest = elements.max(by: { $0.instruction < $1.instruction }) ?? failed.last else {
            return Explanation(outcome: .stopped, anchor: tokens, reason: "the anchor matches, what follows does not")
        }
        let tries = elements.filter { $0.instruction == furthest.instruction }
        let last = tries.last ?? furthest
        var input = MatchInput()
        input.prepare(analyzed.analysis)
        let sentence = analyzed.analysis.sentences.first { $0.tokens.contains(Int(tokens.start)) }?.tokens ?? TokenRange(0, analyzed.analysis.tokens.count)
        input.sentence = sentence
        return analyzed.text.withUnsafeBufferPointer { text in
            let view = MatchView(program: program, text: text, forms: analyzed.forms, analysis: analyzed.analysis, input: input)
            // The try that came closest: at the nearest position.
            let first = tries.first ?? last
            let place = Instruction.unpack(program.code[furthest.instruction * Instruction.width + 5])
            var reason = "element at \(place.line):\(place.column): " + view.why(furthest.instruction, first.position, first.isForward)
            var t = first.isForward ? first.position : first.position - 1
            if tries.count > 1 { reason += " (tried at \(tries.count) positions)" }
            if let distance = view.nextFit(furthest.instruction, beyond: last.position, last.isForward) {
                let blocked = failed.last { op($0.instruction) == .gap }
                let why = blocked.map { view.whyGap($0.position, $0.isForward) } ?? "the gap before it is too narrow"
                reason += "; it would fit \(distance) token\(distance == 1 ? "" : "s") further, but \(why)"
            }
            t = min(max(t, Int(sentence.start)), max(Int(sentence.end) - 1, Int(sentence.start)))
            let bytes = analyzed.analysis.tokens.indices.contains(t) ? analyzed.analysis.tokens[t].bytes : nil
            return Explanation(outcome: .stopped, anchor: tokens, element: place, at: bytes, reason: reason)
        }
    }
}

extension MatchView {
    private func surface(_ t: Int) -> String {
        let token = tokens[t]
        guard token.start <= token.end, Int(token.end) <= text.count else { return "" }
        return String(decoding: text[token.bytes.indices], as: UTF8.self)
    }

    /// Why an element finds nothing at a position.
    func why(_ pc: Int, _ position: Int, _ isForward: Bool) -> String {
        let at = pc * Instruction.width
        let a = program.code[at + 1], b = program.code[at + 2], c = program.code[at + 3]
        let t = isForward ? position : position - 1
        guard t >= Int(input.sentence.start), t < Int(input.sentence.end) else { return isForward ? "the sentence ends here" : "the sentence begins here" }
        let word = "“\(surface(t))”"
        switch Instruction.Op(rawValue: program.code[at]) {
        case .word:
            if reading(t, test: a, proclitics: 0) >= 0 { return "\(word) is the word, but its proclitics are not what the element asks" }
            return "\(word) is not the word (or no member of the class with these features)"
        case .exact:
            let spelling = program.string(a)
            if !Variation.isSame(surface(t), spelling) { return "\(word) is not “\(spelling)”" }
            return "\(word) is “\(spelling)” in another spelling: = switches folding off"
        case .mark: return "\(word) is not the mark"
        case .any: return "\(word) is punctuation, or lacks the proclitic"
        case .nouns:
            if a >= 0 && reading(t, test: a, proclitics: b) < 0 { return "no nominal group begins with a word of the class at \(word)" }
            return "no nominal group stands at \(word): a verb, a particle or a mark, or a preposition before it"
        case .mention:
            let flags = ElementFlags(rawValue: c)
            let range = isForward ? input.mentionsStarting(at: position) : input.mentionsEnding(at: position)
            let side = isForward ? "begins" : "ends"
            if range.isEmpty { return "no mention \(side) at \(word)" }
            for k in range {
                let m = mentions[Int(isForward ? input.starting[k] : input.ending[k])]
                guard UInt32(bitPattern: a) & (1 << UInt32(m.label.rawValue)) != 0 else { continue }
                let label = "@\(m.label.name)"
                if flags.contains(.names), m.form != .name, MatchView.formLabels.has(m.label) { return "the \(label) that \(side) at \(word) is nominal: write \(label)~" }
                if !fits(m.proclitics, b) { return "the \(label) at \(word) has other proclitics than the element asks" }
                if !m.proclitics.isDisjoint(with: .prepositions) { return "the \(label) at \(word) carries a preposition: ask for it, [ل+]\(label)" }
                if Int(m.tokens.start) > Int(input.sentence.start), isPreposition(Int(m.tokens.start) - 1) {
                    return "a preposition stands before the \(label) at \(word): ask for it, [في]\(label)"
                }
                return "the \(label) at \(word) does not fit"
            }
            let found = range.map { mentions[Int(isForward ? input.starting[$0] : input.ending[$0])].label.name }
            return "the mention that \(side) at \(word) is \(found.joined(separator: ", ")), not \(Label.allCases.filter { UInt32(bitPattern: a) & (1 << UInt32($0.rawValue)) != 0 }.map(\.name).joined(separator: "|"))"
        case .gap: return whyGap(position, isForward)
        default: return "\(word) does not fit"
        }
    }

    /// Why a gap ended at a position.
    func whyGap(_ position: Int, _ isForward: Bool) -> String {
        if !isSameClause(around: position), position > Int(input.sentence.start), position < Int(input.sentence.end) {
            return "a clause ends before “\(surface(position))” (write ...sentence to go on)"
        }
        let t = isForward ? position : position - 1
        guard t >= Int(input.sentence.start), t < Int(input.sentence.end) else { return "the sentence ends" }
        return "`unless between` stops the gap at “\(surface(t))”"
    }

    /// How many tokens beyond a position the element would find something in this sentence.
    func nextFit(_ pc: Int, beyond position: Int, _ isForward: Bool) -> Int? {
        let at = pc * Instruction.width
        let a = program.code[at + 1], b = program.code[at + 2], flags = ElementFlags(rawValue: program.code[at + 3])
        let op = Instruction.Op(rawValue: program.code[at])
        var p = position + (isForward ? 1 : -1)
        while p >= Int(input.sentence.start), p <= Int(input.sentence.end) {
            let t = isForward ? p : p - 1
            if t >= Int(input.sentence.start), t < Int(input.sentence.end) {
                if op == .word, reading(t, test: a, proclitics: b) >= 0 { return abs(p - position) }
                if op == .mark, mark(t) == UInt32(bitPattern: a) { return abs(p - position) }
                if op == .mention {
                    for k in isForward ? input.mentionsStarting(at: p) : input.mentionsEnding(at: p)
                    where accepts(Int(isForward ? input.starting[k] : input.ending[k]), labels: a, proclitics: b, flags: flags) { return abs(p - position) }
                }
            }
            p += isForward ? 1 : -1
        }
        return nil
    }
}
