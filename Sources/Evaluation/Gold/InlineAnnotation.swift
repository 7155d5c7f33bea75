import TextModel

/// Gold mentions of one document: text and spans in bytes.
public struct GoldMentions: Sendable {
    public struct Mention: Sendable, Hashable {
        public var bytes: ByteRange
        public var label: String
        /// `LABEL~` of the annotation: a common noun phrase.
        public var isNominal: Bool
        /// Key of the entity, the same for all its mentions.
        public var entity: String

        public init(bytes: ByteRange, label: String, isNominal: Bool, entity: String) {
            self.bytes = bytes
            self.label = label
            self.isNominal = isNominal
            self.entity = entity
        }
    }

    public var text: [UInt8]
    public var mentions: [Mention]

    public init(text: [UInt8], mentions: [Mention]) {
        self.text = text
        self.mentions = mentions
    }
}

/// Inline brackets, `[LABEL|entity text…]`, nested: the `.ann` format. Removing the brackets gives back the document byte for byte.
public enum InlineAnnotation {
    /// Reads a file; a bracket that isn't closed or has no label is reported with line and column.
    public static func parse(_ bytes: [UInt8], file: String) -> (GoldMentions, [Diagnostic]) {
        var text: [UInt8] = []
        var mentions: [GoldMentions.Mention] = []
        var open: [(label: String, entity: String, start: Int)] = []
        var diagnostics: [Diagnostic] = []
        var i = 0, line = 1, column = 1
        func problem(_ message: String, _ remedy: String) {
            diagnostics.append(Diagnostic(.error, file: file, line: line, column: column, message: message, remedy: remedy))
        }
        while i < bytes.count {
            let b = bytes[i]
            if b == UInt8(ascii: "[") {
                var j = i + 1
                while j < bytes.count, (bytes[j] >= 65 && bytes[j] <= 90) || bytes[j] == UInt8(ascii: "~") { j += 1 }
                guard j > i + 1, j < bytes.count, bytes[j] == UInt8(ascii: "|"),
                      let space = bytes[j...].firstIndex(of: 0x20) else {
                    problem("a bracket without label", "write [LABEL|entity text] or leave the bracket out")
                    return (GoldMentions(text: text, mentions: []), diagnostics)
                }
                open.append((String(decoding: bytes[(i + 1)..<j], as: UTF8.self), String(decoding: bytes[(j + 1)..<space], as: UTF8.self), text.count))
                column += space + 1 - i
                i = space + 1
                continue
            }
            if b == UInt8(ascii: "]") {
                guard let o = open.popLast() else {
                    problem("a closing bracket without an opening one", "remove it or open it")
                    return (GoldMentions(text: text, mentions: []), diagnostics)
                }
                let nominal = o.label.hasSuffix("~")
                mentions.append(GoldMentions.Mention(bytes: ByteRange(o.start, text.count), label: nominal ? String(o.label.dropLast()) : o.label,
                                                     isNominal: nominal, entity: o.entity))
                i += 1
                column += 1
                continue
            }
            text.append(b)
            if b == 0x0A { line += 1; column = 1 } else if b & 0xC0 != 0x80 { column += 1 }
            i += 1
        }
        if !open.isEmpty { problem("a bracket isn't closed", "close [\(open[0].label)|\(open[0].entity)") }
        if text.last == 0x0A { text.removeLast() }
        mentions.sort { ($0.bytes.start, ~$0.bytes.end) < ($1.bytes.start, ~$1.bytes.end) }
        return (GoldMentions(text: text, mentions: mentions), diagnostics)
    }
}
