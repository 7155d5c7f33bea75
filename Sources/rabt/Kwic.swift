import ArgumentParser
import Concordance
import Display
import DocumentReading
import Pipeline
import RecordWriting
import SystemFiles

struct Kwic: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Concordance: every place of a word, name, label or type with what stands around it.",
        discussion: """
            Examples:
              rabt kwic حمص reports/                    any spelling, with or without proclitics
              rabt kwic surface:بحمص reports/            this spelling only
              rabt kwic @ORG reports/ --sort match       all organisations
              rabt kwic 'entity:الأمم المتحدة' reports/   a name under all its forms
              rabt kwic type:Attack reports/ --format json
              rabt kwic statement: reports/ --sort before

            Prefixes of QUERY: form: (default), surface:, label: or @, entity:, type: (relation:, event:), statement:. Columns are before and after in reading order.
            """)

    @Argument(help: "What to look for.")
    var query: String

    @Argument(help: "Files, directories, or - for stdin.")
    var files: [PathArgument] = []

    @Option(help: "text (input order), before, after, match.")
    var sort = ConcordanceOrder.text

    @Option(help: ArgumentHelp("Code points on each side.", valueName: "n"))
    var width = 40

    @Option(help: ArgumentHelp("Stop after so many lines.", valueName: "n"))
    var limit: Int?

    @Option(help: "text, tsv (with a header line), json (one object a line).")
    var format = TableFormat.text

    @Flag(name: .shortAndLong, help: "No messages but errors of usage.")
    var quiet = false

    @OptionGroup var corpus: CorpusOptions
    @OptionGroup var data: ModelOptions
    @OptionGroup var display: DisplayOptions

    func validate() throws {
        if !(0...1000 ~= width) { throw ValidationError("--width must be between 0 and 1000") }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws {
        let (inputs, reading) = try corpus.inputs(files)
        let model = try data.load(isQuiet: quiet)
        let query: ConcordanceQuery
        switch ConcordanceQuery.parse(self.query, schema: model.names.schema) {
        case .success(let q): query = q
        case .failure(let error): throw ValidationError(error.message)
        }
        let finder = ConcordanceFinder(query, model: model)
        let stages = Stages(model)
        var lines: [ConcordanceLine] = []
        let most = limit ?? .max
        let report = DocumentVisitor.visit(inputs, reading, names: model.names, say: { [quiet] in if !quiet { messages.say($0) } }) { document, analysis in
            guard lines.count < most || sort != .text else { return }
            stages.process(document, into: &analysis)
            lines += finder.find(in: document, analysis, stages.forms, width: width)
        }
        sort.sort(&lines)
        if lines.count > most { lines.removeSubrange(most...) }
        try print(lines)
        if report.status != .success { throw Ending(report.status) }
    }

    private func print(_ lines: [ConcordanceLine]) throws {
        var text = format == .tsv ? ConcordanceLine.tsvHeader + "\n" : ""
        let place = lines.reduce(0) { max($0, min(40, DisplayWidth.of("\($1.document):\($1.start)"))) }
        for line in lines {
            switch format {
            case .text: text += line.shown(display.show, width: width, place: place) + "\n"
            case .tsv: text += line.tsv + "\n"
            case .json: text += line.json.serialized + "\n"
            }
            if text.utf8.count > 1 << 16 {
                try printText(text)
                text = ""
            }
        }
        try printText(text)
    }
}

extension ConcordanceOrder: ExpressibleByArgument {}
