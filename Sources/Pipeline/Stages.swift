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
    private let findsFacts: Bool
    private var clock: StageClock

    /// - Parameters:
    ///   - findsFacts: false leaves out statements, relations and events (and is several times as fast).
    ///   - isTimed: `takeTimings` tells where the time went.
    public init(_ model: Model, findsFacts: Bool = true, isTimed: Bool = false) {
        self.findsFacts = findsFacts
        clock = StageClock(isRunning: isTimed)
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
            if findsFacts {
                relations.extract(text, forms, &analysis)
                clock.lap(.relations)
                statements.attribute(forms, &analysis)
                clock.lap(.statements)
            }
            resolver.resolve(text, forms, &analysis, date: document.date)
            clock.lap(.resolution)
            if findsFacts {
                disputed.attribute(text, &analysis)
                repeats.drop(text, relations.program.schema, &analysis)
                clock.lap(.relations)
            }
        }
    }

    public func takeTimings() -> StageTimings { clock.take() }

    /// The stages before relations.
    func read(_ document: Document, into analysis: inout Analysis) {
        clock.start()
        document.text.withUnsafeBufferPointer { text in
            segmenter.segment(text, into: &analysis)
            clock.lap(.segmentation)
            forms.analyze(text, &analysis)
            clock.lap(.words)
            lines.join(text, forms, &analysis)
            tagger.tag(text, forms, &analysis, date: document.date)
            shortForms.find(text, forms, &analysis)
            clock.lap(.tagging)
            if findsFacts {
                clauses.find(text, forms, &analysis)
                clock.lap(.clauses)
                statements.detect(text, forms, &analysis)
                clock.lap(.statements)
            }
        }
    }
}
