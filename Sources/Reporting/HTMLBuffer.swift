import RecordWriting

/// HTML under way. Markup is written by `raw`, which takes only text of this program; everything from outside goes through `text`, which can't become markup.
struct HTMLBuffer: ~Copyable {
    var out = ByteBuffer(capacity: 1 << 16)

    mutating func raw(_ markup: StaticString) { out.append(markup) }
    mutating func number(_ number: Int) { out.append(decimal: number) }

    /// Text from outside, escaped for content and for quoted attributes. Characters that can't be seen, or that turn a line around, become visible chips.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars { append(scalar, chips: true) }
    }

    /// The same for an attribute, where there can be no chips: invisible characters are named in brackets.
    mutating func attribute(_ text: String) {
        for scalar in text.unicodeScalars { append(scalar, chips: false) }
    }

    /// Text from outside in its own direction.
    mutating func bdi(_ text: String) {
        raw("<bdi>")
        self.text(text)
        raw("</bdi>")
    }

    mutating func text(_ bytes: ArraySlice<UInt8>) { text(String(decoding: bytes, as: UTF8.self)) }

    private mutating func append(_ scalar: Unicode.Scalar, chips: Bool) {
        switch scalar.value {
        case 0x26: raw("&amp;")
        case 0x3C: raw("&lt;")
        case 0x3E: raw("&gt;")
        case 0x22: raw("&quot;")
        case 0x27: raw("&#39;")
        case 0x09, 0x0A: out.append(UInt8(scalar.value))
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F,
             0xFDD0...0xFDEF:
            raw(chips ? "<span class=\"ctl\">U+" : "[U+")
            hex(scalar.value)
            raw(chips ? "</span>" : "]")
        default: out.append(utf8: String(Character(scalar)))
        }
    }

    private mutating func hex(_ value: UInt32) {
        let digits = String(value, radix: 16, uppercase: true)
        out.append(utf8: String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits)
    }
}
