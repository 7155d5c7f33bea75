/// Web and e-mail addresses.
enum AddressRules {
    /// End of the address that begins at `start` with a scheme or `www.`; nil where none does.
    static func end(of text: UnsafePointer<UInt8>, _ start: Int, _ segmentEnd: Int, line: Int) -> Int? {
        switch text[start] | 0x20 {
        case 0x68: guard hasPrefix(text, start, line, "https://") || hasPrefix(text, start, line, "http://") else { return nil }  // h
        case 0x66: guard hasPrefix(text, start, line, "ftp://") else { return nil }  // f
        case 0x77: guard hasPrefix(text, start, line, "www.") else { return nil }  // w
        default: return nil
        }
        var i = start
        while i < line && isAddressByte(text[i]) { i += 1 }
        while i > segmentEnd && isTrailing(text[i - 1]) { i -= 1 }
        return max(i, segmentEnd)
    }

    /// End of a host's further labels (`-news.org`) that begin at `start`, or `start`.
    static func hostEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ line: Int) -> Int {
        guard start + 1 < line, text[start] == 0x2D, isAlphanumeric(text[start + 1]) else { return start }
        var i = start
        while i < line && (isAlphanumeric(text[i]) || text[i] == 0x2D || text[i] == 0x2E) { i += 1 }
        while text[i - 1] == 0x2D || text[i - 1] == 0x2E { i -= 1 }
        return i
    }

    /// `name.tld` with a common top-level domain: two ASCII labels or more.
    static func isHostName(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var dot = end
        var i = start
        while i < end {
            let byte = text[i]
            if byte == 0x2E { dot = i } else if !isAlphanumeric(byte) { return false }
            i += 1
        }
        if dot == end || dot - start < 2 { return false }
        return topLevel.contains { $0.utf8CodeUnitCount == end - dot - 1 && hasPrefix(text, dot + 1, end, $0) }
    }

    private static let topLevel: [StaticString] = ["com", "net", "org", "info", "gov", "edu", "tv", "fm", "me", "co", "io", "ae", "sa", "eg", "sy", "jo", "lb", "iq",
                                                   "qa", "kw", "tn", "dz", "ma", "ps", "uk", "fr", "de", "ru", "ir", "tr", "us", "eu"]

    private static func hasPrefix(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ prefix: StaticString) -> Bool {
        if end - start < prefix.utf8CodeUnitCount { return false }
        for i in 0..<prefix.utf8CodeUnitCount {
            let byte = text[start + i], lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if lower != prefix.utf8Start[i] { return false }
        }
        return true
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
    }

    /// Visible ASCII but for quotes and angle brackets.
    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x27 && byte != 0x3C && byte != 0x3E && byte != 0x60
    }

    private static func isTrailing(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x29, 0x5D, 0x7D, 0x2D: true
        default: false
        }
    }
}
