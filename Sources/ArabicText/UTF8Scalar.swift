/// Decoding of single code points from bytes that are known to be valid UTF-8.
public enum UTF8Scalar {
    /// The code point at byte `i` and its width in bytes. A cut sequence at the end reads as U+FFFD of width 1.
    @inlinable public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> (UInt32, Int) {
        let b = bytes[i]
        if b < 0x80 { return (UInt32(b), 1) }
        let left = bytes.count - i
        if b & 0xE0 == 0xC0, left > 1 { return ((UInt32(b & 0x1F) << 6) | UInt32(bytes[i + 1] & 0x3F), 2) }
        if b & 0xF0 == 0xE0, left > 2 {
            return ((UInt32(b & 0x0F) << 12) | (UInt32(bytes[i + 1] & 0x3F) << 6) | UInt32(bytes[i + 2] & 0x3F), 3)
        }
        if b & 0xF8 == 0xF0, left > 3 {
            return ((UInt32(b & 0x07) << 18) | (UInt32(bytes[i + 1] & 0x3F) << 12) | (UInt32(bytes[i + 2] & 0x3F) << 6) | UInt32(bytes[i + 3] & 0x3F), 4)
        }
        return (0xFFFD, 1)
    }
}
