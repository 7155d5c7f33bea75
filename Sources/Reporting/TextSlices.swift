import RecordReading

/// Offsets of records turned into byte offsets of a text, and checked against it.
enum TextSlices {
    /// Byte offsets for offsets in a document's unit; nil where one lies behind the end or inside a character.
    static func bytes(_ offsets: [Int], unit: String, in text: [UInt8]) -> [Int: Int]? {
        var map: [Int: Int] = [:]
        let wanted = Set(offsets).sorted()
        var next = 0
        var at = 0
        var position = 0
        while next < wanted.count {
            if position == wanted[next] {
                map[position] = at
                next += 1
                continue
            }
            guard at < text.count, position < wanted[next] else { return nil }
            let lead = text[at]
            let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            at += width
            switch unit {
            case "byte": position += width
            case "utf16": position += width == 4 ? 2 : 1
            default: position += 1
            }
        }
        return map
    }

    static func isUTF8(_ text: [UInt8]) -> Bool { String(validating: text, as: UTF8.self) != nil }

    /// Whether this is the document's text: valid, as long as the record says, and every mention and statement is the slice that it claims to be.
    static func fits(_ text: [UInt8], _ document: Dossier.Document) -> Bool {
        guard let record = document.record, isUTF8(text) else { return false }
        var slices = document.mentions.map { SliceRecord(text: $0.text, start: $0.start, end: $0.end) }
        slices += document.statements.map(\.content) + [record.publisher, record.dateline, record.author].compactMap(\.self)
        slices += document.facts.compactMap { fact in fact.text.map { SliceRecord(text: $0, start: fact.start, end: fact.end) } }
        // Without a slice nothing shows that the file is the one.
        guard !slices.isEmpty, let map = bytes(slices.flatMap { [$0.start, $0.end] } + [record.length], unit: record.offsets, in: text),
              map[record.length] == text.count else { return false }
        return slices.allSatisfy { slice in
            guard let start = map[slice.start], let end = map[slice.end], start <= end else { return false }
            return text[start..<end].elementsEqual(slice.text.utf8)
        }
    }
}
