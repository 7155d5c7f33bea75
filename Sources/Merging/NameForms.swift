import ArabicText

/// Names as merging compares them: folded words without punctuation.
struct NameForms: Sendable {
    private let folding = Folding()

    /// Folded words of a text; white space, hash signs, underscores, quotes and punctuation part words. One pass over the bytes.
    func words(_ text: String) -> [String] {
        var text = text
        var words: [String] = []
        var key: [UInt8] = []
        text.withUTF8 { bytes in
            var start = 0
            var i = 0
            func close(_ end: Int) {
                guard end > start else { return }
                key.removeAll(keepingCapacity: true)
                folding.fold(UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &key)
                if !key.isEmpty { words.append(String(decoding: key, as: UTF8.self)) }
            }
            while i < bytes.count {
                let width = NameForms.separator(bytes, i)
                if width == 0 {
                    i += 1
                    continue
                }
                close(i)
                i += width
                start = i
            }
            close(bytes.count)
        }
        return words
    }

    /// Bytes of the separator that starts here, 0 where none does.
    private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        func next(_ k: Int) -> UInt8 { i + k < bytes.count ? bytes[i + k] : 0 }
        switch bytes[i] {
        case 0x09...0x0D, 0x20...0x23, 0x27...0x29, 0x2C...0x2F, 0x3A, 0x3B, 0x3F, 0x5B, 0x5D, 0x5F: return 1
        case 0xC2: return [0x85, 0xA0, 0xAB, 0xBB].contains(next(1)) ? 2 : 0
        case 0xD8: return [0x8C, 0x9B, 0x9F].contains(next(1)) ? 2 : 0
        case 0xE2:
            guard next(1) == 0x80 else { return 0 }
            switch next(2) {
            case 0x80...0x8A, 0x90...0x9F, 0xA6, 0xA8, 0xA9, 0xAF: return 3
            default: return 0
            }
        default: return 0
        }
    }

    /// Words without the article and the proclitics that go with it (`للنظام`).
    func bareWords(_ text: String) -> [String] { words(text).map(NameForms.bare) }

    static func bare(_ word: String) -> String {
        let bytes = Array(word.utf8)
        // ا U+0627 = D8 A7, ل U+0644 = D9 84: two bytes a letter.
        if bytes.count > 6, bytes[0] == 0xD8, bytes[1] == 0xA7, bytes[2] == 0xD9, bytes[3] == 0x84 { return String(decoding: bytes[4...], as: UTF8.self) }
        if bytes.count > 6, bytes[0] == 0xD9, bytes[1] == 0x84, bytes[2] == 0xD9, bytes[3] == 0x84 { return String(decoding: bytes[4...], as: UTF8.self) }
        return word
    }

    /// One comparable form of any text.
    func canonical(_ text: String) -> String { bareWords(text).joined(separator: " ") }

    // MARK: Persons

    private static let particles: Set<String> = ["دي", "دا", "دو", "دل", "دوس", "فان", "فون", "لو", "لا", "بن", "ابن", "بنت", "ابو", "ابا", "ابي", "ام", "عبد",
                                                 "ال", "مار", "سان", "ماك"]

    /// The parts of a person's name: a particle and the word behind it are one part (`دي ميستورا`, `أبو زيد`, `عبد الله`).
    func personParts(_ name: String) -> [String] {
        var parts: [String] = []
        var pending = ""
        for word in words(name) {
            if NameForms.particles.contains(word) {
                pending += word + " "
            } else {
                parts.append(pending + NameForms.bare(word))
                pending = ""
            }
        }
        if !pending.isEmpty { parts.append(String(pending.dropLast())) }
        return parts
    }

    /// What stays of a name when its vowels and the letters that foreign sounds are written with are made one (`غوستاف`, `جوستاف`).
    func skeleton(_ name: String) -> String {
        var out = ""
        for scalar in words(name).joined().unicodeScalars {
            switch scalar {
            case "ا", "و", "ي", "ع", "ه": continue
            case "غ", "ك", "ق": out += "ج"
            case "ش", "ص", "ث", "ز": out += "س"
            case "ط": out += "ت"
            case "ض", "ظ", "ذ": out += "د"
            case "ف": out += "ب"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Two names that may be one person's where nothing else speaks: equal, or one is the other's last part(s).
    func mayBeOnePerson(_ a: String, _ b: String) -> Bool {
        let x = personParts(a), y = personParts(b)
        if x == y || x.isEmpty || y.isEmpty { return true }
        let (short, long) = x.count < y.count ? (x, y) : (y, x)
        if short.count == long.count { return false }
        if Array(long.suffix(short.count)) == short { return true }
        // First and last name equal, a middle name left out.
        return short.count > 1 && short.first == long.first && short.last == long.last
    }

    private static let generic: Set<String> = ["قوات", "وفد", "جيش", "عناصر", "مسلحي", "مسلحو", "حكومه", "سلطات", "اجهزه", "ميليشيا", "ميليشيات", "جماعه", "حركه",
                                               "تنظيم", "نظام", "مقاتلي", "مقاتلو", "طيران", "طائرات"]

    /// Two organisations' names of which one holds the other (`قوات النظام` and `النظام`).
    func oneHoldsOther(_ a: String, _ b: String) -> Bool {
        let x = Set(bareWords(a)), y = Set(bareWords(b))
        if x.isEmpty || y.isEmpty { return false }
        if x.isSubset(of: y) || y.isSubset(of: x) { return true }
        let p = x.subtracting(NameForms.generic), q = y.subtracting(NameForms.generic)
        return !p.isEmpty && p == q
    }
}

/// 32 bits of a text, the same in every run (FNV-1a).
func stableHash(_ text: String) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
}
