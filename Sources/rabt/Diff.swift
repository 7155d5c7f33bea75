import ArgumentParser
import Comparison
import Display
import DocumentReading
import Lexicons
import Pipeline
import RecordFiles
import RecordWriting
import SystemFiles

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the records that an edit gains, loses and changes, grouped by the row or pattern that caused them.",
        discussion: """
            Examples:
              rabt diff old.jsonl new.jsonl                                two record files
              cp -R lexicons /tmp/new; edit /tmp/new/gpe/levant.tsv
              rabt diff --lexicons lexicons --lexicons-new /tmp/new reports/  two sets of lexicons over a corpus
              rabt diff --patterns seeds --patterns-new /tmp/seeds reports/   two sets of patterns

            The run with the old set is kept in $XDG_CACHE_HOME/rabt (or --cache), keyed by the files' contents, so that the next edit of names or patterns
            only goes through the documents that hold the changed words. Exit status: 0 nothing differs, 1 something does.
            """)

    @Argument(help: "Two record files; with --lexicons-new or --patterns-new the texts: files, directories, - for stdin.")
    var files: [PathArgument] = []

    @OptionGroup var data: ModelOptions

    @Option(help: ArgumentHelp("The new directory of lexicons (may be given more than once).", valueName: "dir"))
    var lexiconsNew: [PathArgument] = []

    @Option(help: ArgumentHelp("The new directory of patterns (may be given more than once).", valueName: "dir"))
    var patternsNew: [PathArgument] = []

    @Option(help: ArgumentHelp("Directory for kept runs.", valueName: "dir"))
    var cache: PathArgument?

    @Flag(help: "Keep no runs.")
    var noCache = false

    @Option(help: ArgumentHelp("Code points on each side.", valueName: "n"))
    var width = 40

    @Option(help: "text or json (one change a line).")
    var format = AnswerFormat.text

    @Option(name: [.customShort("j", allowingJoined: true), .long], help: ArgumentHelp("Documents that are worked on at once.", valueName: "n"))
    var jobs: Int?

    @Flag(name: .shortAndLong, help: "No totals and no progress.")
    var quiet = false

    @OptionGroup var corpus: CorpusOptions
    @OptionGroup var display: DisplayOptions

    private var comparesModels: Bool { !lexiconsNew.isEmpty || !patternsNew.isEmpty }

    func validate() throws {
        if !comparesModels && files.count != 2 { throw ValidationError("name two record files, or --lexicons-new or --patterns-new and texts") }
        if let jobs, !(1...1024 ~= jobs) { throw ValidationError("--jobs must be between 1 and 1024") }
        if !(0...1000 ~= width) { throw ValidationError("--width must be between 0 and 1000") }
    }

    func run() throws { try comparesModels ? compareModels() : compareRecords() }

    // MARK: Record files

    private func compareRecords() throws {
        func read(_ path: FilePath) throws -> RecordFile {
            let file = RecordFile(bytes: try readInput(path), name: path.text)
            for p in file.problems { messages.say(p) }
            if !file.problems.isEmpty { throw Ending(.data) }
            return file
        }
        let a = try read(files[0].path), b = try read(files[1].path)
        let numbers = Dictionary(a.documents.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { x, _ in x })
        if !a.documents.isEmpty, !b.documents.isEmpty, !b.documents.contains(where: { numbers[$0.id] != nil }) {
            throw ending(.data, "the two files are of different documents (\(a.documents[0].id) …, \(b.documents[0].id) …)")
        }
        var all = a.documents.map { (old: Optional($0), new: DocumentRecords?.none) }
        for d in b.documents {
            if let n = numbers[d.id] { all[n].new = d } else { all.append((nil, d)) }
        }
        var changes: [Change] = []
        for (i, d) in all.enumerated() {
            if let x = d.old, let y = d.new, x.offsets != y.offsets {
                throw ending(.data, "\(x.id): the offsets of one file count \(x.offsets)s, those of the other \(y.offsets)s")
            }
            changes += Comparer.compare(d.old.map(Comparer.findings) ?? [], d.new.map(Comparer.findings) ?? [], document: i)
        }
        for d in all where d.old == nil || d.new == nil { if !quiet { messages.say("\((d.old ?? d.new)!.id): only in \(d.old == nil ? files[1].path.text : files[0].path.text)") } }
        let texts = SourceTexts(all.map { ($0.new ?? $0.old)! })
        let output = ChangeOutput(show: display.show, colour: .automatic, width: width, document: { texts[$0] }, name: { (all[$0].new ?? all[$0].old)!.id },
                                  countsBytes: all.first.map { ($0.new ?? $0.old)!.offsets == "byte" } ?? false)
        try print(changes, ChangeGroup.groups(changes, named: { $0 }), output)
    }

    // MARK: Sets of lexicons and patterns

    private func compareModels() throws {
        let (inputs, reading) = try corpus.inputs(files)
        let old = try data.paths()
        var new = old
        if !lexiconsNew.isEmpty { new.lexicons = lexiconsNew.map(\.path) }
        if !patternsNew.isEmpty { new.patterns = patternsNew.map(\.path) }
        let documents = try Documents(inputs, reading, quiet: quiet)
        let progress = Progress(quiet: quiet)
        let impact: Impact
        do {
            let store = noCache ? nil : ModelCache.standard(version: Rabt.toolVersion)
            let options = Impact.Options(cache: noCache ? nil : cache?.path ?? findCache(), jobs: jobs ?? Process.processorCount, build: ModelCache.build(version: Rabt.toolVersion))
            // What was edited a moment ago is edited again soon: its model isn't worth a file.
            impact = try Impact(old: old, new: new, documents: documents.list, options: options, loadOld: { try Model.load($0, cache: store) },
                                loadNew: { try Model.load($0, cache: store, isKept: false) }) {
                progress.show("documents with the \($0) set", $1, $2)
            }
        } catch let error as ModelError {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        } catch let error as FileError { throw ending(.configuration, error.description) }
        progress.end()
        let output = ChangeOutput(show: display.show, colour: .automatic, width: width, document: { documents.list[$0] }, name: { documents.id($0) }, countsBytes: true)
        if !quiet {
            let cause = impact.difference.general.isEmpty ? "" : "; \(impact.difference.general.prefix(3).joined(separator: ", ")) can touch any"
            messages.say("\(impact.rerun) of \(documents.list.count) documents hold changed words\(cause)\(impact.usedCache ? "" : "; the run of the old set is kept for next time")")
        }
        if documents.status != .success { _ = try? print(impact.changes, impact.groups, output); throw Ending(documents.status) }
        try print(impact.changes, impact.groups, output)
    }

    private func print(_ changes: [Change], _ groups: [ChangeGroup], _ output: ChangeOutput) throws {
        switch format {
        case .json: try printText(output.json(groups))
        case .text: try printText(output.text(groups) + (quiet ? "" : ChangeOutput.totals(changes) + "\n"))
        }
        if !changes.isEmpty { throw Ending(.negative) }
    }
}
