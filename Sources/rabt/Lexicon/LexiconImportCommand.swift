import ArgumentParser
import DocumentReading
import LexiconImport
import Pipeline
import SystemFiles

struct LexiconImportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case geonames, wikidata, sparql, wof, csv }

    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turns lists of others into lexicon rows, with ids and source.",
        discussion: """
            Examples:
              rabt lexicon import geonames SY.txt --alternate-names alternateNamesV2.txt -o mine/gpe/geonames.tsv --label GPE
              rabt lexicon import wikidata latest-all.json -o mine/pers/wikidata.tsv --label PERS
              rabt lexicon import sparql query.tsv --label ORG > mine/org/parties.tsv
              rabt lexicon import wof data/*.geojson -o mine/gpe/wof.tsv
              rabt lexicon import csv people.csv --map name=الاسم --scheme staff --source 'HR list' -o mine/pers/staff.tsv

            Rows without a name in Arabic letters are passed over and counted. Mind the licence of what you import.
            """)

    @Argument(help: "geonames (a dump's table), wikidata (entities as JSON lines), sparql (results as TSV), wof (Who's On First GeoJSON), csv.")
    var format: Format

    @Argument(help: "Files, or - for stdin.")
    var files: [PathArgument]

    @Option(help: ArgumentHelp("GeoNames' alternate names, where the names in Arabic are.", valueName: "file"))
    var alternateNames: PathArgument?

    @Option(help: "Only rows of this label; rows whose label the source doesn't say get it.")
    var label: String?

    @Option(help: ArgumentHelp("For csv: which column is our name, id, variants, country, parent, lat, lon, population or gender (may be given more than once).", valueName: "ours=theirs"))
    var map: [String] = []

    @Option(help: "For csv: scheme of ids that have none.")
    var scheme = "csv"

    @Option(help: "What to write into the source column (default: the format's name).")
    var source: String?

    @Option(help: ArgumentHelp("Only places with at least so many people (GeoNames).", valueName: "n"))
    var minPopulation = 0

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: ArgumentHelp("Write to a file, which appears when it is complete.", valueName: "file"))
    var output: PathArgument?

    func validate() throws {
        if files.isEmpty { throw ValidationError("name the files to import") }
        if let label, labelNumber(label) == nil { throw ValidationError("unknown label '\(label)'") }
        for pair in map where !pair.contains("=") { throw ValidationError("--map takes ours=theirs, not '\(pair)'") }
    }

    func run() throws {
        var sink = ImportSink(label: label, source: source ?? format.rawValue, minPopulation: minPopulation)
        var out: RecordOutput
        do throws(SystemError) {
            if let path = output?.path, !path.isStandardStream {
                try ModelCache.makeDirectories(path.directory)
                out = try RecordOutput(file: path)
            } else { out = RecordOutput(stream: .standardOutput) }
        } catch { throw ending(.cannotCreate, "\(output?.path.text ?? "stdout"): cannot create: \(error.description)") }
        var status = ExitStatus.success
        do throws(ImportError) {
            var geoNames = GeoNames()
            if let alternateNames {
                do throws(SystemError) { try geoNames.readAlternateNames(alternateNames.path) } catch { throw .reading(alternateNames.path, error) }
            }
            for file in files { try read(file.path, geoNames, &sink, &out, &status) }
            try sink.flush(to: out)
            do throws(SystemError) { try out.finish() } catch { throw .writing(error) }
        } catch {
            switch error {
            case .reading(let path, let error): throw ending(.noInput, "\(path.text): \(error.description)")
            case .writing(let error): throw writeFailure(error, output?.path.text ?? "stdout")
            case .table(let message): throw ending(.data, message)
            }
        }
        messages.say("\(sink.written) rows; passed over: \(sink.skipped) without a name in Arabic letters\(sink.otherLabel > 0 ? ", \(sink.otherLabel) of other labels or unknown label" : "")")
        if status != .success { throw Ending(status) }
    }

    private func read(_ path: FilePath, _ geoNames: GeoNames, _ sink: inout ImportSink, _ out: inout RecordOutput, _ status: inout ExitStatus) throws(ImportError) {
        do {
            switch format {
            case .geonames:
                var lines = try LineStream(path)
                while let line = try lines.next() { try sink.add(geoNames.name(line), to: out) }
            case .sparql:
                var lines = try LineStream(path)
                guard let header = try lines.next(), let table = Wikidata.Table(header: header) else {
                    throw ImportError.table("\(path.text): the first line names no variable ?item")
                }
                while let line = try lines.next() { try sink.add(table.name(line), to: out) }
            case .wikidata:
                var lines = try LineStream(path)
                while let line = try lines.next() {
                    do throws(JSONError) { sink.keep(try Wikidata.name(line)) } catch {
                        messages.say("\(path.text):\(lines.number): malformed JSON: \(error.message)")
                        status.raise(to: .data)
                    }
                    try sink.write(to: out)
                }
            case .wof:
                let bytes = try readFile(path)
                // One feature a file, or one a line.
                let isLines = bytes.split(separator: 0x0A).prefix(2).allSatisfy { $0.first == 0x7B && $0.last == 0x7D } && bytes.contains(0x0A)
                for (number, part) in (isLines ? bytes.split(separator: 0x0A) : [bytes[...]]).enumerated() {
                    do throws(JSONError) { sink.keep(try WhosOnFirst.name(Array(part))) } catch {
                        messages.say("\(path.text):\(number + 1): malformed JSON: \(error.message)")
                        status.raise(to: .data)
                    }
                    try sink.write(to: out)
                }
            case .csv:
                let table = CSVTable(try readFile(path))
                if let line = table.openQuote { throw ImportError.table("\(path.text):\(line): a quotation mark is never closed") }
                var given: [String: String] = [:]
                for pair in map {
                    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    given[String(parts[0])] = String(parts[1])
                }
                guard let mapping = table.mapping(given) else {
                    throw ImportError.table("\(path.text): no column holds the name; say which with --map name=COLUMN (there are \(table.columns.joined(separator: ", ")))")
                }
                for row in table.rows { try sink.add(table.name(row.cells, mapping, scheme: scheme), to: out) }
            }
        } catch let error as ImportError { throw error } catch let error as SystemError { throw .reading(path, error) } catch { throw .table("\(error)") }
    }
}
