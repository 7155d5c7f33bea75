/// The first bytes that are no UTF-8 (Unicode table 3-7).
public struct InvalidUTF8: Sendable, Equatable {
    public var offset: Int
    /// Length of the maximal subpart: what one U+FFFD replaces.
    public var length: Int
}

/// nil where all bytes from `start` on are valid UTF-8. Linear; eight bytes at a time in ASCII and two-byte runs (Arabic with its spaces).
public func firstInvalidUTF8(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> InvalidUTF8? {
    let end = bytes.count
    var i = start
    while i < end {
        while i + 8 <= end {
            let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            if eight & 0x8080_8080_8080_8080 == 0 {
                i += 8
                continue
            }
            // Four lanes of lead and trail; a lead C0 or C1 has no bit of 1E, so that adding 1E doesn't reach bit 5.
            let wrong = ((eight & 0xC0E0_C0E0_C0E0_C0E0) ^ 0x80C0_80C0_80C0_80C0)
                | (~((eight & 0x001E_001E_001E_001E) + 0x001E_001E_001E_001E) & 0x0020_0020_0020_0020)
            if wrong == 0 {
                i += 8
                continue
            }
            i += (wrong.trailingZeroBitCount >> 4) << 1
            if bytes[i] >= 0x80 { break }
            i += 1
        }
        if i >= end { break }
        let lead = bytes[i]
        if lead < 0x80 {
            i += 1
            continue
        }
        var low: UInt8 = 0x80, high: UInt8 = 0xBF
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return InvalidUTF8(offset: i, length: 1)
        }
        for k in 1..<length {
            guard i + k < end, low...high ~= bytes[i + k] else { return InvalidUTF8(offset: i, length: k) }
            (low, high) = (0x80, 0xBF)
        }
        i += length
    }
    return nil
}

/// What bytes that are no UTF-8 may be, nil where too little speaks for anything.
public func guessEncoding(of bytes: UnsafeRawBufferPointer) -> TextEncoding? {
    let sample = bytes.prefix(1 << 16)
    var zeros = [0, 0]
    var arabic = [0, 0]
    var high = 0
    var windows = 0
    var iso = 0
    for (i, byte) in sample.enumerated() {
        if byte == 0 { zeros[i & 1] += 1 }
        if byte == 0x06 { arabic[i & 1] += 1 }
        guard byte >= 0x80 else { continue }
        high += 1
        switch byte {
        // ف ق ك ى ي in Windows-1256; rare or unassigned in ISO 8859-6.
        case 0xDD, 0xDE, 0xDF, 0xEC, 0xED: windows += 1
        // ق ه و ي in ISO 8859-6; French letters in Windows-1256.
        case 0xE2, 0xE7, 0xE8, 0xEA: iso += 1
        default: break
        }
    }
    // UTF-16: every second byte of Arabic letters is 06, of spaces and digits 00.
    for parity in 0...1 where arabic[parity] > sample.count / 4 || (zeros[parity] > 1 && zeros[1 - parity] == 0) {
        return parity == 1 ? .utf16LittleEndian : .utf16BigEndian
    }
    guard high >= 8, windows != iso else { return nil }
    return windows > iso ? .windows1256 : .iso8859_6
}
