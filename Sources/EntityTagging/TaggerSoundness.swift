import Lexicons
import ModelStorage

extension Tagger {
    /// The first table of values and weights that doesn't fit the others; nil where all do.
    public static func unsoundTable(_ file: ModelFile, vocabulary: Vocabulary) -> String? {
        let count = EvidenceCatalog(vocabulary: vocabulary).count
        for section in ["weights", "nested"] {
            let bytes = file.bytes(section).count
            guard bytes == count * MemoryLayout<LaneVector>.stride else { return section }
            let values: FlatTable<UInt32> = file.table(section)
            // No NaN, nothing near the largest number: sums of weights stay finite.
            for bits in values.buffer where bits & 0x7FFF_FFFF >= 0x5000_0000 { return section }
        }
        return ValueLexicon(file).unsoundTable(words: vocabulary.count)
    }
}

extension ValueLexicon {
    func unsoundTable(words: Int) -> String? {
        guard slots.count > 0, slots.count & (slots.count - 1) == 0, slots.buffer.contains(0) else { return "valslot" }
        // A word's meanings stand behind the set of their kinds.
        for slot in slots.buffer where slot != 0 {
            let first = Int(slot >> 8 & 0xFFFFFF), end = first + Int(slot & 0xFF)
            if Int(slot >> 32) >= words || first < 1 || end > meanings.count { return "valslot" }
            for i in first..<end {
                guard let meaning = ValueMeaning(packed: meanings[i]) else { return "valmean" }
                if meaning.kind == .phrase { if !isSound(phrase: meaning.value) { return "valphr" } } else if !isSound(meaning) { return "valmean" }
            }
        }
        return nil
    }

    private func isSound(phrase at: Int) -> Bool {
        guard at >= 0, at < phrases.count else { return false }
        let n = Int(phrases[at])
        guard n < 64, at + n + 2 < phrases.count else { return false }
        let packed = UInt64(phrases[at + n + 1]) | UInt64(phrases[at + n + 2]) << 32
        guard let meaning = ValueMeaning(packed: packed), meaning.kind != .phrase else { return false }
        return isSound(meaning)
    }

    /// The numbers that the builder gives each kind.
    private func isSound(_ m: ValueMeaning) -> Bool {
        guard (-18...18).contains(m.aux) else { return false }
        switch m.kind {
        case .one, .unit, .ten, .teen, .tens, .hundreds, .scale, .scaleDual, .scalePlural, .fraction, .quarters, .zero: return m.value >= 0
        case .vague, .several: return m.value == -1 || strings.indices.contains(m.value)
        case .currency, .measure: return m.value == -1 || strings.indices.contains(m.value)
        case .month: return (1...12).contains(m.value)
        case .weekday: return (1...7).contains(m.value)
        case .season: return (0...3).contains(m.value)
        case .holiday: return (1...12).contains(m.value / 100) && (1...31).contains(m.value % 100)
        default: return (-1_000_000...1_000_000).contains(m.value)
        }
    }
}
