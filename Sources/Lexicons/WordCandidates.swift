/// Every word that `WordForms` may look up for a surface, whatever the vocabulary holds: the words in which a surface can be read at all. For questions such as
/// “which texts can a changed word touch?”; it says too many rather than one too few.
public struct WordCandidates {
    private var key: [UInt8] = []

    public init() {}

    /// Calls `body` with each candidate, as a folded word. `folded`: the whole surface, folded.
    public mutating func each(_ folded: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let n = folded.count
        guard n > 0 else { return }
        body(folded)
        guard n % 2 == 0, stride(from: 0, to: n, by: 2).allSatisfy({ folded[$0] >= 0xD8 && folded[$0] <= 0xDB }) else { return }
        func letter(_ at: Int) -> UInt16 { at + 1 < n ? UInt16(folded[at]) << 8 | UInt16(folded[at + 1]) : 0 }
        var at = 0
        // No proclitic, one, two.
        for count in 0...2 {
            eachArticle(folded, at, letter, body)
            guard count < 2, ArabicLetters.proclitic(letter(at)) != nil else { return }
            at += 2
        }
    }

    private mutating func eachArticle(_ folded: UnsafeBufferPointer<UInt8>, _ at: Int, _ letter: (Int) -> UInt16, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        eachEnd(folded, at, hidden: false, body)
        if letter(at) == 0xD8A7, letter(at + 2) == 0xD984 { eachEnd(folded, at + 4, hidden: false, body) }
        // للـ: the article's alef isn't written, and of two lams only one.
        if letter(at) == 0xD984 {
            eachEnd(folded, at, hidden: true, body)
            eachEnd(folded, at + 2, hidden: false, body)
            eachEnd(folded, at + 2, hidden: true, body)
        }
    }

    /// What begins at `start`, whole, without an accusative alef, and without each pronoun that it may end in.
    private mutating func eachEnd(_ folded: UnsafeBufferPointer<UInt8>, _ start: Int, hidden: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let n = folded.count
        func ends(_ suffix: [UInt8]) -> Bool { n - suffix.count - start >= 2 && folded[(n - suffix.count)...].elementsEqual(suffix) }
        call(folded, start, n, hidden, body)
        if ends([0xD8, 0xA7]) { call(folded, start, n - 2, hidden, body) }
        for suffix in ArabicLetters.enclitics where ends(suffix) {
            let end = n - suffix.count
            call(folded, start, end, hidden, body)
            // ت before a pronoun is often ة; اؤ and ائ are اء; و is وا of the plural.
            let last = UInt16(folded[end - 2]) << 8 | UInt16(folded[end - 1])
            switch last {
            case 0xD8AA: call(folded, start, end, hidden, replacing: [0xD9, 0x87], body)
            case 0xD988:
                call(folded, start, end, hidden, replacing: [0xD8, 0xA1], body)
                call(folded, start, end, hidden, replacing: [0xD9, 0x88, 0xD8, 0xA7], body)
            case 0xD98A: call(folded, start, end, hidden, replacing: [0xD8, 0xA1], body)
            default: break
            }
        }
    }

    private mutating func call(_ folded: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ hidden: Bool, replacing last: [UInt8] = [], _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let stop = last.isEmpty ? end : end - 2
        guard end > start, stop >= start else { return }
        if !hidden && last.isEmpty { return body(UnsafeBufferPointer(rebasing: folded[start..<end])) }
        key.removeAll(keepingCapacity: true)
        if hidden { key.append(contentsOf: ArabicLetters.article) }
        key.append(contentsOf: folded[start..<stop])
        key.append(contentsOf: last)
        key.withUnsafeBufferPointer(body)
    }
}
