/// What the JSON writer does with a byte: 0 copies it, 1 escapes it by itself, 2–4 look at the bytes behind it (lead bytes C2, E2, EF).
private let byteClasses: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for byte in 0..<0x20 { table[byte] = 1 }
    table[0x22] = 1
    table[0x5C] = 1
    table[0x7F] = 1
    table[0xC2] = 2
    table[0xE2] = 3
    table[0xEF] = 4
    return table
}()

extension ByteBuffer {
    /// A JSON string of valid UTF-8. Everything is written as itself but for `"`, `\` and the characters that a terminal, a line reader or a bidi
    /// display could trip over: U+0000–1F, U+007F–9F, U+2028, U+2029, U+202A–E, U+2066–9, U+FEFF, which become `\u` escapes.
    public mutating func append(json bytes: UnsafeRawBufferPointer) {
        append(UInt8(ascii: "\""))
        appendEscaped(bytes, quotes: true)
        append(UInt8(ascii: "\""))
    }

    public mutating func append(json text: String) {
        var text = text
        text.withUTF8 { append(json: UnsafeRawBufferPointer($0)) }
    }

    public mutating func append(json bytes: [UInt8]) {
        bytes.withUnsafeBytes { append(json: $0) }
    }

    /// `null` for empty text.
    public mutating func append(jsonOrNull text: String) {
        if text.isEmpty { append("null") } else { append(json: text) }
    }

    /// JSON text that has been read and checked, as it stands, without line ends and with the characters above escaped (they stand only inside strings).
    public mutating func append(rawJSON bytes: [UInt8]) {
        bytes.withUnsafeBytes { appendEscaped($0, quotes: false) }
    }

    private mutating func appendEscaped(_ bytes: UnsafeRawBufferPointer, quotes: Bool) {
        let end = bytes.count
        reserve(end + 2)
        byteClasses.withUnsafeBufferPointer { classes in
            var run = 0
            var i = 0
            while i < end {
                let byte = bytes[i]
                let kind = classes[Int(byte)]
                if kind == 0 {
                    i += 1
                    continue
                }
                var length = 1
                var scalar: UInt32 = 0
                switch kind {
                case 1:
                    scalar = UInt32(byte)
                    if !quotes && (byte == 0x22 || byte == 0x5C) { length = 0 }
                case 2:
                    guard i + 1 < end, bytes[i + 1] <= 0x9F else { length = 0; break }
                    scalar = UInt32(bytes[i + 1])
                    length = 2
                case 3:
                    guard i + 2 < end else { length = 0; break }
                    scalar = 0x2000 | UInt32(bytes[i + 1] & 0x3F) << 6 | UInt32(bytes[i + 2] & 0x3F)
                    length = 0x2028...0x202E ~= scalar || 0x2066...0x2069 ~= scalar ? 3 : 0
                default:
                    length = i + 2 < end && bytes[i + 1] == 0xBB && bytes[i + 2] == 0xBF ? 3 : 0
                    scalar = 0xFEFF
                }
                if length == 0 {
                    i += 1
                    continue
                }
                append(UnsafeRawBufferPointer(rebasing: bytes[run..<i]))
                if quotes || scalar >= 0x20 { appendEscape(of: scalar) }
                i += length
                run = i
            }
            append(UnsafeRawBufferPointer(rebasing: bytes[run..<end]))
        }
    }

    private mutating func appendEscape(of scalar: UInt32) {
        append(UInt8(ascii: "\\"))
        switch scalar {
        case 0x22: append(UInt8(ascii: "\""))
        case 0x5C: append(UInt8(ascii: "\\"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        default:
            append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt32] {
                let digit = UInt8(scalar >> shift & 0xF)
                append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
    }

    public mutating func append(decimal number: Int) {
        if number < 0 {
            append(UInt8(ascii: "-"))
        }
        var rest = number.magnitude
        var digits = 1
        var power: UInt = 10
        while rest >= power, digits < 19 {
            digits += 1
            power &*= 10
        }
        if rest >= 10_000_000_000_000_000_000 { digits = 20 }
        reserve(digits)
        var at = count + digits
        repeat {
            at -= 1
            base[at] = 0x30 + UInt8(rest % 10)
            rest /= 10
        } while at > count
        count += digits
    }

    /// A score of 0–1 with three decimals, whatever the float's last bits are; what is out of range (or no number) is brought into it.
    public mutating func append(score: Float) {
        let thousandths = score > 0 ? Int((min(score, 1) * 1000).rounded()) : 0
        append(UInt8(0x30 + thousandths / 1000))
        append(UInt8(ascii: "."))
        append(UInt8(0x30 + thousandths / 100 % 10))
        append(UInt8(0x30 + thousandths / 10 % 10))
        append(UInt8(0x30 + thousandths % 10))
    }
}
