import ModelStorage
import TextModel

/// Whether the tables of a program fit together, so that running it stays inside them whatever file it came from.
extension PatternProgram {
    /// The first table that doesn't fit; nil where all do.
    public var unsoundTable: String? {
        if patterns.count == 0, variants.count == 0 { return nil }
        guard isOffsets(stringOffsets, stringBytes.count, atLeast: 1) else { return "pstro" }
        guard code.count % PatternProgram.codeWidth == 0, areInstructionsSound else { return "pcode" }
        for i in 0..<patternCount where !isSound(pattern: i) { return "ppat" }
        for i in 0..<(families.count / 2) where !isString(families[i * 2]) { return "pfam" }
        for i in 0..<variantCount where !isSound(variant: variant(i)) { return "pvar" }
        guard slots.buffer.allSatisfy({ $0 >= -1 && $0 < Int32(schema.roleNames.count) }) else { return "pslot" }
        guard isOffsets(testOffsets, testValues.count, atLeast: 1) else { return "ptoff" }
        guard isOffsets(wakeOffsets, wakeValues.count, atLeast: 1), isOffsets(labelOffsets, labelValues.count, atLeast: Label.allCases.count + 1) else { return "pwoff" }
        for v in wakeValues.buffer where !isVariant(v) || code[variant(Int(v)).start * PatternProgram.codeWidth] == Instruction.Op.mention.rawValue { return "pwval" }
        for v in labelValues.buffer where !isVariant(v) { return "plval" }
        for i in 0..<(contexts.count / PatternProgram.contextWidth) where !isCode(contexts[i * PatternProgram.contextWidth + 3], contexts[i * PatternProgram.contextWidth + 4]) { return "pctx" }
        for i in 0..<(attachments.count / PatternProgram.attachmentWidth) {
            let at = i * PatternProgram.attachmentWidth
            if attachments[at + 1] >= PatternProgram.firstContainer && !isRole(attachments[at + 1] &- PatternProgram.firstContainer) { return "patt" }
            if !isRole(attachments[at]) || !isCode(attachments[at + 2], attachments[at + 3]) { return "patt" }
        }
        for i in 0..<(settings.count / 2) where !isRole(settings[i * 2]) || !isString(settings[i * 2 + 1]) { return "pset" }
        for i in 0..<scopeCount where !isCode(scopes[i * PatternProgram.scopeWidth + 3], scopes[i * PatternProgram.scopeWidth + 4]) { return "pscope" }
        return nil
    }

    private func isOffsets(_ table: FlatTable<UInt32>, _ limit: Int, atLeast: Int) -> Bool {
        guard table.count >= atLeast else { return false }
        var last: UInt32 = 0
        for value in table.buffer {
            if value < last { return false }
            last = value
        }
        return Int(last) <= limit
    }

    private func isVariant(_ v: Int32) -> Bool { v >= 0 && Int(v) < variantCount }
    private func isRole(_ r: Int32) -> Bool { r >= 0 && Int(r) < schema.roleNames.count }
    private func isString(_ s: Int32) -> Bool { s >= -1 && Int(s) < stringOffsets.count - 1 }
    private func isCode(_ start: Int32, _ end: Int32) -> Bool { start >= 0 && start <= end && Int(end) <= instructionCount }

    private var areInstructionsSound: Bool {
        for pc in 0..<instructionCount {
            let at = pc * PatternProgram.codeWidth
            guard let op = Instruction.Op(rawValue: code[at]) else { return false }
            let a = code[at + 1], b = code[at + 2], c = code[at + 3], d = code[at + 4]
            switch op {
            case .word, .nouns, .mention, .any:
                if b < 0 || Int(b) >= max(proclitics.count, 1) || d < 0 || Int(d) > slots.count { return false }
            case .exact: if !isString(a) || a < 0 || d < 0 || Int(d) > slots.count { return false }
            case .gap: if Int(b) >= instructionCount || Int(c) >= instructionCount { return false }
            case .split: if Int(a) > instructionCount || abs(Int(b)) > 1 << 24 { return false }
            case .begin, .end: if a < 0 || Int(a) >= max(slots.count, 1) { return false }
            case .jump, .turn: if Int(a) > instructionCount { return false }
            case .mark, .accept, .fail: break
            }
        }
        return true
    }

    private func isSound(variant v: Variant) -> Bool {
        guard v.pattern >= 0, v.pattern < patternCount, v.start >= 0, v.start < v.end, v.slotBase >= 0, v.slotCount >= 0, v.slotBase + v.slotCount <= slots.count else { return false }
        for pc in v.start..<v.end {
            let at = pc * PatternProgram.codeWidth
            switch Instruction.Op(rawValue: code[at]) {
            case .word, .mention, .nouns, .any, .exact: if Int(code[at + 4]) > v.slotCount { return false }
            case .begin, .end: if Int(code[at + 1]) >= v.slotCount { return false }
            default: break
            }
        }
        return true
    }

    private func isSound(pattern i: Int) -> Bool {
        func range(_ start: PatternField, _ end: PatternField, _ limit: Int) -> Bool {
            let s = field(i, start), e = field(i, end)
            return s >= 0 && s <= e && e <= limit
        }
        let type = field(i, .type), family = field(i, .family)
        return type >= 0 && type < schema.types.count && family >= 0 && family < families.count / 2
            && isString(Int32(field(i, .name))) && isString(Int32(field(i, .file)))
            && range(.contextStart, .contextEnd, contexts.count / PatternProgram.contextWidth)
            && range(.attachmentStart, .attachmentEnd, attachments.count / PatternProgram.attachmentWidth)
            && range(.settingStart, .settingEnd, settings.count / 2) && range(.barrierStart, .barrierEnd, barriers.count / PatternProgram.barrierWidth)
    }
}
