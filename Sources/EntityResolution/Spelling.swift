/// Closeness of two folded words.
enum Spelling {
    /// One letter more, less, other, or two neighbours exchanged. Words of fewer than `minimum` letters are never close. Cost: linear.
    static func isOneLetterOff(_ a: [UInt8], _ b: [UInt8], minimum: Int = 5) -> Bool {
        let x = letters(a), y = letters(b)
        guard min(x.count, y.count) >= minimum - 1, max(x.count, y.count) >= minimum, abs(x.count - y.count) <= 1, x != y else { return false }
        var start = 0
        while start < x.count, start < y.count, x[start] == y[start] { start += 1 }
        var end = 0
        while end < x.count - start, end < y.count - start, x[x.count - 1 - end] == y[y.count - 1 - end] { end += 1 }
        let p = x.count - start - end, q = y.count - start - end
        if p <= 1 && q <= 1 { return true }
        return p == 2 && q == 2 && x[start] == y[start + 1] && x[start + 1] == y[start]
    }

    /// Code points of valid UTF-8.
    static func letters(_ key: [UInt8]) -> [UInt32] {
        var out: [UInt32] = []
        out.reserveCapacity(key.count / 2)
        for b in key {
            if b & 0xC0 == 0x80, let last = out.indices.last { out[last] = out[last] << 8 | UInt32(b) } else { out.append(UInt32(b)) }
        }
        return out
    }
}
