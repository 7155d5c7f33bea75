import TextModel
import Testing

@testable import Segmentation

struct PieceTests {
    private func pieces(_ text: String, _ limit: Int) -> [String] {
        Array(text.utf8).withUnsafeBufferPointer { text in
            var pieces: [String] = []
            var start = 0
            while start < text.count {
                let end = PieceCutter.end(of: text, from: start, limit: limit)
                #expect(end > start && end - start <= limit)
                pieces.append(String(decoding: text[start..<end], as: UTF8.self))
                start = end
            }
            return pieces
        }
    }

    @Test func placesToCut() {
        #expect(pieces("ab cd\nef gh", 9) == ["ab cd\n", "ef gh"])
        #expect(pieces("ab. cd ef", 8) == ["ab. ", "cd ef"])
        #expect(pieces("حمص؟ في حلب", 14) == ["حمص؟ ", "في حلب"])
        #expect(pieces("abcd efgh", 7) == ["abcd ", "efgh"])
        #expect(pieces("حمصحلب", 5) == ["حم", "صح", "لب"])
    }

    /// A long line without LF in pieces gives the tokens of the whole.
    @Test func piecesRebuildTheTokens() {
        let line = String(repeating: "قال محمد إن \"الوفد\" وصل. ثم غادر إلى 2015على ", count: 400)
        let whole = analyse(line)
        var count = 0
        for piece in pieces(line, 1000) { count += analyse(piece).tokens.count }
        #expect(count == whole.tokens.count)
    }
}
