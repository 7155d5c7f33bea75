import Pipeline
import RecordWriting
import TextModel

/// Stands for the stages: every word of the text is a mention. Slow on some documents, so that workers overtake each other.
final class WordProcessor: DocumentProcessor {
    private var documents: UInt64 = 0

    func process(_ document: Document, into analysis: inout Analysis) {
        documents = documents &* 6364136223846793005 &+ UInt64(document.text.count)
        var spin = documents % 2_000
        while spin > 0 { spin -= 1 }
        var start: Int?
        analysis.sentences.append(Sentence(bytes: ByteRange(0, document.text.count), tokens: TokenRange(0, 0), paragraph: 0, kind: .body))
        for (i, byte) in (document.text + [0x20]).enumerated() {
            if byte != 0x20 && byte != 0x0A {
                if start == nil { start = i }
            } else if let begin = start {
                analysis.mentions.append(Mention(bytes: ByteRange(begin, i), tokens: TokenRange(0, 0), label: .pers, form: .name, sentence: 0,
                                                 foundBy: .rule(StaticRule("word"))))
                start = nil
            }
        }
    }
}

struct WordNames: RecordNames {
    let schema = FactSchema()
    func appendPlace(of entry: EntryID, to text: inout ByteBuffer) {}
    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer) {}
    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer) {
        text.append(document.text[mention.bytes.indices])
    }
    func appendLemma(_ word: WordID, to text: inout ByteBuffer) {}
    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID] { [] }
    func attributes(of entry: EntryID) -> [EntryAttribute] { [] }
}
