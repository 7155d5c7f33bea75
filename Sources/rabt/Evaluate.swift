import ArgumentParser
import Display
import DocumentReading
import Evaluation
import Pipeline
import RecordFiles
import SystemFiles

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares records with gold annotation: precision, recall and F1, and every error in its context.",
        discussion: """
            Examples:
              rabt extract reports/ -o out.jsonl && rabt evaluate gold/ out.jsonl
              rabt evaluate gold/ out.jsonl --types --errors 50
              rabt evaluate gold/ out.jsonl --min-f1 0.85 --measure mentions   exit code 1 below it
              rabt evaluate --texts gold.conll > texts.jsonl                   the texts of a gold file, to be extracted

            GOLD is a folder or a file: inline .ann (with .facts.jsonl), brat .ann beside its .txt, IOB2 columns (.conll, .iob, .bio), or JSON Lines
            {"id", "text", "entities": [{"start", "end", "type"}]}. Gold with PER, LOC, ORG alone is scored coarsely: outermost spans, generic heads outside.
            Exit status: 1 below --min-f1, 65 gold that doesn't match its text, unknown labels, records of other documents.
            """)

    @Argument(help: "Gold: a folder or a file.")
    var gold: PathArgument

    @Argument(help: "Records of rabt extract; - for stdin.")
    var predicted: PathArgument?

    @Flag(help: "Write the texts of the gold as JSON Lines for extract --input jsonl, and do nothing else.")
    var texts = false

    @Option(help: ArgumentHelp("Errors to list, as concordance lines (all of them: --errors=-1).", valueName: "n"))
    var errors = 0

    @Flag(help: "Measures by label and by type.")
    var types = false

    @Flag(help: "The table of gold labels against predicted ones.")
    var confusion = false

    @Option(name: .customLong("min-f1"), help: ArgumentHelp("Exit with 1 where F1 of --measure is below.", valueName: "x"))
    var minF1: Double?

    @Option(help: ArgumentHelp("The measure of --min-f1: mentions, facts, arguments, statements.", valueName: "name"))
    var measure = "mentions"

    @Option(help: ArgumentHelp("Code points of context in error lines.", valueName: "n"))
    var width = 30

    @Option(help: "text or json.")
    var format = AnswerFormat.text

    @Flag(name: .shortAndLong, help: "No warnings.")
    var quiet = false

    @OptionGroup var display: DisplayOptions

    func validate() throws {
        if let minF1, !(0...1 ~= minF1) { throw ValidationError("--min-f1 must be between 0 and 1") }
        if !EvaluationReport.measureNames.contains(measure) {
            throw ValidationError("unknown measure '\(measure)'; there are \(EvaluationReport.measureNames.joined(separator: ", "))")
        }
        if predicted == nil && !texts { throw ValidationError("name the records to compare with, or --texts") }
        if !(0...500 ~= width) { throw ValidationError("--width must be between 0 and 500") }
    }

    func run() throws {
        var reader = GoldReader()
        do throws(SystemError) { try reader.read(gold.path) } catch { throw ending(.noInput, "\(gold.path.text): \(error.description)") }
        let gold = reader.gold
        for line in gold.problemLines { Messages.line(line) }
        if !gold.problems.isEmpty { throw Ending(.data) }
        if gold.reports.isEmpty { throw ending(.noInput, "\(self.gold.path.text): no gold annotation; there are .ann, .conll, .iob, .bio and .jsonl files") }
        if texts { return try printTexts(gold) }
        guard let predicted else { return }
        let records = RecordFile(bytes: try readInput(predicted.path), name: predicted.path.text)
        for p in records.problems { messages.say(p) }
        if !records.problems.isEmpty { throw Ending(.data) }
        let report = EvaluationReport(gold, records, width: width)
        try refuse(report, gold, predicted.path.text)
        if !quiet {
            if !report.missing.isEmpty { messages.say("no records for \(report.missing.joined(separator: ", ")): counted as missed") }
            if !report.unknown.isEmpty { messages.say("no gold for \(report.unknown.prefix(10).joined(separator: ", "))\(report.unknown.count > 10 ? " …" : ""): left out") }
        }
        switch format {
        case .json: try printText(report.json(errors: errors).serialized + "\n")
        case .text: try printText(report.lines(display.show, types: types, confusion: confusion, errors: errors).joined(separator: "\n") + "\n")
        }
        if let minF1, report.counts(measure).f1 < minF1 {
            if !quiet { messages.say("F1 of \(measure) is \(Decimals.text(report.counts(measure).f1, 4)), below \(Decimals.text(minF1, 4))") }
            throw Ending(.negative)
        }
    }

    private func refuse(_ report: EvaluationReport, _ gold: GoldSet, _ name: String) throws {
        if report.missing.count == gold.reports.count {
            throw ending(.data, "\(name): records and gold are of different documents (gold: \(gold.reports[0].name) …; records: \(report.unknown.first ?? "none"))")
        }
        if !report.wrongUnits.isEmpty { throw ending(.data, "\(name): offsets don't count code points; extract with --offsets codepoint") }
        for s in report.strangers { messages.say("\(name): the records of \(s) are not of the gold's text: most of their texts aren't at their offsets; extract the text that was annotated") }
        if !report.strangers.isEmpty { throw Ending(.data) }
    }

    private func printTexts(_ gold: GoldSet) throws {
        var out = ""
        for r in gold.reports {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: r.text)
            out += JSONValue.members(["id": .text(r.name), "text": .text(String(text))]).serialized + "\n"
        }
        try printText(out)
    }
}
