import ArgumentParser
import DocumentReading
import Pipeline
import RecordWriting
import SystemFiles

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds names, relations, events and statements in Arabic text and writes them as JSON Lines.",
        discussion: """
            Examples:
              rabt extract report.txt
              rabt extract reports/ --date 2017-02-25 -o facts.jsonl
              find . -name '*.txt' -print0 | rabt extract --files-from - -0 -j 8
              rabt extract --input jsonl news.jsonl | grep '"type":"event"'
              rabt extract report.txt --emit mention,entity --offsets utf16

            Without files, or with '-', text is read from stdin. Directories are walked in byte order. Records go to stdout and nothing else does;
            messages go to stderr. Exit status: 0 all read and written, 64 usage, 65 bad input data, 66 missing input, 74 read or write error,
            78 broken lexicon or pattern.
            """)

    @Argument(help: "Files, directories, or - for stdin.")
    var inputs: [PathArgument] = []

    @Option(help: ArgumentHelp("Read the names of inputs from a file, one a line (- for stdin).", valueName: "file"))
    var filesFrom: PathArgument?

    @Flag(name: [.customShort("0"), .long], help: "Names in --files-from end with NUL, not with a line end.")
    var null = false

    @Option(help: "text: a file is a document; jsonl: a line is one, {\"id\", \"text\", \"date\", …}.")
    var input = InputFormat.text

    @Option(help: ArgumentHelp("Files of directories to read (default: *.txt, with --input jsonl *.jsonl).", valueName: "pattern"))
    var glob: String?

    @Flag(name: [.customShort("L"), .long], help: "Follow symbolic links inside directories.")
    var follow = false

    @Option(help: ArgumentHelp("Encoding of the input: auto (UTF-8, or UTF-16 with a byte order mark), utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6.",
                               valueName: "name"))
    var encoding = "auto"

    @Option(help: "What to do about a document that can't be read: end there, leave it out, or replace invalid bytes by U+FFFD.")
    var onError = ErrorPolicy.skip

    @Option(help: ArgumentHelp("Date of the documents, against which 'yesterday' and 'last Friday' are read.", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(help: ArgumentHelp("Dates by document id: lines of id, TAB, date, or a JSON object.", valueName: "file"))
    var dates: PathArgument?

    @Option(help: ArgumentHelp("Cut documents larger than this at a paragraph's end.", valueName: "bytes"))
    var maxDocument = 64 << 20

    @Option(help: ArgumentHelp("Record types to write, separated by commas: \(RecordType.names.joined(separator: ", ")).", valueName: "types"),
            transform: Extract.recordTypes)
    var emit = RecordTypes.all

    @Option(help: "What offsets count.")
    var offsets = OffsetUnit.codepoint

    @OptionGroup(title: "Lexicons and patterns")
    var sources: ModelOptions

    @Option(name: [.customShort("j", allowingJoined: true), .long], help: ArgumentHelp("Documents that are worked on at once (default: one a processor). The output is the same.", valueName: "n"))
    var jobs: Int?

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: ArgumentHelp("Write records to a file, which appears when it is complete.", valueName: "file"))
    var output: PathArgument?

    @Option(help: ArgumentHelp("Write facts about the run to a file: versions, options, counts, failures, timings.", valueName: "file"))
    var manifest: PathArgument?

    @Flag(help: "Exit with 1 where no record but the documents' own was found.")
    var failEmpty = false

    @Flag(name: .shortAndLong, help: "No messages but errors of usage.")
    var quiet = false

    private static func recordTypes(_ list: String) throws -> RecordTypes {
        var types: RecordTypes = []
        for name in list.split(separator: ",") {
            guard let type = RecordType(name: name) else {
                throw ValidationError("'\(name)' is no record type; there are \(RecordType.names.joined(separator: ", "))")
            }
            types.insert(RecordTypes(type))
        }
        guard !types.isEmpty else { throw ValidationError("name at least one record type") }
        return types
    }

    func validate() throws {
        if let jobs, !(1...1024 ~= jobs) { throw ValidationError("--jobs must be between 1 and 1024") }
        if maxDocument < 4096 || maxDocument > 1 << 30 { throw ValidationError("--max-document must be between 4096 and \(1 << 30)") }
        if let date, documentDate(date) == nil { throw ValidationError("--date must be an ISO date such as 2017-02-25") }
        if encoding != "auto", TextEncoding(named: encoding) == nil {
            throw ValidationError("unknown encoding '\(encoding)'; there are auto, \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if null && filesFrom == nil { throw ValidationError("-0 goes with --files-from") }
    }

    func run() throws {
        let start = Process.seconds
        let started = Process.timestamp
        let paths = try inputPaths()
        let named = paths.isEmpty ? [FilePath("-")] : paths
        var reading = try readingOptions()
        try refuseToOverwrite(named)
        let model = try sources.load(isQuiet: quiet)
        let loaded = Process.seconds

        var output = try openOutput()
        if self.output == nil, let status = try? Descriptor.standardOutput.status(), status.kind == .file { reading.outputs.insert(status.identity) }
        if let path = self.output?.path, let identity = FileIdentity(path) { reading.outputs.insert(identity) }
        var options = BatchRunner.Options(jobs: jobs ?? Process.processorCount, reading: reading, records: RecordOptions(types: emit, offsets: offsets))
        options.isTimed = manifest != nil
        let runner = BatchRunner(options: options, names: model.names, makeProcessor: { [emit, isTimed = options.isTimed] in model.makeProcessor(for: emit, isTimed: isTimed) },
                                 say: { [quiet] in if !quiet { messages.say($0) } })
        let list = InputList(paths: named, options: InputList.Options(glob: glob ?? (input == .text ? "*.txt" : "*.jsonl"), followsLinks: follow))
        var report = runner.run(list, to: output)

        var ending = finish(&output, &report)
        if failEmpty && report.counts.found == 0 { report.status.raise(to: .negative) }
        if let manifest {
            let facts = self.facts(report, model, named, started: started, seconds: Process.seconds - start, load: loaded - start)
            do throws(SystemError) { try write(facts, to: manifest.path) } catch {
                messages.say("\(manifest.path.text): cannot write the manifest: \(error.description)")
                report.status.raise(to: .cannotCreate)
            }
        }
        if ending == nil, report.status != .success { ending = Ending(report.status) }
        if let ending { throw ending }
    }

    private func inputPaths() throws -> [FilePath] {
        var paths = inputs.map(\.path)
        if let filesFrom {
            do throws(SystemError) {
                paths += InputList.paths(in: try readFile(filesFrom.path), separatedByNUL: null)
            } catch {
                throw ending(.noInput, "\(filesFrom.path.text): \(error.description)")
            }
            // A list without names is an input without documents.
            if paths.isEmpty { throw Ending(.success) }
        } else if paths.isEmpty && Descriptor.standardInput.isTerminal {
            throw ValidationError("no input: name files or directories, or pipe text in")
        }
        return paths
    }

    private func readingOptions() throws -> ReadingOptions {
        var reading = ReadingOptions()
        reading.format = input
        reading.encoding = TextEncoding(named: encoding)
        reading.policy = onError
        reading.date = date.flatMap { documentDate($0) } ?? ""
        reading.largestDocument = maxDocument
        if let dates {
            do throws(InputFailure) { reading.dates = try DateTable(file: dates.path) } catch {
                throw ending(error.kind == .missing ? .noInput : .data, error.description)
            }
        }
        return reading
    }

    private func refuseToOverwrite(_ inputs: [FilePath]) throws {
        for target in [output?.path, manifest?.path].compactMap(\.self) where target.kind == .file {
            guard let identity = FileIdentity(target) else { continue }
            for input in inputs where FileIdentity(input) == identity {
                throw ending(.usage, "\(target.text): this is an input; write to another file")
            }
        }
    }

    private func openOutput() throws -> RecordOutput {
        guard let path = output?.path, !path.isStandardStream else { return try standardOutput() }
        do throws(SystemError) { return try RecordOutput(file: path) } catch {
            throw ending(.cannotCreate, "\(path.text): cannot create: \(error.description)")
        }
    }

    /// Closes the output. Records that didn't arrive are an error, whatever else went well.
    private func finish(_ output: inout RecordOutput, _ report: inout RunReport) -> Ending? {
        let name = self.output?.path.text ?? "stdout"
        if report.writeError == nil && !report.isInterrupted && !Process.isStopping {
            do throws(SystemError) { try output.finish() } catch { report.writeError = error }
        }
        if Process.isStopping { report.isInterrupted = true }
        guard let error = report.writeError else {
            if report.isInterrupted { output.discard() }
            return nil
        }
        output.discard()
        report.status.raise(to: error == .brokenPipe ? .closedPipe : .ioError)
        return writeFailure(error, name)
    }

    private func facts(_ report: RunReport, _ model: Model, _ inputs: [FilePath], started: String, seconds: Double, load: Double) -> Manifest {
        var facts = Manifest()
        facts.toolVersion = Rabt.toolVersion
        facts.model = model.facts
        facts.inputs = inputs.prefix(1000).map(\.text)
        facts.options = [
            ("input", input.rawValue), ("glob", glob ?? ""), ("encoding", encoding), ("on-error", onError.rawValue), ("date", date ?? ""),
            ("dates", dates?.path.text ?? ""), ("max-document", String(maxDocument)),
            ("emit", RecordType.allCases.filter { emit.has($0) }.map(\.name).joined(separator: ",")), ("offsets", offsets.rawValue),
            ("jobs", String(jobs ?? Process.processorCount)), ("output", output?.path.text ?? "-"),
        ]
        facts.report = report
        facts.started = started
        facts.seconds = seconds
        facts.loadSeconds = load
        return facts
    }

    private func write(_ facts: Manifest, to path: FilePath) throws(SystemError) {
        var buffer = ByteBuffer()
        facts.append(to: &buffer)
        var file = try RecordOutput(file: path)
        try file.write(buffer.bytes)
        try file.finish()
    }
}

extension InputFormat: ExpressibleByArgument {}
extension ErrorPolicy: ExpressibleByArgument {}
extension OffsetUnit: ExpressibleByArgument {}
