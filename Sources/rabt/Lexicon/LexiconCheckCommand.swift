import ArgumentParser
import Lexicons
import Pipeline
import SystemFiles

struct LexiconCheckCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Lists every problem of lexicon files, with what to do about it.",
        discussion: """
            Examples:
              rabt lexicon check
              rabt lexicon check lexicons mine        'mine' is laid over 'lexicons'
              rabt lexicon check --fix                repairs what is safe and shows the changes
              rabt lexicon check --format json | jq -r '.file + ":" + (.line | tostring)'
              rabt lexicon check --corpus news/*.txt  also: entries that the texts never name

            A problem is a line on stdout: file:line:column: error or warning: message; remedy. Exit status: 78 where there is an error, else 0.
            """)

    @Argument(help: "Lexicon directories, a later one over the earlier ones (default: the ones that extract uses).")
    var directories: [PathArgument] = []

    @Option(help: "text, or json: one object a line.")
    var format = Format.text

    @Flag(help: "Repair what is safe: invisible characters, blanks at the edges of cells, no-break spaces, vowel marks, tatweel, Persian look-alike letters.")
    var fix = false

    @Flag(help: "With --fix: show the changes, write nothing.")
    var dryRun = false

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Texts in which every entry should be met; the ones that aren't are listed.", valueName: "files"))
    var corpus: [PathArgument] = []

    @Flag(help: "Errors only.")
    var errorsOnly = false

    func validate() throws {
        if dryRun && !fix { throw ValidationError("--dry-run goes with --fix") }
    }

    func run() throws {
        let places = try lexiconDirectories(directories)
        if fix { try repair(places) }
        let check: LexiconCheck
        do throws(ModelError) { check = try LexiconCheck(places) } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        }
        try printDiagnostics(check, format == .json ? .json : .text, errorsOnly: errorsOnly)
        messages.say("\(check.fileCount) files, \(check.rowCount) rows: \(check.errorCount) errors, \(check.warningCount) warnings")
        if check.errorCount > 0 { throw Ending(.configuration) }
        if !corpus.isEmpty { try reportUnused(places) }
    }

    private func repair(_ places: [FilePath]) throws {
        let check: LexiconCheck
        do throws(ModelError) { check = try LexiconCheck(places) } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        }
        var lines = 0
        for file in check.files {
            guard let kind = file.repair else { continue }
            let repair = LexiconRepair(file.bytes, kind)
            if repair.changes.isEmpty { continue }
            lines += repair.changes.count
            try printText(repair.diff(name: file.path.text, of: file.bytes))
            if dryRun { continue }
            do throws(SystemError) { try replaceFile(file.path, repair.bytes) } catch {
                throw ending(.cannotCreate, "\(file.path.text): cannot write: \(error.description)")
            }
        }
        messages.say("\(lines) lines \(dryRun ? "would be repaired" : "repaired")")
    }

    /// Entries that no text of the corpus names.
    private func reportUnused(_ places: [FilePath]) throws {
        let model: Model
        do throws(ModelError) {
            model = try Model.load(ModelPaths(lexicons: places, patterns: []), cache: ModelCache.standard(version: Rabt.toolVersion), notice: { messages.say($0) })
        } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        }
        let use = LexiconUse(model)
        let report = use.read(corpus.map(\.path), say: { messages.say($0) })
        var text = ""
        let unused = use.unused
        for row in unused {
            text += format == .json
                ? jsonObject([("file", .text(row.file)), ("line", .number(row.line)), ("column", .none), ("severity", .text("warning")),
                              ("message", .text("\"\(row.name)\" is met in none of \(report.documents) texts")), ("remedy", .text(""))])
                : visible("\(row.file):\(row.line): warning: \"\(row.name)\" is met in none of \(report.documents) texts") + "\n"
            if text.utf8.count > 1 << 16 {
                try printText(text)
                text = ""
            }
        }
        try printText(text)
        messages.say("\(unused.count) of \(model.lexicon.entries.count) entries are met in none of \(report.documents) texts")
        if report.status != .success { throw Ending(report.status) }
    }
}

/// The directories that were named, else the ones that extract would use.
func lexiconDirectories(_ named: [PathArgument]) throws -> [FilePath] {
    if !named.isEmpty { return named.map(\.path) }
    guard let places = findModel(lexicons: [], patterns: []) else {
        throw ending(.configuration, "no lexicons found; name their directory, or set RABT_DATA")
    }
    return places.lexicons
}
