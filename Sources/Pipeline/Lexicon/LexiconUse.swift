import DocumentReading
import EntityTagging
import Lexicons
import RecordWriting
import Segmentation
import SystemFiles
import TextModel

/// Looks names up in texts: which rows match a text, which rows no text of a corpus names.
public final class LexiconUse: DocumentProcessor {
    private var segmenter: Segmenter
    private var forms: WordForms
    private var search: LexiconSearch
    private let lexicon: Lexicon
    private let names: any RecordNames
    public private(set) var used: [Bool]

    public init(_ model: Model) {
        lexicon = model.lexicon
        names = model.names
        segmenter = Segmenter(abbreviations: model.abbreviations, layout: model.layout)
        forms = WordForms(vocabulary: model.lexicon.vocabulary)
        search = LexiconSearch(model.lexicon)
        used = [Bool](repeating: false, count: model.lexicon.entries.count)
    }

    public func process(_ document: Document, into analysis: inout Analysis) {
        document.text.withUnsafeBufferPointer { text in
            segmenter.segment(text, into: &analysis)
            forms.analyze(text, &analysis)
            search.mark(text, forms, analysis, in: &used)
        }
    }

    /// Every row that the text names.
    public func find(_ text: [UInt8]) -> [LexiconSearch.Found] {
        var analysis = Analysis()
        return text.withUnsafeBufferPointer { text in
            segmenter.segment(text, into: &analysis)
            forms.analyze(text, &analysis)
            return search.find(text, forms, analysis)
        }
    }

    /// Reads texts (files and directories of *.txt, or *.jsonl by its ending) and marks what they name.
    public func read(_ paths: [FilePath], say: @escaping (String) -> Void) -> (documents: Int, status: ExitStatus) {
        var documents = 0, status = ExitStatus.success
        for isLines in [false, true] {
            let own = paths.filter { $0.text.hasSuffix(".jsonl") == isLines }
            if own.isEmpty { continue }
            var reading = ReadingOptions()
            reading.format = isLines ? .jsonl : .text
            let processor = Handed(self)
            let runner = BatchRunner(options: BatchRunner.Options(jobs: 1, reading: reading, records: RecordOptions(types: RecordTypes(.document))), names: names,
                                     makeProcessor: { processor.use }, say: say)
            guard let sink = try? RecordOutput(file: FilePath("/dev/null")) else { continue }
            let report = runner.run(InputList(paths: own, options: InputList.Options(glob: "*.txt", followsLinks: false)), to: sink)
            documents += report.counts.documents
            status.raise(to: report.status)
        }
        return (documents, status)
    }

    /// With one job everything runs on the calling thread.
    private struct Handed: @unchecked Sendable {
        let use: LexiconUse
        init(_ use: LexiconUse) { self.use = use }
    }

    /// The rows that no document named.
    public var unused: [(file: String, line: Int, name: String)] {
        used.indices.filter { !used[$0] }.map {
            let place = lexicon.entries.place(EntryID($0)), colon = place.lastIndex(of: ":") ?? place.endIndex
            return (String(place[..<colon]), Int(place[colon...].dropFirst()) ?? 0, lexicon.entries.name(EntryID($0)))
        }
    }
}
