import TextModel

/// Byte offsets of one document turned into another unit: a count every 64 bytes, the rest is counted on the spot.
///
/// - Complexity: building is one pass, eight bytes a step; a look-up reads at most 63 bytes.
struct OffsetIndex {
    private enum Counting { case none, codePoints, utf16 }
    private var counting = Counting.none
    private var factor = 1
    private var before = 0
    private var replacements: [TextOrigin.Replacement] = []
    /// Units before byte 64 × i.
    private var counts: [UInt32] = []

    mutating func rebuild(_ text: UnsafeBufferPointer<UInt8>, unit: OffsetUnit, origin: TextOrigin) {
        factor = 1
        replacements = []
        switch (unit, origin.width) {
        case (.codepoint, _):
            counting = .codePoints
            before = origin.codePointsBefore
        case (.utf16, _):
            counting = .utf16
            before = origin.utf16Before
        case (.byte, .utf8):
            counting = .none
            before = origin.bytesBefore
            replacements = origin.replacements
        case (.byte, .single):
            counting = .codePoints
            before = origin.bytesBefore
        case (.byte, .double):
            counting = .utf16
            before = origin.bytesBefore
            factor = 2
        }
        counts.removeAll(keepingCapacity: true)
        guard counting != .none else { return }
        counts.reserveCapacity(text.count / 64 + 1)
        var total = 0
        var at = 0
        counts.append(0)
        while at + 64 <= text.count {
            total += units(text, at, at + 64)
            at += 64
            counts.append(UInt32(truncatingIfNeeded: total))
        }
    }

    /// The offset of a byte offset, in the unit that the index was built for.
    func offset(of byte: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        let byte = min(max(byte, 0), text.count)
        if counting == .none {
            guard !replacements.isEmpty else { return before + byte }
            var low = 0, high = replacements.count
            while low < high {
                let middle = (low + high) / 2
                if replacements[middle].end <= byte { low = middle + 1 } else { high = middle }
            }
            return before + byte - (low == 0 ? 0 : replacements[low - 1].excess)
        }
        let block = byte / 64
        return before + factor * (Int(counts[block]) + units(text, block * 64, byte))
    }

    private func units(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let total = OffsetIndex.codePoints(text, start, end)
        return counting == .utf16 ? total + OffsetIndex.fourByteLeads(text, start, end) : total
    }

    /// Bytes that aren't continuation bytes.
    static func codePoints(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        var at = start
        var continuations: UInt64 = 0
        while at + 8 <= end {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            continuations &+= (((word >> 7 & ~(word >> 6)) & 0x0101_0101_0101_0101) &* 0x0101_0101_0101_0101) >> 56
            at += 8
        }
        while at < end {
            if text[at] & 0xC0 == 0x80 { continuations += 1 }
            at += 1
        }
        return end - start - Int(continuations)
    }

    static func fourByteLeads(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        var at = start
        var leads: UInt64 = 0
        while at + 8 <= end {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            leads &+= (((word >> 7 & word >> 6 & word >> 5 & word >> 4) & 0x0101_0101_0101_0101) &* 0x0101_0101_0101_0101) >> 56
            at += 8
        }
        while at < end {
            if text[at] >= 0xF0 { leads += 1 }
            at += 1
        }
        return Int(leads)
    }
}

/// Code points and UTF-16 units of UTF-8 text.
public func measure(_ text: [UInt8]) -> (codePoints: Int, utf16: Int) {
    text.withUnsafeBufferPointer {
        let codePoints = OffsetIndex.codePoints($0, 0, $0.count)
        return (codePoints, codePoints + OffsetIndex.fourByteLeads($0, 0, $0.count))
    }
}
