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
    public private(set) var used: [Bool]

    public init(_ model: Model) {
        lexicon = model.lexicon
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

    /// The rows that no document named, `file:line`.
    public var unused: [(place: String, name: String)] {
        used.indices.filter { !used[$0] }.map { (lexicon.entries.place(EntryID($0)), lexicon.entries.name(EntryID($0))) }
    }
}
