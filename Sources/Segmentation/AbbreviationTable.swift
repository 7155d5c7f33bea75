/// Abbreviations that don't end a sentence, with their points (`د.`, `أ.د.`), ready for look-up by bytes.
public struct AbbreviationTable: Sendable {
    /// Longest abbreviation in bytes; longer ones are left out.
    static let longest = 32

    /// Slots of an open-addressing table: offset + 1 into `bytes`, 0 = free.
    private var slots: [UInt32]
    /// Length byte and text of each abbreviation.
    private var bytes: [UInt8] = []

    /// An abbreviation without its final point gets one. Empty ones are passed over.
    public init(_ abbreviations: [String]) {
        var size = 16
        while size < abbreviations.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        for abbreviation in abbreviations {
            var key = Array(abbreviation.utf8)
            if key.isEmpty { continue }
            if key.last != 0x2E { key.append(0x2E) }
            if key.count > Self.longest { continue }
            var slot = key.withUnsafeBufferPointer { Self.hash($0.baseAddress!, 0, $0.count) } & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(bytes.count + 1)
            bytes.append(UInt8(key.count))
            bytes.append(contentsOf: key)
        }
    }

    func contains(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if end - start < 2 || end - start > Self.longest { return false }
        var slot = Self.hash(text, start, end) & (slots.count - 1)
        while slots[slot] != 0 {
            let entry = Int(slots[slot]) - 1
            if Int(bytes[entry]) == end - start && (0..<(end - start)).allSatisfy({ bytes[entry + 1 + $0] == text[start + $0] }) { return true }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }

    private static func hash(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var value: UInt32 = 2_166_136_261
        for i in start..<end { value = (value ^ UInt32(text[i])) &* 16_777_619 }
        return Int(value ^ value >> 15)
    }
}
