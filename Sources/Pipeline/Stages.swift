import ClauseBounds
import EntityResolution
import EntityTagging
import Lexicons
import RelationExtraction
import Segmentation
import StatementDetection
import TextModel

/// The way of a document: the stages in their order. One value per worker.
public final class Stages: DocumentProcessor {
    package private(set) var segmenter: Segmenter
    public private(set) var forms: WordForms
    private var lines: LineJoiner
    package private(set) var tagger: Tagger
    package let clauses: ClauseFinder
    package private(set) var statements: StatementDetector
    package private(set) var relations: RelationExtractor
    private var shortForms: ShortFormFinder
    private var resolver: EntityResolver
    private let disputed: DisputedRelations
    private let repeats = RepeatedRelations()

    public init(_ model: Model) {
        segmenter = Segmenter(abbreviations: model.abbreviations, layout: model.layout)
        forms = WordForms(vocabulary: model.lexicon.vocabulary)
        lines = LineJoiner(lexicon: model.lexicon)
        tagger = Tagger(model: model.file, lexicon: model.lexicon)
        clauses = ClauseFinder(vocabulary: model.lexicon.vocabulary)
        statements = StatementDetector(model: model.file, vocabulary: model.lexicon.vocabulary)
        relations = RelationExtractor(program: model.program, vocabulary: model.lexicon.vocabulary)
        disputed = DisputedRelations(schema: relations.program.schema)
        shortForms = ShortFormFinder(lexicon: model.lexicon)
        resolver = EntityResolver(lexicon: model.lexicon)
    }

    public func process(_ document: Document, into analysis: inout Analysis) {
        read(document, into: &analysis)
        document.text.withUnsafeBufferPointer { text in
            relations.extract(text, forms, &analysis)
            statements.attribute(forms, &analysis)
            resolver.resolve(text, forms, &analysis, date: document.date)
            disputed.attribute(text, &analysis)
            repeats.drop(text, relations.program.schema, &analysis)
        }
    }

    /// The stages before relations.
    func read(_ document: Document, into analysis: inout Analysis) {
        document.text.withUnsafeBufferPointer { text in
            segmenter.segment(text, into: &analysis)
            forms.analyze(text, &analysis)
            lines.join(text, forms, &analysis)
            tagger.tag(text, forms, &analysis, date: document.date)
            shortForms.find(text, forms, &analysis)
            clauses.find(text, forms, &analysis)
            statements.detect(text, forms, &analysis)
        }
    }
}
