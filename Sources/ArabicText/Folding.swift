import TextModel

/// Folds a word hard, for look-up: what may vary in Arabic spelling without changing the word is made one.
///
/// - أ إ آ ٱ ٲ ٳ → ا; ؤ → و; ئ ى ی ې ے → ي; ة ۀ ہ ە → ه; ک ڪ گ → ك; پ → ب; چ → ج; ژ → ز; ڤ → ف
/// - harakat, Quranic marks, combining hamza and madda, tatweel, direction marks, zero-width characters and BOM disappear
/// - presentation forms become their letters (NFKC)
/// - Arabic-Indic and Persian digits become ASCII digits; ASCII letters lower case
///
/// Everything else stays. The same folding serves lexicon entries and text, so that equal keys mean "may be the same word"; `Variation.between` tells
/// afterwards which of these foldings a match needed.
public struct Folding: Sendable {
    /// Folded code point minus U+0600 for U+0600–06FF; 0 drops the character, 1 keeps it as it is, 2 is a digit (low nibble of the code point).
    @usableFromInline let block: [UInt8]

    public init() {
        var t = [UInt8](repeating: 1, count: 256)
        func drop(_ r: ClosedRange<Int>) { for c in r { t[c - 0x600] = 0 } }
        func map(_ cs: [Int], _ to: Int) { for c in cs { t[c - 0x600] = UInt8(to - 0x600) } }
        drop(0x610...0x61A); drop(0x61C...0x61C); drop(0x640...0x640); drop(0x64B...0x65F); drop(0x670...0x670); drop(0x6D6...0x6DC); drop(0x6DF...0x6E8)
        drop(0x6EA...0x6ED)
        map([0x622, 0x623, 0x625, 0x671, 0x672, 0x673], 0x627)
        map([0x624], 0x648)
        map([0x626, 0x649, 0x6CC, 0x6CD, 0x6D0, 0x6D2, 0x6D3], 0x64A)
        map([0x629, 0x6C0, 0x6C1, 0x6C2, 0x6C3, 0x6D5, 0x6BE], 0x647)
        map([0x6A9, 0x6AA, 0x6AF], 0x643)
        map([0x67E], 0x628)
        map([0x686], 0x62C)
        map([0x698], 0x632)
        map([0x6A4], 0x641)
        for d in 0...9 { t[0x60 + d] = 2; t[0xF0 + d] = 2 }
        block = t
    }

    /// The longest key in bytes; what follows is left out, so that a hostile run of letters costs no more than a word.
    public static let maximumKey = 512

    /// Appends the folded form of `surface` (valid UTF-8) to `key`. Cost: linear in the surface.
    @inlinable public func fold(_ surface: UnsafeBufferPointer<UInt8>, into key: inout [UInt8]) {
        let limit = key.count + Folding.maximumKey
        var i = 0
        let n = surface.count
        while i < n && key.count < limit {
            let b = surface[i]
            if b < 0x80 {
                key.append(b &- 65 < 26 ? b | 0x20 : b)
                i += 1
            } else if b & 0xE0 == 0xC0 && i + 1 < n {
                let c = (UInt32(b & 0x1F) << 6) | UInt32(surface[i + 1] & 0x3F)
                if c >= 0x600 && c < 0x700 {
                    let f = block[Int(c - 0x600)]
                    switch f {
                    case 0: break
                    case 1:
                        key.append(b)
                        key.append(surface[i + 1])
                    case 2: key.append(0x30 + UInt8(truncatingIfNeeded: c & 0xF))
                    default:
                        key.append(0xD8 | (f >> 6))
                        key.append(0x80 | (f & 0x3F))
                    }
                } else if c >= 0x300 && c < 0x370 {
                    // combining marks of any script
                } else if c != 0xAD {
                    key.append(b)
                    key.append(surface[i + 1])
                }
                i += 2
            } else {
                i += foldRare(surface, at: i, into: &key)
            }
        }
    }

    /// Three- and four-byte sequences: presentation forms, invisible characters, the rest as it is. Returns the bytes read.
    @usableFromInline func foldRare(_ surface: UnsafeBufferPointer<UInt8>, at i: Int, into key: inout [UInt8]) -> Int {
        let n = surface.count
        let b = surface[i]
        let width = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 1
        guard width == 3, i + 2 < n else {
            for k in i..<min(i + width, n) { key.append(surface[k]) }
            return min(width, n - i)
        }
        let c = (UInt32(b & 0x0F) << 12) | (UInt32(surface[i + 1] & 0x3F) << 6) | UInt32(surface[i + 2] & 0x3F)
        if (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF { return 3 }
        if c >= 0xFE00 && c <= 0xFE0F { return 3 }
        if (c >= 0xFB50 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF) {
            let slot = Int(c >= 0xFE70 ? c - 0xFE70 + 688 : c - 0xFB50)
            let range = Int(PresentationForms.starts[slot])..<Int(PresentationForms.starts[slot + 1])
            if !range.isEmpty {
                for k in range {
                    let letter = PresentationForms.letters[k]
                    if letter == 255 { continue }
                    let f = block[Int(letter)]
                    let low = f == 0 ? 0 : f == 1 ? letter : f
                    if low == 0 { continue }
                    key.append(0xD8 | (low >> 6))
                    key.append(0x80 | (low & 0x3F))
                }
                return 3
            }
        }
        key.append(b)
        key.append(surface[i + 1])
        key.append(surface[i + 2])
        return 3
    }

    /// How many letters of the key a code point becomes: 0 where it disappears, two and more for ligatures (ﻻ).
    public func letters(of c: UInt32) -> Int {
        switch c {
        case 0x600..<0x700: return block[Int(c - 0x600)] == 0 ? 0 : 1
        case 0x300..<0x370, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: return 0
        case 0xFB50..<0xFE00, 0xFE70..<0xFEFF:
            let slot = Int(c >= 0xFE70 ? c - 0xFE70 + 688 : c - 0xFB50)
            let range = Int(PresentationForms.starts[slot])..<Int(PresentationForms.starts[slot + 1])
            return range.isEmpty ? 1 : range.count { PresentationForms.letters[$0] != 255 && block[Int(PresentationForms.letters[$0])] != 0 }
        default: return 1
        }
    }

    /// The folded form of a string: for builders and messages, not for hot loops.
    public func fold(_ text: String) -> [UInt8] {
        var key: [UInt8] = []
        var text = text
        text.withUTF8 { fold($0, into: &key) }
        return key
    }
}
