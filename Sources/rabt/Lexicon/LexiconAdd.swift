import ArgumentParser
import Lexicons
import Pipeline
import SystemFiles

struct LexiconAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Appends a row to an entry file, after checking it against everything that is there.",
        discussion: """
            Examples:
              rabt lexicon add 'كفرنبل' --to mine/gpe/places.tsv --id geonames:168121 --set country=SY
              rabt lexicon add 'هيئة تحرير الشام' --to mine/org/groups.tsv --variant 'هتش' --short 'الهيئة'

            The file is made where it isn't there; its folder says the label. Warnings are shown and the row is written; with errors nothing is.
            """)

    @Argument(help: "The name, in full and careful spelling.")
    var name: String

    @Option(help: ArgumentHelp("The entry file, below a label's folder of a lexicon directory.", valueName: "file"))
    var to: PathArgument

    @Option(help: "Identifier, scheme:value (may be given more than once; the first is the entry's own).")
    var id: [String] = []

    @Option(help: "Another spelling or name (may be given more than once).")
    var variant: [String] = []

    @Option(help: "A short form that is used once the full name has appeared (may be given more than once).")
    var short: [String] = []

    @Option(help: "Switches: trigger, exact, -hamza, -ya, -ta, -proclitic.")
    var match: String?

    @Option(help: ArgumentHelp("Another column (may be given more than once).", valueName: "column=value"))
    var set: [String] = []

    @Option(help: "Where the row comes from.")
    var source = "curated"

    @Option(help: ArgumentHelp("Directory of lexicons to check against (may be given more than once).", valueName: "dir"))
    var lexicons: [PathArgument] = []

    func validate() throws {
        for pair in set where !pair.contains("=") { throw ValidationError("--set takes column=value, not '\(pair)'") }
    }

    func run() throws {
        var cells: [(column: String, value: String)] = [("name", name)]
        if !id.isEmpty { cells.append(("id", id.joined(separator: " "))) }
        if !variant.isEmpty { cells.append(("variants", variant.joined(separator: " | "))) }
        if !short.isEmpty { cells.append(("short", short.joined(separator: " | "))) }
        if let match { cells.append(("match", match)) }
        for pair in set {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cells.append((String(parts[0]), String(parts[1])))
        }
        let path = to.path, folder = path.directory
        // The file's own lexicon directory lies over the others.
        var places = try lexiconDirectories(lexicons)
        let own = folder.directory
        if !places.contains(where: { $0 == own || FileIdentity($0).map { $0 == FileIdentity(own) } ?? false }), own.kind == .directory { places.append(own) }
        let addition: LexiconAddition
        do throws(LexiconAddition.Problem) {
            if let found = try? LexiconAddition(cells + [("source", source)], to: path, directories: places) { addition = found } else {
                addition = try LexiconAddition(cells, to: path, directories: places)
            }
        } catch {
            switch error {
            case .model(let error):
                for line in error.lines { messages.say(line) }
                throw Ending(.configuration)
            case .noColumn(let column, let columns): throw ending(.usage, "\(path.text) has no column \"\(column)\"; it has \(columns.joined(separator: ", "))")
            case .unreadable(let error): throw ending(.noInput, error.description)
            }
        }
        for line in diagnosticLines(addition) { messages.say(line) }
        if addition.hasErrors { throw ending(.configuration, "nothing was written") }
        do throws(SystemError) {
            try ModelCache.makeDirectories(folder)
            try replaceFile(path, addition.bytes)
        } catch { throw ending(.cannotCreate, "\(path.text): cannot write: \(error.description)") }
        messages.say("\(path.text):\(addition.line): added")
    }
}

/// Writes a file so that it is the old or the new one, never half of it.
func replaceFile(_ path: FilePath, _ bytes: [UInt8]) throws(SystemError) {
    var file = try RecordOutput(file: path)
    let result: Result<Void, SystemError> = bytes.withUnsafeBytes { buffer in
        do throws(SystemError) { return .success(try file.write(buffer)) } catch { return .failure(error) }
    }
    try result.get()
    try file.finish()
}
