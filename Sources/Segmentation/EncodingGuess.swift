import CICU

/// A guess at the encoding of bytes that aren't UTF-8, for messages to the user.
public struct EncodingGuess: Sendable, Hashable {
    /// IANA name in ICU's spelling (`windows-1256`, `UTF-16LE`).
    public var name: String
    /// 0–100.
    public var confidence: Int

    public init(name: String, confidence: Int) {
        self.name = name
        self.confidence = confidence
    }

    /// Guesses from the first `limit` bytes; nil where nothing fits. About a millisecond for 4 KiB. Below 200 bytes the guess is worth little.
    public static func guess(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int = 4096) -> EncodingGuess? {
        let count = min(bytes.count, limit)
        guard let base = bytes.baseAddress, count > 0 else { return nil }
        // UTF-16 without a mark: every second byte of Arabic text is 06, of Latin text 00.
        for (name, offset) in [("UTF-16LE", 1), ("UTF-16BE", 0)] where count >= 8 {
            let high = stride(from: offset, to: count, by: 2).count { base[$0] == 0x06 || base[$0] == 0x00 }
            if high * 10 >= count / 2 * 9 { return EncodingGuess(name: name, confidence: 90) }
        }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name in
            let confidence = rabt_guess_encoding(base, Int32(count), name.baseAddress!, 64)
            return confidence < 0 ? nil : EncodingGuess(name: String(cString: name.baseAddress!), confidence: Int(confidence))
        }
    }

    public static func guess(_ bytes: [UInt8], limit: Int = 4096) -> EncodingGuess? {
        bytes.withUnsafeBufferPointer { guess($0, limit: limit) }
    }
}

/// The ICU library that runs.
public enum ICULibrary {
    /// `72.1`
    public static var version: String { String(cString: rabt_icu_version()) }
    /// `15.0`
    public static var unicodeVersion: String { String(cString: rabt_unicode_version()) }
}
