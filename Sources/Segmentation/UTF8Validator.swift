/// Checks that bytes are well-formed UTF-8 (Unicode table 3-7).
public enum UTF8Validator {
    /// Offset of the first byte that begins no well-formed sequence; nil where all is well. Linear; eight bytes at a time in ASCII and two-byte runs.
    public static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let text = bytes.baseAddress else { return nil }
        let raw = UnsafeRawPointer(text)
        let end = bytes.count
        var i = 0
        while i < end {
            while i + 8 <= end {
                let eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
                if eight & 0x8080_8080_8080_8080 == 0 {
                    i += 8
                } else if eight & 0xC0E0_C0E0_C0E0_C0E0 == 0x80C0_80C0_80C0_80C0 && !hasOverlongPair(eight) {
                    i += 8
                } else {
                    break
                }
            }
            if i >= end { break }
            let length = wellFormedLength(text, i, end)
            if length < 0 { return i }
            i += length
        }
        return nil
    }

    public static func firstInvalid(in bytes: [UInt8]) -> Int? { bytes.withUnsafeBufferPointer { firstInvalid(in: $0) } }

    /// The bytes with one U+FFFD for each maximal subpart of an ill-formed sequence. Offsets behind the first change are no longer the source's.
    public static func replacingInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        guard let text = bytes.baseAddress else { return result }
        result.reserveCapacity(bytes.count)
        var i = 0
        while i < bytes.count {
            let length = wellFormedLength(text, i, bytes.count)
            if length > 0 {
                for j in i..<(i + length) { result.append(text[j]) }
                i += length
            } else {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                i -= length
            }
        }
        return result
    }

    public static func replacingInvalid(in bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer { replacingInvalid(in: $0) } }

    /// A lead C0 or C1 in a lane of four two-byte sequences.
    @inline(__always) private static func hasOverlongPair(_ eight: UInt64) -> Bool {
        let upper = eight & 0x001E_001E_001E_001E
        // A lane of zero bits: adding the mask doesn't carry into bit 5.
        return (upper + 0x001E_001E_001E_001E) & 0x0020_0020_0020_0020 != 0x0020_0020_0020_0020
    }

    /// Length of the well-formed sequence at `i`, or minus the length of the maximal subpart of an ill-formed one.
    private static func wellFormedLength(_ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int) -> Int {
        let lead = text[i]
        if lead < 0x80 { return 1 }
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
        default: return -1
        }
        if i + 1 >= end || text[i + 1] < low || text[i + 1] > high { return -1 }
        var j = 2
        while j < length {
            if i + j >= end || text[i + j] & 0xC0 != 0x80 { return -j }
            j += 1
        }
        return length
    }
}
