import ModelStorage
import TextModel

/// What a sentence must hold so that a pattern can match in it: for finding the texts that an edit can touch.
extension PatternProgram {
    /// Conditions of one way through a pattern; all of them must hold in one sentence.
    public struct Needs: Sendable, Hashable {
        /// Word tests, each of which some word passes.
        public var tests: Set<Int> = []
        /// Sets of labels, of each of which there is a mention.
        public var labels: Set<LabelSet> = []
    }

    /// A list of ways; a sentence in which none of them has its needs can't match. Optional parts and choices ask for nothing.
    public func needs(of pattern: PatternID) -> [Needs] {
        var out: Set<Needs> = []
        for i in 0..<variantCount where variant(i).pattern == pattern.index { out.insert(needs(variant(i))) }
        return Array(out)
    }

    /// Calls `body` with each vocabulary word and a test that it passes.
    public func eachWordTest(_ body: (WordID, Int) -> Void) {
        for w in 1..<max(1, testOffsets.count - 1) {
            for k in Int(testOffsets[w])..<max(Int(testOffsets[w]), Int(testOffsets[w + 1])) { body(WordID(w), Int(testValues[k] >> 2)) }
        }
    }

    private func needs(_ variant: Variant) -> Needs {
        var out = Needs()
        for pc in variant.start..<variant.end {
            let at = pc * PatternProgram.codeWidth
            let op = Instruction.Op(rawValue: code[at]), a = code[at + 1]
            switch op {
            case .word?, .nouns?:
                if a >= 0, !canAvoid(pc, variant) { out.tests.insert(Int(a)) }
            case .mention?:
                guard !canAvoid(pc, variant) else { break }
                out.labels.insert(LabelSet(rawValue: UInt32(bitPattern: a)))
                let flags = ElementFlags(rawValue: code[at + 3])
                if flags.headTest >= 0, !flags.contains(.excludedHead) { out.tests.insert(Int(flags.headTest)) }
            default: break
            }
        }
        return out
    }

    /// Whether a way leads from the anchor to the end without this instruction.
    private func canAvoid(_ avoided: Int, _ variant: Variant) -> Bool {
        var seen: Set<Int> = [], open = [variant.start]
        while let pc = open.popLast() {
            guard pc != avoided, pc >= variant.start, pc < variant.end, seen.insert(pc).inserted else { continue }
            let at = pc * PatternProgram.codeWidth
            switch Instruction.Op(rawValue: code[at]) {
            case .accept?: return true
            case .split?: open += [pc + 1, Int(code[at + 1])]
            case .jump?, .turn?: open.append(Int(code[at + 1]))
            case .gap?: open += [Int(code[at + 2]), Int(code[at + 3])]
            case .fail?, nil: break
            default: open.append(pc + 1)
            }
        }
        return false
    }
}
