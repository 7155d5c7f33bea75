import Lexicons
import TextModel

/// A sentence that is nothing but a listed name (a caption, a table cell, a query, an item of a list) is that name: no words around it can speak for or
/// against.
///
/// Quotation marks, marks at the edges and a proclitic that stands apart (`ب"حمص"`, `وب#حمص`) don't count. Entries that are common words as well (`trigger`)
/// need more than that: they count where they have two words, or are the name by which a person is known.
struct LoneName {
    /// Names of things before what is said of them: سورية alone is the country, not the adjective.
    static let order: [Label] = [.gpe, .org, .pers, .fac, .loc, .event, .law, .website]
    /// More than words can count against a span.
    static let bonus: Float = 16

    /// The span and label that the sentence consists of.
    static func find(_ tokens: ArraySlice<Token>, _ hits: [PhraseHit], _ text: UnsafeBufferPointer<UInt8>) -> (start: Int, end: Int, label: Label)? {
        guard tokens.count <= 24, !hits.isEmpty else { return nil }
        let base = tokens.startIndex
        var start = 0, end = tokens.count
        func isMark(_ i: Int) -> Bool { tokens[base + i].kind == .punctuation || tokens[base + i].kind == .quote }
        while start < end, isMark(start) { start += 1 }
        if start + 1 < end, isProclitic(tokens[base + start], text) {
            let next = tokens[base + start + 1]
            if next.kind == .quote || next.flags.contains(.hashBefore), !next.flags.contains(.spaceBefore) { start += 1 }
        }
        while start < end, isMark(start) { start += 1 }
        while end > start, isMark(end - 1) { end -= 1 }
        var best: (rank: Int, label: Label, end: Int)?
        // A hit may take a closing quotation mark along that was opened inside it.
        for h in hits where h.start == start && (h.end == end || h.end == end + 1) && h.kind != .short {
            guard let rank = order.firstIndex(of: h.label), !h.trigger || h.words > 1 || h.label == .pers else { continue }
            if best == nil || rank < best!.rank { best = (rank, h.label, h.end) }
        }
        guard let best else { return nil }
        return (start, best.end, best.label)
    }

    /// One or two of و ف ب ل ك and nothing else, perhaps stretched by tatweel.
    private static func isProclitic(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard token.kind == .word, token.bytes.count <= 8, Int(token.end) <= text.count else { return false }
        var letters = 0, i = Int(token.start)
        while i + 1 < Int(token.end) {
            switch (text[i], text[i + 1]) {
            case (0xD9, 0x88), (0xD9, 0x81), (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83): letters += 1
            case (0xD9, 0x80): break
            default: return false
            }
            i += 2
        }
        return letters == 1 || letters == 2
    }
}
