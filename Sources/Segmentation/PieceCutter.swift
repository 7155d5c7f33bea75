/// Cuts a text that is too large for one document into pieces.
public enum PieceCutter {
    /// How far behind the limit a good place is looked for, in bytes.
    private static let window = 1 << 16

    /// End of the piece that begins at `start` and has at most `limit` bytes (at least 4): behind the last LF of it, else behind the last end mark with a
    /// space after it, else behind the last space, else between two characters. Looks at the last 64 KiB of the piece only.
    public static func end(of text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
        if text.count - start <= limit { return text.count }
        let last = start + max(limit, 4)
        let first = max(start + 1, last - window)
        var afterSpace = 0
        var afterEndMark = 0
        var i = last
        while i > first {
            let byte = text[i - 1]
            if byte == 0x0A { return i }
            if byte == 0x20 {
                if afterSpace == 0 { afterSpace = i }
                if afterEndMark == 0, i - 1 > first, endsSentence(text, i - 1) { afterEndMark = i }
            }
            i -= 1
        }
        if afterEndMark > 0 { return afterEndMark }
        if afterSpace > 0 { return afterSpace }
        i = last
        while i > last - 3 && text[i] & 0xC0 == 0x80 { i -= 1 }
        return i
    }

    /// `.`, `!`, `?`, `؟` or `۔` stands before `at`.
    private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        switch text[at - 1] {
        case 0x2E, 0x21, 0x3F: true
        case 0x9F: at >= 2 && text[at - 2] == 0xD8
        case 0x94: at >= 2 && text[at - 2] == 0xDB
        default: false
        }
    }
}
