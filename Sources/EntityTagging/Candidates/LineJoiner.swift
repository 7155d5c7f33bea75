import Lexicons
import TextModel

/// Joins the sentences on both sides of a line's end where a listed name goes over it (`الأمم⏎المتحدة`), as in texts that were wrapped by hand.
///
/// Only inside running text: a heading or byline, an end mark, or an empty line between the lines keeps them apart. Linear in the tokens around line ends.
public struct LineJoiner: Sendable {
    private let finder: PhraseFinder
    private var hits: [PhraseHit] = []
    private var around: [Token] = []
    /// Words of a name that may stand on either side.
    private static let reach = 6

    public init(lexicon: Lexicon) { finder = PhraseFinder(lexicon: lexicon) }

    public mutating func join(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis) {
        guard analysis.sentences.count > 1 else { return }
        var kept = 0
        for k in 1..<analysis.sentences.count {
            let next = analysis.sentences[k]
            if crosses(analysis.sentences[kept], next, text, forms, analysis.tokens) {
                analysis.sentences[kept].bytes.end = next.bytes.end
                analysis.sentences[kept].tokens.end = next.tokens.end
            } else {
                kept += 1
                analysis.sentences[kept] = next
            }
        }
        analysis.sentences.removeLast(analysis.sentences.count - 1 - kept)
    }

    private mutating func crosses(_ before: Sentence, _ after: Sentence, _ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ tokens: [Token]) -> Bool {
        guard before.kind == .body, after.kind == .body, after.paragraph > before.paragraph,
              !before.tokens.isEmpty, !after.tokens.isEmpty else { return false }
        let border = Int(before.tokens.end)
        guard tokens[border - 1].kind == .word, tokens[border].kind == .word else { return false }
        guard text[Int(tokens[border - 1].end)..<Int(tokens[border].start)].count(where: { $0 == 0x0A }) == 1 else { return false }
        let start = max(Int(before.tokens.start), border - LineJoiner.reach), end = min(Int(after.tokens.end), border + LineJoiner.reach)
        around.removeAll(keepingCapacity: true)
        around.append(contentsOf: tokens[start..<end])
        finder.find(around[...], forms, text, into: &hits)
        return hits.contains { $0.kind != .short && start + $0.start < border && start + $0.end > border }
    }
}
