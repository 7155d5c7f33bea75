import ArabicText
import Lexicons
import TextModel

/// The ends of full names of persons in a document, by which they are called afterwards: حسون, دي ميستورا.
struct NameTails: Sendable {
    struct Hit {
        var start: Int
        var byte: Int
        var proclitics: ProcliticSet
    }

    private let folding = Folding()
    /// Folded last word → the folded words of the names that end in it.
    private var names: [[UInt8]: [[[UInt8]]]] = [:]
    /// Bits of the last bytes: most tokens are refused by it.
    private var filter: UInt64 = 0
    private var key: [UInt8] = []

    mutating func collect(_ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>) {
        names.removeAll(keepingCapacity: true)
        filter = 0
        for m in analysis.mentions where m.label == .pers && m.form == .name && m.score >= 0.5 {
            var words: [[UInt8]] = []
            for t in m.tokens.indices where t < analysis.tokens.count {
                let token = analysis.tokens[t]
                guard token.kind == .word else { continue }
                let start = max(Int(token.start), Int(m.bytes.start))
                guard start < Int(token.end) else { continue }
                words.append(folding.folded(UnsafeBufferPointer(rebasing: text[start..<Int(token.end)])))
            }
            guard let last = words.last, last.count >= 6, words.count <= 6, (names[last]?.count ?? 0) < 8 else { continue }
            if names[last]?.contains(words) ?? false { continue }
            names[last, default: []].append(words)
            filter |= NameTails.bit(last)
        }
    }

    private static func bit(_ key: [UInt8]) -> UInt64 {
        guard let b = key.last else { return 0 }
        return 1 << UInt64((Int(b) &+ key.count &* 7) & 63)
    }

    /// The longest end of a known name that ends with this token.
    mutating func match(_ t: Int, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>, from first: Int, _ covered: [LabelSet]) -> Hit? {
        guard filter != 0 else { return nil }
        let token = analysis.tokens[t]
        key.removeAll(keepingCapacity: true)
        folding.fold(UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)]), into: &key)
        var best: Hit?
        if filter & NameTails.bit(key) != 0, let known = names[key] {
            best = Hit(start: t, byte: Int(token.start), proclitics: [])
            // Words of the name that stand before.
            for name in known {
                var k = 1
                while k < name.count, t - k >= first, analysis.tokens[t - k].kind == .word, covered[t - k].isEmpty {
                    let before = analysis.tokens[t - k]
                    let folded = folding.folded(UnsafeBufferPointer(rebasing: text[Int(before.start)..<Int(before.end)]))
                    let wanted = name[name.count - 1 - k]
                    if folded == wanted {
                        if let b = best, t - k < b.start { best = Hit(start: t - k, byte: Int(before.start), proclitics: []) }
                    } else if folded.count == wanted.count + 2, folded.dropFirst(2).elementsEqual(wanted), let letter = NameTails.proclitic(folded) {
                        if let b = best, t - k < b.start { best = Hit(start: t - k, byte: Int(before.start) + 2, proclitics: letter) }
                        break
                    } else {
                        break
                    }
                    k += 1
                }
            }
            return best
        }
        // و، ف، ب، ل، ك before the name.
        guard key.count >= 8, let letter = NameTails.proclitic(key) else { return nil }
        let rest = Array(key.dropFirst(2))
        if filter & NameTails.bit(rest) != 0, names[rest] != nil { return Hit(start: t, byte: Int(token.start) + 2, proclitics: letter) }
        // للجعفري
        if letter == .lam, rest.starts(with: [0xD9, 0x84]) {
            let whole = DocumentWords.alef + rest
            if filter & NameTails.bit(whole) != 0, names[whole] != nil { return Hit(start: t, byte: Int(token.start) + 2, proclitics: letter) }
        }
        return nil
    }

    /// The end of a known name with one letter other, more or less (دي مستورا): only a word that no list knows, or behind the word before it in the name.
    func misspelt(_ t: Int, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>, from first: Int, _ covered: [LabelSet], _ vocabulary: Vocabulary) -> Hit? {
        guard filter != 0, covered[t].isEmpty else { return nil }
        let token = analysis.tokens[t]
        guard token.end - token.start >= 10 else { return nil }
        let own = folding.folded(UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)]))
        var before: [UInt8] = []
        if t > first, analysis.tokens[t - 1].kind == .word, covered[t - 1].isEmpty {
            let previous = analysis.tokens[t - 1]
            before = folding.folded(UnsafeBufferPointer(rebasing: text[Int(previous.start)..<Int(previous.end)]))
        }
        let isUnknown = !own.withUnsafeBufferPointer { vocabulary.word(folded: $0) }.isKnown
        var best: Hit?
        for (last, names) in names where Spelling.isOneLetterOff(own, last) {
            for name in names where name.count > 1 {
                let wanted = name[name.count - 2]
                if before == wanted {
                    best = Hit(start: t - 1, byte: Int(analysis.tokens[t - 1].start), proclitics: [])
                } else if before.count == wanted.count + 2, before.dropFirst(2).elementsEqual(wanted), let letter = NameTails.proclitic(before) {
                    best = Hit(start: t - 1, byte: Int(analysis.tokens[t - 1].start) + 2, proclitics: letter)
                } else if isUnknown, best == nil {
                    best = Hit(start: t, byte: Int(token.start), proclitics: [])
                }
            }
        }
        return best
    }

    private static func proclitic(_ key: [UInt8]) -> ProcliticSet? {
        guard key.count > 2 else { return nil }
        switch (key[0], key[1]) {
        case (0xD9, 0x88): return .waw
        case (0xD9, 0x81): return .fa
        case (0xD8, 0xA8): return .ba
        case (0xD9, 0x84): return .lam
        case (0xD9, 0x83): return .kaf
        default: return nil
        }
    }
}

extension Folding {
    func folded(_ surface: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var key: [UInt8] = []
        fold(surface, into: &key)
        return key
    }
}
