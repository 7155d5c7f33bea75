import Comparison
import DocumentReading
import Pipeline
import RecordFiles
import RecordWriting
import SystemFiles
import TextModel

/// All documents of a corpus, read into memory.
final class Documents {
    private(set) var list: [Document] = []
    private(set) var status = ExitStatus.success

    func id(_ i: Int) -> String { list[i].id }

    init(_ inputs: InputList, _ reading: ReadingOptions, quiet: Bool) throws {
        var list: [Document] = []
        let report = DocumentVisitor.visit(inputs, reading, names: NoNames(), say: { if !quiet { messages.say($0) } }) { document, _ in list.append(document) }
        self.list = list
        status = report.status
        if list.isEmpty { throw report.status == .success ? ending(.noInput, "no documents") : Ending(report.status) }
    }
}

/// Names for a run that writes no records.
private struct NoNames: RecordNames {
    var schema: FactSchema { FactSchema() }
    func appendPlace(of entry: EntryID, to text: inout ByteBuffer) {}
    func appendPlace(of pattern: PatternID, to text: inout ByteBuffer) {}
    func appendName(of mention: Mention, in document: Document, _ analysis: Analysis, to text: inout ByteBuffer) {}
    func appendLemma(_ word: WordID, to text: inout ByteBuffer) {}
    func knowledgeBaseIDs(of entry: EntryID) -> [KnowledgeBaseID] { [] }
    func attributes(of entry: EntryID) -> [EntryAttribute] { [] }
}

/// The texts that records were made of, read again from their sources where those are files.
final class SourceTexts {
    private let records: [DocumentRecords]
    private var texts: [Int: Document?] = [:]

    init(_ records: [DocumentRecords]) { self.records = records }

    subscript(_ i: Int) -> Document? {
        if let known = texts[i] { return known }
        let r = records[i]
        var document: Document?
        let path = FilePath(r.source)
        if !r.source.isEmpty, path.kind == .file, let bytes = try? readFile(path), bytes.withUnsafeBytes({ firstInvalidUTF8(in: $0) }) == nil {
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            // A file that was changed since is worse than none: the first mention must be where it was.
            let d = Document(id: r.id, source: r.source, date: "", text: text)
            let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
            let fits = r.offsets != "codepoint" || r.mentions.prefix(5).allSatisfy { m in
                m.span.end <= scalars.count && scalars[m.span.start..<m.span.end].elementsEqual(m.text.unicodeScalars)
            }
            if fits { document = d }
        }
        texts[i] = document
        return document
    }
}

/// `$XDG_CACHE_HOME/rabt`, `$HOME/.cache/rabt`; nil where neither is set.
func findCache() -> FilePath? {
    if let c = Process.environment("XDG_CACHE_HOME"), c.bytes.first == 0x2F { return c.appending("rabt") }
    return Process.environment("HOME").flatMap { $0.bytes.isEmpty ? nil : $0.appending(".cache").appending("rabt") }
}
