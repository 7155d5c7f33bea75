import ArabicText
import Lexicons
import RecordWriting
import RelationExtraction
import TextModel

/// What records say about ids, read from the model.
struct ModelNames: RecordNames {
    let lexicon: Lexicon
    let program: PatternProgram
    private let folding = Folding()

    init(lexicon: Lexicon, program: PatternProgram) {
        self.lexicon = lexicon
        self.program = program
    }

    var schema: FactSchema { program.schema }

    func appendPlace(of entry: EntryID, to text: inout ByteBuffer) { text.append(utf8: lexicon.entries.place(entry)) }

    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer) {
        text.append(utf8: "\(program.id(of: pattern)) \(program.file(of: pattern)):\(program.place(of: pattern).line)")
    }

    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer) {
        var key: [UInt8] = []
        document.text.withUnsafeBufferPointer { bytes in
            var start = Int(mention.bytes.start)
            for t in mention.tokens.indices {
                let token = analysis.tokens[t]
                if token.kind == .quote { start = Int(token.end); continue }
                if t != Int(mention.tokens.start) { start = Int(token.start) }
                if !key.isEmpty { key.append(0x20) }
                folding.fold(UnsafeBufferPointer(rebasing: bytes[min(start, Int(token.end))..<Int(token.end)]), into: &key)
            }
        }
        // للـ hides the alef of the article.
        if let first = analysis.tokens.indices.contains(Int(mention.tokens.start)) ? analysis.tokens[Int(mention.tokens.start)] : nil,
           mention.proclitics.contains(.lam), mention.bytes.start > first.start, key.starts(with: [0xD9, 0x84]),
           isHidden(mention, document) { key.insert(contentsOf: [0xD8, 0xA7], at: 0) }
        text.append(key)
    }

    /// True where the span starts at the second lam of للـ.
    private func isHidden(_ mention: Mention, _ document: Document) -> Bool {
        let s = Int(mention.bytes.start)
        guard s >= 2, s + 1 < document.text.count else { return false }
        return document.text[s - 2] == 0xD9 && document.text[s - 1] == 0x84 && document.text[s] == 0xD9 && document.text[s + 1] == 0x84
    }

    func appendLemma(_ word: WordID, to text: inout ByteBuffer) { text.append(utf8: lexicon.vocabulary.spelling(word)) }

    static let schemes: Set<String> = ["wikidata", "geonames", "iso3166-1", "iso3166-2"]

    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID] {
        lexicon.entries.ids(entry).compactMap { id in
            let parts = id.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, ModelNames.schemes.contains(String(parts[0])) else { return nil }
            return KnowledgeBaseID(scheme: String(parts[0]), id: String(parts[1]))
        }
    }

    func attributes(of entry: EntryID) -> [EntryAttribute] {
        lexicon.entries.attributes(entry).map { EntryAttribute(name: $0.name, value: $0.value) }
    }

    private static let ofPosts: Set<String> = ["role", "org", "from", "to", "source"]

    /// Several rows with one id and name are several posts: those of the day are told one behind the other, each with its dates and source.
    func attributes(of entry: EntryID, on date: String) -> [EntryAttribute] {
        let own = attributes(of: entry)
        guard !date.isEmpty, own.contains(where: { $0.name == "role" }), let id = lexicon.entries.ids(entry).first else { return own }
        var out = ModelNames.holds(own, on: date) ? own : own.filter { !["role", "org", "from", "to"].contains($0.name) }
        var seen: Set<EntryID> = [entry]
        for form in lexicon.forms(named: lexicon.entries.name(entry)) where seen.insert(form.entry).inserted && lexicon.entries.ids(form.entry).first == id {
            let other = attributes(of: form.entry)
            if other.contains(where: { $0.name == "role" }), ModelNames.holds(other, on: date) { out += other.filter { ModelNames.ofPosts.contains($0.name) } }
        }
        return out
    }

    private static func holds(_ attributes: [EntryAttribute], on date: String) -> Bool {
        func cell(_ name: String) -> String { attributes.first { $0.name == name }?.value ?? "" }
        return DatedRow.holds(from: cell("from"), to: cell("to"), on: date)
    }
}
