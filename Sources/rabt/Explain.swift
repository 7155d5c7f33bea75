import ArgumentParser
import Display
import DocumentReading
import Explaining
import Pipeline
import SystemFiles

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what is done with a text, and why, and why something was not found.",
        discussion: """
            Examples:
              rabt explain 'قال وزير الخارجية السوري وليد المعلم'
              rabt explain 'غادر بوتين دمشق' --span 'دمشق'            why is it (not) a mention?
              rabt explain 'غادر بوتين دمشق' --span 'بوتين' --label ORG why not with this label?
              rabt explain - --name 'حزب الله' < report.txt           what does the lexicon say of a name?
              rabt explain 'نص' --entry lexicons/gpe/capitals.tsv:31   why did this row not match?
              rabt explain 'نص' --pattern attack-by                    how far did this pattern come?

            For a span, name, row or pattern that did not match the first reason is told, with the edit that would change it.
            """)

    @Argument(help: "The text; - reads it from stdin.")
    var text: String

    @Option(help: ArgumentHelp("Words of the text: are they a mention, and if not why?", valueName: "words"))
    var span: [String] = []

    @Option(help: ArgumentHelp("The label that --span should have.", valueName: "label"))
    var label: String?

    @Option(help: ArgumentHelp("A name: what does the lexicon have of it, and did it match?", valueName: "name"))
    var name: [String] = []

    @Option(help: ArgumentHelp("A row of the lexicon: did it match?", valueName: "file:line"))
    var entry: [String] = []

    @Option(help: ArgumentHelp("A pattern: did it fire, and if not how far did it come?", valueName: "id"))
    var pattern: [String] = []

    @Option(help: ArgumentHelp("Date of the text.", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(help: "text or json.")
    var format = AnswerFormat.text

    @Flag(help: "Leave out tokens, rows and evidence sums.")
    var brief = false

    @OptionGroup var data: ModelOptions
    @OptionGroup var display: DisplayOptions

    func validate() throws {
        if let date, documentDate(date) == nil { throw ValidationError("--date must be an ISO date such as 2017-02-25") }
        if label != nil && span.isEmpty { throw ValidationError("--label goes with --span") }
        if let label, !LabelName.isKnown(label) { throw ValidationError("unknown label '\(label)'; there are \(LabelName.all)") }
    }

    func run() throws {
        let bytes = text == "-" ? try readInput(FilePath("-")) : RawArguments.decode(text)
        if let bad = bytes.withUnsafeBytes({ firstInvalidUTF8(in: $0) }) { throw ending(.data, "the text is no UTF-8 (byte \(bad))") }
        let paths = try data.paths()
        let model = try data.load()
        let questions = span.map { LabelName.question($0, label) } + name.map { Question.name($0) } + entry.map { Question.entry($0) } + pattern.map { Question.pattern($0) }
        let explainer = Explainer(model: model, patterns: paths.patterns)
        let result = explainer.explain(bytes, date: date.flatMap { documentDate($0) } ?? "", questions: questions)
        switch format {
        case .json: try printText(result.json.serialized + "\n")
        case .text: try printText(result.lines(display.show, full: !brief).joined(separator: "\n") + "\n")
        }
    }
}

/// The bytes of a file or of stdin; what goes wrong ends the verb.
func readInput(_ path: FilePath) throws -> [UInt8] {
    do throws(SystemError) { return try readFile(path) } catch {
        throw ending(.noInput, "\(path.text): \(error.description)")
    }
}
