import TextModel

/// Which foldings lie between two spellings of one word.
public enum Variation {
    /// Compares a text's spelling with an entry's, both folding to the same key. Cost: linear in both.
    ///
    /// What the text leaves out (harakat that the entry has) counts as much as what it adds.
    public static func between(_ surface: UnsafeBufferPointer<UInt8>, _ spelling: UnsafeBufferPointer<UInt8>) -> FoldingSet {
        if surface.count == spelling.count, surface.elementsEqual(spelling) { return [] }
        var via: FoldingSet = []
        var a = Scalars(surface), b = Scalars(spelling)
        var x = a.nextLetter(&via), y = b.nextLetter(&via)
        while let s = x, let e = y {
            if s == e {
                x = a.nextLetter(&via)
                y = b.nextLetter(&via)
                continue
            }
            // A presentation form may stand for several letters: step over as many of the spelling.
            if isPresentation(s) || isPresentation(e) {
                via.insert(.presentation)
                let width = isPresentation(s) ? letters(of: s) : 1
                let other = isPresentation(e) ? letters(of: e) : 1
                for _ in 0..<other { x = a.nextLetter(&via) }
                for _ in 0..<width { y = b.nextLetter(&via) }
                continue
            }
            via.insert(kind(s, e))
            x = a.nextLetter(&via)
            y = b.nextLetter(&via)
        }
        return via
    }

    /// The folding that makes two different letters one.
    static func kind(_ a: UInt32, _ b: UInt32) -> FoldingSet {
        func either(_ set: ClosedRange<UInt32>) -> Bool { set.contains(a) || set.contains(b) }
        let pair = (min(a, b), max(a, b))
        switch pair {
        case (0x622...0x627, 0x622...0x627), (0x622...0x627, 0x671...0x673), (0x671...0x673, 0x671...0x673): return .alef
        case (0x624, 0x648), (0x626, 0x64A), (0x626, 0x649): return .hamza
        case (0x649, 0x64A): return .ya
        case (0x629, 0x647): return .taMarbuta
        default: break
        }
        if isDigit(a) && isDigit(b) { return .digits }
        if either(0x660...0x669) || either(0x6F0...0x6F9) { return .digits }
        if pair.1 >= 0x672 { return .persian }
        return []
    }

    static func isDigit(_ c: UInt32) -> Bool { (0x30...0x39).contains(c) || (0x660...0x669).contains(c) || (0x6F0...0x6F9).contains(c) }
    static func isPresentation(_ c: UInt32) -> Bool { (0xFB50...0xFDFF).contains(c) || (0xFE70...0xFEFE).contains(c) }

    static func letters(of c: UInt32) -> Int {
        let slot = Int(c >= 0xFE70 ? c - 0xFE70 + 688 : c - 0xFB50)
        return max(1, Int(PresentationForms.starts[slot + 1]) - Int(PresentationForms.starts[slot]))
    }

    /// Walks over code points and notes the ones that folding drops.
    struct Scalars {
        let bytes: UnsafeBufferPointer<UInt8>
        var i = 0

        init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func nextLetter(_ via: inout FoldingSet) -> UInt32? {
            while i < bytes.count {
                let (c, width) = UTF8Scalar.decode(bytes, at: i)
                i += width
                switch c {
                case 0x640: via.insert(.tatweel)
                case 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E8, 0x6EA...0x6ED, 0x300...0x36F: via.insert(.marks)
                case 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: via.insert(.direction)
                default: return c >= 65 && c <= 90 ? c | 0x20 : c
                }
            }
            return nil
        }
    }
}
