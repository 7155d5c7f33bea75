import TextModel

/// A plain tokenizer for tests of single stages: runs of letters, runs of digits with separators inside, all other marks alone.
enum SimpleTokens {
    static func split(_ text: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        var offsets: [Int] = []
        var at = 0
        for s in scalars {
            offsets.append(at)
            at += UTF8.width(s)
        }
        offsets.append(at)
        var i = 0
        var flags: TokenFlags = .lineStart
        while i < scalars.count {
            let s = scalars[i]
            if s.properties.isWhitespace {
                flags.insert(.spaceBefore)
                i += 1
                continue
            }
            if isInvisible(s) {
                i += 1
                continue
            }
            if s == "#" {
                flags.insert(.hashBefore)
                i += 1
                continue
            }
            if s == "_" {
                flags.insert(.underscoreBefore)
                i += 1
                continue
            }
            var j = i + 1
            let kind: TokenKind
            if isDigit(s) {
                kind = .number
                while j < scalars.count, isDigit(scalars[j]) || (isSeparator(scalars[j]) && j + 1 < scalars.count && isDigit(scalars[j + 1])) { j += 1 }
            } else if isArabic(s) {
                kind = .word
                while j < scalars.count, isArabic(scalars[j]) || isInvisible(scalars[j]) { j += 1 }
            } else if s.properties.isAlphabetic {
                kind = .foreign
                while j < scalars.count, scalars[j].properties.isAlphabetic, !isArabic(scalars[j]) { j += 1 }
            } else {
                kind = "$€£¥%٪".unicodeScalars.contains(s) ? .symbol : .punctuation
            }
            if let last = tokens.last, !flags.contains(.spaceBefore), [.word, .number, .foreign].contains(kind), [.word, .number, .foreign].contains(last.kind),
               Int(last.end) == offsets[i] {
                flags.insert(.split)
            }
            tokens.append(Token(start: UInt32(offsets[i]), end: UInt32(offsets[j]), kind: kind, flags: flags))
            flags = []
            i = j
        }
        return tokens
    }

    private static func isDigit(_ s: Unicode.Scalar) -> Bool { (0x30...0x39).contains(s.value) || (0x660...0x669).contains(s.value) || (0x6F0...0x6F9).contains(s.value) }
    private static func isSeparator(_ s: Unicode.Scalar) -> Bool { [0x2C, 0x2E, 0x66B, 0x66C].contains(s.value) }
    private static func isInvisible(_ s: Unicode.Scalar) -> Bool { [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF].contains(s.value) || (0x202A...0x202E).contains(s.value) }
    private static func isArabic(_ s: Unicode.Scalar) -> Bool {
        ((0x620...0x65F).contains(s.value) || (0x66E...0x6D3).contains(s.value) || (0x6FA...0x6FF).contains(s.value) || s.value == 0x670) && s.value != 0x66A
    }
}
