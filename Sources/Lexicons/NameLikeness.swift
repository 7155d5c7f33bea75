import ArabicText
import ModelStorage
import TextModel

/// How much a word that no list knows looks like a name, and like a place: log odds of its letter trigrams in the listed names against the listed common
/// words, and in the listed places against the listed person names.
///
/// The tables come from the lexicons alone; a foreign name in Arabic letters shows in its letter sequence (long vowels between every two consonants).
public struct NameLikeness: Sendable {
    let names: FlatTable<Int8>
    let places: FlatTable<Int8>

    public init(_ model: ModelFile) {
        names = model.table("nlname")
        places = model.table("nlplace")
    }

    /// The letters of a surface as they are looked up: alefs without hamza, ى as ي, no marks.
    public static func letters(of surface: ArraySlice<UInt8>) -> [UInt32] {
        var out: [UInt32] = []
        surface.withUnsafeBufferPointer { b in
            var i = 0
            while i < b.count {
                let (c, w) = UTF8Scalar.decode(b, at: i)
                i += w
                switch c {
                case 0x622, 0x623, 0x625, 0x671: out.append(0x627)
                case 0x649: out.append(0x64A)
                case 0x640, 0x64B...0x65F, 0x670, 0x200B...0x200F, 0x61C: break
                default: out.append(c)
                }
            }
        }
        return out
    }

    /// Letters are numbered ا=1 … ي=34 by code point, 0 is the word's edge or another character.
    static let size = 38

    static func number(_ letter: UInt32) -> Int { letter >= 0x621 && letter <= 0x64A && letter != 0x640 ? Int(letter - 0x621) % 37 + 1 : 0 }

    static func eachTrigram(_ letters: [UInt32], _ body: (Int) -> Void) {
        var a = 0, b = 0
        for i in 0...letters.count {
            let c = i < letters.count ? number(letters[i]) : 0
            body((a * size + b) * size + c)
            a = b
            b = c
        }
    }

    private func band(_ table: FlatTable<Int8>, _ letters: [UInt32]) -> Int {
        guard !letters.isEmpty, table.count > 0 else { return 0 }
        var sum = 0
        NameLikeness.eachTrigram(letters) { sum += Int(table[$0]) }
        // Entries are sixteenths of a nat; a band is about a third of a nat a letter.
        let mean = sum * 3 / (16 * (letters.count + 1))
        return max(-3, min(3, mean))
    }

    /// −3 (a common word by its letters) to 3 (a name). `letters`: folded code points without article.
    public func nameBand(_ letters: [UInt32]) -> Int { band(names, letters) }
    /// −3 (a person's name) to 3 (a place).
    public func placeBand(_ letters: [UInt32]) -> Int { band(places, letters) }
}

/// What lies between the tables of two models: an edit shifts a few of their entries, and few words by them.
public struct LikenessDifference: Sendable {
    private let old: NameLikeness
    private let new: NameLikeness

    /// nil where the tables are the same.
    public init?(_ old: ModelFile, _ new: ModelFile) {
        self.old = NameLikeness(old)
        self.new = NameLikeness(new)
        if self.old.names.buffer.elementsEqual(self.new.names.buffer), self.old.places.buffer.elementsEqual(self.new.places.buffer) { return nil }
    }

    /// Whether a word may be in another band than before, with or without what could be a proclitic or an article.
    public func touches(_ surface: ArraySlice<UInt8>) -> Bool {
        let letters = NameLikeness.letters(of: surface)
        for start in 0...min(4, letters.count) {
            let stem = Array(letters[start...])
            if old.nameBand(stem) != new.nameBand(stem) || old.placeBand(stem) != new.placeBand(stem) { return true }
        }
        return false
    }
}

/// Counts trigrams of listed words and writes the tables of `NameLikeness`.
struct NameLikenessBuilder {
    private var counts = [[Float]](repeating: [Float](repeating: 0, count: NameLikeness.size * NameLikeness.size * NameLikeness.size), count: 3)
    private var totals: [Float] = [0, 0, 0]

    enum Kind: Int { case name, common, place }

    mutating func add(_ folded: ArraySlice<UInt8>, _ kind: Kind) {
        var letters: [UInt32] = []
        var i = folded.startIndex
        while i + 1 < folded.endIndex {
            guard folded[i] & 0xE0 == 0xC0 else { return }
            letters.append(UInt32(folded[i] & 0x1F) << 6 | UInt32(folded[i + 1] & 0x3F))
            i += 2
        }
        if letters.count > 4, letters[0] == 0x627, letters[1] == 0x644 { letters.removeFirst(2) }
        guard letters.count >= 3 else { return }
        NameLikeness.eachTrigram(letters) { counts[kind.rawValue][$0] += 1 }
        totals[kind.rawValue] += Float(letters.count + 1)
    }

    func write(to model: inout ModelWriter) {
        model.add("nlname", odds(.name, .common))
        model.add("nlplace", odds(.place, .name))
    }

    private func odds(_ a: Kind, _ b: Kind) -> [Int8] {
        let x = counts[a.rawValue], y = counts[b.rawValue]
        let smoothing: Float = 2
        let n = totals[a.rawValue] + smoothing * Float(x.count) / 16, m = totals[b.rawValue] + smoothing * Float(y.count) / 16
        return x.indices.map { i in
            let ratio = ((x[i] + smoothing / 4) / max(n, 1)) / ((y[i] + smoothing / 4) / max(m, 1))
            return Int8(max(-64, min(64, NameLikenessBuilder.logarithm(ratio) * 16)))
        }
    }

    /// Natural logarithm: exponent and mantissa of the number, the mantissa by the series of artanh. Good to four decimals.
    static func logarithm(_ x: Float) -> Float {
        let e = Float(x.exponent), m = x.significand
        let t = (m - 1) / (m + 1), t2 = t * t
        return e * 0.693147 + 2 * t * (1 + t2 / 3 + t2 * t2 / 5 + t2 * t2 * t2 / 7)
    }
}
