import ArgumentParser
import Concordance
import Display
import DocumentReading
import Pipeline
import RecordWriting
import Suggesting
import SystemFiles

struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Proposes rows for the lexicons, and patterns, from a corpus.",
        discussion: """
            Examples:
              rabt suggest reports/                                   the 100 best, with contexts
              rabt suggest reports/ --label PERS --accept lexicons/pers/local.tsv --limit 20
              rabt suggest reports/ --kind variant                    other spellings of listed names
              rabt suggest reports/ --kind collision                  listed names that are read with two labels
              rabt suggest reports/ --pairs pairs.tsv                 patterns, from lines of type, role, name, role, name

            A name is proposed when no row lists it, the tagger is sure of it in several places and nearly all occurrences of its words, and titles, verbs of
            saying or lists of names stand around it. --accept appends the rows to a file (made with a header where it is missing); read them before.
            """)

    @Argument(help: "The corpus: files, directories, or - for stdin.")
    var files: [PathArgument] = []

    @Option(help: ArgumentHelp("Labels, separated by commas.", valueName: "labels"))
    var label = "PERS,ORG,GPE,LOC,FAC"

    @Option(help: "name, variant, collision (may be given more than once; default: all).")
    var kind: [SuggestionKind] = []

    @Option(help: ArgumentHelp("The best so many.", valueName: "n"))
    var limit = 100

    @Option(help: ArgumentHelp("Occurrences that a suggestion needs.", valueName: "n"))
    var minCount = 2

    @Option(help: ArgumentHelp("Contexts shown of each.", valueName: "n"))
    var contexts = 2

    @Option(help: ArgumentHelp("Code points on each side.", valueName: "n"))
    var width = 40

    @Option(help: ArgumentHelp("Append the rows of names (of one label) to a lexicon file.", valueName: "file"))
    var accept: PathArgument?

    @Option(help: ArgumentHelp("Known pairs: lines of type, role, name, role, name, divided by tabs. Proposes patterns instead of names.", valueName: "file"))
    var pairs: PathArgument?

    @Option(help: "text, tsv, json (one object a line).")
    var format = TableFormat.text

    @Flag(name: .shortAndLong, help: "No messages but errors of usage, no progress.")
    var quiet = false

    @OptionGroup var data: ModelOptions
    @OptionGroup var corpus: CorpusOptions
    @OptionGroup var display: DisplayOptions

    func validate() throws {
        for l in label.split(separator: ",") where !LabelName.isKnown(String(l)) { throw ValidationError("unknown label '\(l)'; there are \(LabelName.all)") }
        if accept != nil && label.contains(",") { throw ValidationError("--accept takes one label: rows of one file have one; add --label") }
        if limit < 1 || minCount < 1 || contexts < 0 { throw ValidationError("--limit and --min-count must be at least 1") }
    }

    func run() throws {
        let (inputs, reading) = try corpus.inputs(files)
        let model = try data.load(isQuiet: quiet)
        if let pairs { return try suggestPatterns(pairs.path, model, inputs, reading) }
        let collector = LabelName.collector(model, label, contexts: contexts, width: width)
        let progress = Progress(quiet: quiet)
        var done = 0
        let report = DocumentVisitor.visit(inputs, reading, names: model.names, say: { [quiet] in if !quiet { messages.say($0) } }) { document, analysis in
            collector.add(document, &analysis)
            done += 1
            progress.show("documents", done, done)
        }
        progress.end()
        let kinds = kind.isEmpty ? Set(SuggestionKind.allCases) : Set(kind)
        let list = collector.suggestions(kinds: kinds, minimum: minCount, limit: limit)
        if let accept { try append(list, to: accept.path) } else { try print(list) }
        if report.status != .success { throw Ending(report.status) }
    }

    private func print(_ list: [Suggestion]) throws {
        let show = display.show
        var out = format == .tsv ? "kind\tlabel\tcount\tdocuments\tscore\trow\n" : ""
        for (n, s) in list.enumerated() {
            switch format {
            case .json: out += s.json.serialized + "\n"
            case .tsv: out += "\(s.kind.rawValue)\t\(s.label)\t\(s.count)\t\(s.documents)\t\(Decimals.text(s.score, 3))\t\(s.row.isEmpty ? s.text : s.row)\n"
            case .text:
                out += "\(n + 1). \(s.kind.rawValue) \(s.label) \(show(s.text))  ×\(s.count) in \(s.documents) documents  (\(s.evidence.joined(separator: ", ")))\n"
                for r in s.related { out += "   see \(show(r))\n" }
                if !s.row.isEmpty { out += "   row: \(show(s.row))\n" }
                for c in s.contexts { out += "   \(c.shown(show, width: 0, place: 0))\n" }
            }
        }
        try printText(out)
    }

    private func append(_ list: [Suggestion], to path: FilePath) throws {
        let names = list.filter { $0.kind == .name }
        if names.isEmpty {
            if !quiet { messages.say("nothing to append to \(path.text)") }
            return
        }
        var text = ""
        if path.kind == nil {
            makeDirectory(path.directory)
            text = "name\n"
        } else {
            let old = try readInput(path)
            let header = String(decoding: old.split(separator: 0x0A).first { $0.first != UInt8(ascii: "#") } ?? [], as: UTF8.self)
            if !header.split(separator: "\t").first.map({ $0 == "name" }).map({ $0 })! { throw ending(.data, "\(path.text): its first column is not name; accept into another file") }
            text = String(decoding: old, as: UTF8.self)
            if !text.hasSuffix("\n") { text += "\n" }
        }
        text += names.map { $0.row + "\n" }.joined()
        do throws(SystemError) {
            var file = try RecordOutput(file: path)
            let bytes = Array(text.utf8)
            let result: Result<Void, SystemError> = bytes.withUnsafeBytes { b in
                do throws(SystemError) { return .success(try file.write(b)) } catch { return .failure(error) }
            }
            try result.get()
            try file.finish()
        } catch { throw ending(.cannotCreate, "\(path.text): \(error.description)") }
        if !quiet { messages.say("\(names.count) row\(names.count == 1 ? "" : "s") appended to \(path.text)") }
    }

    private func suggestPatterns(_ path: FilePath, _ model: Model, _ inputs: InputList, _ reading: ReadingOptions) throws {
        var seeds: [SeedFact] = []
        for (n, line) in String(decoding: try readInput(path), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 5 else { throw ending(.data, "\(path.text):\(n + 1): a pair has five cells: type, role, name, role, name") }
            seeds.append(SeedFact(type: cells[0], first: (cells[1], cells[2]), second: (cells[3], cells[4])))
        }
        let collector = PatternCollector(model: model, seeds: seeds)
        let report = DocumentVisitor.visit(inputs, reading, names: model.names, say: { [quiet] in if !quiet { messages.say($0) } }) { document, analysis in collector.add(document, &analysis) }
        var out = ""
        for (n, p) in collector.suggestions(minimum: minCount, limit: limit).enumerated() {
            switch format {
            case .json:
                out += JSONValue.members(["type": .text(p.type), "match": .text(p.match), "count": .integer(p.count), "pairs": .integer(p.pairs),
                                          "examples": .list(p.examples.map(\.json))]).serialized + "\n"
            case .tsv: out += "\(p.type)\t\(p.count)\t\(p.pairs)\t\(p.match)\n"
            case .text:
                out += "pattern \(p.type.lowercased()).suggested-\(n + 1) : \(p.type)\n  note    \(p.count) places, \(p.pairs) known pairs\n  match   \(display.show(p.match))\n"
                for e in p.examples { out += "  # \(e.shown(display.show, width: 0, place: 0))\n" }
            }
        }
        try printText(out)
        if report.status != .success { throw Ending(report.status) }
    }
}
