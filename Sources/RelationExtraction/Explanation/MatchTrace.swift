import ModelStorage
import TextModel

/// Hears the matcher and keeps what an explanation needs: every attempt of a pattern, how far it came, what it found, what it lost against.
public struct MatchTrace: MatchRecorder {
    /// One awakening of a pattern at an anchor.
    public struct Attempt: Sendable {
        public var pattern: PatternID
        public var variant: Int
        public var tokens: TokenRange
        /// Instructions that took tokens, in the order of matching.
        public var passed: [(instruction: Int, from: Int, to: Int)] = []
        /// Where instructions found nothing.
        public var failed: [(instruction: Int, position: Int, isForward: Bool)] = []
        public var rejection: Rejection?
        public var isComplete: Bool { rejection == nil && failed.isEmpty }

        /// The element that came last before matching stopped, with all positions at which it was tried.
        public var furthestFailure: (instruction: Int, positions: [Int])? {
            guard let furthest = failed.map(\.instruction).max() else { return nil }
            return (furthest, failed.filter { $0.instruction == furthest }.map(\.position).sorted())
        }
    }

    public struct Loss: Sendable {
        public var pattern: PatternID
        public var winner: PatternID
        public var tokens: TokenRange
        public var policy: ConflictPolicy
    }

    public private(set) var attempts: [Attempt] = []
    public private(set) var facts: [(pattern: PatternID, fact: Fact)] = []
    public private(set) var losses: [Loss] = []
    /// Every step is kept; without, only facts and losses.
    public let keepsSteps: Bool
    /// Steps kept for one attempt; a pattern with long gaps makes many.
    private static let limit = 10_000

    public init(keepsSteps: Bool) { self.keepsSteps = keepsSteps }

    public mutating func woke(_ pattern: PatternID, variant: Int, at tokens: TokenRange) {
        if keepsSteps { attempts.append(Attempt(pattern: pattern, variant: variant, tokens: tokens)) }
    }

    public mutating func passed(_ instruction: Int, from: Int, to: Int) {
        guard keepsSteps, !attempts.isEmpty, attempts[attempts.count - 1].passed.count < MatchTrace.limit else { return }
        attempts[attempts.count - 1].passed.append((instruction, from, to))
    }

    public mutating func failed(_ instruction: Int, at position: Int, isForward: Bool) {
        guard keepsSteps, !attempts.isEmpty, attempts[attempts.count - 1].failed.count < MatchTrace.limit else { return }
        attempts[attempts.count - 1].failed.append((instruction, position, isForward))
    }

    public mutating func rejected(_ pattern: PatternID, _ reason: Rejection) {
        if keepsSteps, !attempts.isEmpty { attempts[attempts.count - 1].rejection = reason }
    }

    public mutating func found(_ pattern: PatternID, _ fact: Fact) { facts.append((pattern, fact)) }

    public mutating func lost(_ pattern: PatternID, to winner: PatternID, at tokens: TokenRange, policy: ConflictPolicy) {
        losses.append(Loss(pattern: pattern, winner: winner, tokens: tokens, policy: policy))
    }
}

extension PatternProgram {
    /// Line and column of the element that an instruction was made of.
    public func place(ofInstruction i: Int) -> SourcePlace {
        let at = i * PatternProgram.codeWidth + 5
        return at >= 0 && at < code.count ? Instruction.unpack(code[at]) : SourcePlace(line: 0, column: 0)
    }

    /// What an instruction looks for, in an analyst's words.
    public func kind(ofInstruction i: Int) -> String {
        let at = i * PatternProgram.codeWidth
        guard at >= 0, at + 1 < code.count else { return "element" }
        switch Instruction.Op(rawValue: code[at]) {
        case .word, .exact: return "word"
        case .mention:
            let mask = UInt32(bitPattern: code[at + 1])
            let names = Label.allCases.filter { mask & (1 << UInt32($0.rawValue)) != 0 }.map(\.name)
            return names.count > 6 ? "mention" : names.joined(separator: " or ") + " mention"
        case .nouns: return "noun group"
        case .mark: return "punctuation mark"
        case .any: return "word of any kind"
        case .gap: return "gap"
        default: return "element"
        }
    }

    /// Words that wake a pattern (those that stand in its anchors); empty where mentions alone wake it.
    public func wakeTests(of pattern: PatternID) -> Set<Int> {
        var out: Set<Int> = []
        for test in 0..<max(0, wakeOffsets.count - 1) {
            for k in Int(wakeOffsets[test])..<max(Int(wakeOffsets[test]), Int(wakeOffsets[test + 1])) {
                let v = Int(wakeValues[k])
                if v >= 0, v < variantCount, variant(v).pattern == pattern.index { out.insert(test) }
            }
        }
        return out
    }

    /// The labels whose mentions wake a pattern.
    public func wakeLabels(of pattern: PatternID) -> [Label] {
        Label.allCases.filter { label in
            let l = Int(label.rawValue)
            guard l + 1 < labelOffsets.count else { return false }
            return (Int(labelOffsets[l])..<max(Int(labelOffsets[l]), Int(labelOffsets[l + 1]))).contains { k in
                let v = Int(labelValues[k])
                return v >= 0 && v < variantCount && variant(v).pattern == pattern.index
            }
        }
    }

    /// Vocabulary words that pass one of the tests, at most `limit`.
    public func words(passing tests: Set<Int>, limit: Int) -> [WordID] {
        var out: [WordID] = []
        for w in 1..<max(1, testOffsets.count - 1) {
            for k in Int(testOffsets[w])..<max(Int(testOffsets[w]), Int(testOffsets[w + 1])) where tests.contains(Int(testValues[k] >> 2)) {
                out.append(WordID(w))
                break
            }
            if out.count >= limit { break }
        }
        return out
    }
}
