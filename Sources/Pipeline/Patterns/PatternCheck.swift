import Lexicons
import RelationExtraction
import SystemFiles
import TextModel

/// Runs the examples of pattern files through the real stages: segmentation, tagging, clauses, then the example's own pattern.
public struct PatternCheck {
    public struct Result: Sendable {
        public var problems: [String] = []
        public var patterns = 0
        public var examples = 0
        public var failures = 0
    }

    /// The date that examples are read at.
    static let date = "2017-02-25"

    private let model: Model
    private let stages: Stages

    public init(_ model: Model) {
        self.model = model
        stages = Stages(model)
    }

    /// - Parameter files: what the model was compiled from, so that definitions which files share are known.
    /// - Parameter names: the files whose examples are run.
    public func run(_ files: [(name: String, text: String)], only names: Set<String>) -> Result {
        let (parsed, _) = PatternSource.parse(files: files)
        let wanted = parsed.filter { names.contains($0.name) }
        var runner = ExampleRunner(program: model.program, vocabulary: model.lexicon.vocabulary)
        let report = runner.run(wanted) { text in
            let document = Document(id: "example", source: "example", date: PatternCheck.date, text: [UInt8](text.utf8))
            var analysis = Analysis()
            stages.read(document, into: &analysis)
            return AnalyzedText(text: document.text, forms: stages.forms, analysis: analysis)
        }
        var result = Result()
        result.problems = report.diagnostics.map(\.description)
        result.patterns = wanted.reduce(0) { $0 + $1.patterns.count }
        result.examples = report.examples
        result.failures = report.failures
        return result
    }

    /// Pattern files as they are laid out by the formatter.
    public static func formatted(_ text: String) -> String { PatternFormatter.format(text) }
}
