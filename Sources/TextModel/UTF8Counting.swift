/// Code points of valid UTF-8 between two byte offsets: bytes that aren't continuation bytes, eight at a time.
public func countCodePoints(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
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

/// Characters outside the BMP: each takes two UTF-16 units.
public func countFourByteLeads(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
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
