import ArgumentParser
import DocumentReading
import Lexicons
import Pipeline
import RecordWriting
import SystemFiles

struct PatternCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pattern",
        abstract: "Checks, formats and measures patterns.",
        discussion: """
            Examples:
              rabt pattern check                         every example of every pattern, through all stages
              rabt pattern check seeds/patterns/die.pattern
              rabt pattern format seeds/patterns         lays files out; --check only tells which would change
              rabt pattern coverage reports/             hits, sole hits, overlaps and conflicts of each pattern
              rabt pattern profile reports/              time and hits of each pattern
            """,
        subcommands: [PatternCheckCommand.self, PatternFormatCommand.self, PatternCoverageCommand.self, PatternProfileCommand.self])
}

/// Pattern files that were named, or all of a directory.
private func patternFiles(_ paths: [FilePath]) throws -> [FilePath] {
    var files: [FilePath] = []
    for path in paths {
        if path.kind == .directory {
            do throws(FileError) {
                files += try FileReader.walk(FileName(bytes: path.bytes), suffix: ".pattern").map { FilePath(bytes: $0.bytes) }
            } catch { throw ending(.noInput, "\(path.text): \(error.reason)") }
        } else {
            files.append(path)
        }
    }
    return files
}

private func patternText(_ path: FilePath) throws -> String {
    do throws(SystemError) { return String(decoding: try readFile(path), as: UTF8.self) } catch {
        throw ending(.noInput, "\(path.text): \(error.description)")
    }
}

struct PatternCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Runs the examples of patterns through all stages; a failing one is an error.",
        discussion: """
            A directory is checked instead of the shipped patterns; of files only the named ones, together with what else lies in their directory.
            Exit status: 0 all examples hold, 66 missing file, 78 broken patterns or failing examples.
            """)

    @Argument(help: "A directory of patterns, or pattern files.")
    var paths: [PathArgument] = []

    @Option(help: ArgumentHelp("Directory of lexicons (may be given more than once).", valueName: "dir"))
    var lexicons: [PathArgument] = []

    @Flag(name: .shortAndLong, help: "No counts.")
    var quiet = false

    func run() throws {
        let named = paths.map(\.path)
        for path in named where path.kind == nil { throw ending(.noInput, "\(path.text): no such file or directory") }
        var directories: [FilePath] = []
        for path in named {
            let directory = path.kind == .directory ? path : path.directory
            if !directories.contains(directory) { directories.append(directory) }
        }
        guard let places = findModel(lexicons: lexicons.map(\.path), patterns: directories) else {
            throw ending(.configuration, "no lexicons found; name their directory with --lexicons, or with RABT_DATA")
        }
        let model: Model
        do throws(ModelError) { model = try Model.load(places, cache: ModelCache.standard(version: Rabt.toolVersion)) } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        }
        let all = try patternFiles(places.patterns)
        let wanted = named.isEmpty ? all : try patternFiles(named)
        let result = PatternCheck(model).run(try all.map { ($0.text, try patternText($0)) }, only: Set(wanted.map(\.text)))
        for problem in result.problems { Messages.line(problem) }
        if !quiet {
            try printText("\(wanted.count) files, \(result.patterns) patterns, \(result.examples) examples, \(result.failures) failures\n")
        }
        if result.failures > 0 { throw Ending(.configuration) }
    }
}

struct PatternFormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format",
        abstract: "Lays pattern files out: keys in one column, one space between elements.",
        discussion: "Exit status: 0 done, 1 with --check where a file would change, 66 missing file, 73 cannot write, 78 broken patterns.")

    @Argument(help: "Directories or files; - reads stdin and writes stdout.")
    var paths: [PathArgument]

    @Flag(help: "Name the files that would change, and leave them as they are.")
    var check = false

    func run() throws {
        var status = ExitStatus.success
        for path in try patternFiles(paths.map(\.path)) {
            let text: String
            if path.isStandardStream {
                var bytes: [UInt8] = []
                do throws(SystemError) {
                    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
                    defer { chunk.deallocate() }
                    while case let count = try Descriptor.standardInput.read(into: chunk), count > 0 { bytes += chunk.prefix(count) }
                } catch { throw ending(.ioError, "stdin: \(error.description)") }
                text = String(decoding: bytes, as: UTF8.self)
            } else {
                text = try patternText(path)
            }
            let formatted = PatternCheck.formatted(text)
            if path.isStandardStream && !check {
                try printText(formatted)
            } else if formatted != text {
                if check {
                    try printText("\(path.text)\n")
                    status.raise(to: .negative)
                } else {
                    do throws(SystemError) {
                        var output = try RecordOutput(file: path)
                        let result: Result<Void, SystemError> = Array(formatted.utf8).withUnsafeBytes { bytes in
                            do throws(SystemError) { return .success(try output.write(bytes)) } catch { return .failure(error) }
                        }
                        try result.get()
                        try output.finish()
                    } catch { throw ending(.cannotCreate, "\(path.text): \(error.description)") }
                }
            }
        }
        if status != .success { throw Ending(status) }
    }
}

/// What `coverage` and `profile` share: a corpus, read as `extract` reads it.
struct PatternCorpusOptions: ParsableArguments {
    @Argument(help: "Files or directories of texts.")
    var inputs: [PathArgument]

    @Option(help: "text: a file is a document; jsonl: a line is one, {\"id\", \"text\", \"date\", …}.")
    var input = InputFormat.text

    @OptionGroup(title: "Lexicons and patterns")
    var sources: ModelOptions

    /// Runs all patterns over the corpus.
    func survey() throws -> PatternSurvey {
        let model = try sources.load()
        let survey = PatternSurvey(model)
        let nowhere: RecordOutput
        do throws(SystemError) { nowhere = RecordOutput(stream: try Descriptor.open(writing: FilePath("/dev/null"))) } catch {
            throw ending(.ioError, "/dev/null: \(error.description)")
        }
        var reading = ReadingOptions()
        reading.format = input
        let options = BatchRunner.Options(jobs: 1, reading: reading, records: RecordOptions(types: []))
        let runner = BatchRunner(options: options, names: model.names, makeProcessor: { survey }, say: { messages.say($0) })
        let report = runner.run(InputList(paths: inputs.map(\.path), options: InputList.Options(glob: input == .text ? "*.txt" : "*.jsonl")), to: nowhere)
        if report.status != .success { throw Ending(report.status) }
        return survey
    }
}

/// Columns aligned with spaces: the first ones to the right.
private func printTable(_ head: [String], _ rows: [[String]], numbers: Int) throws {
    var widths = head.map(\.count)
    for row in rows { for (i, cell) in row.enumerated() { widths[i] = max(widths[i], cell.count) } }
    var text = ""
    for row in [head] + rows {
        var line = ""
        for (i, cell) in row.enumerated() {
            let padding = String(repeating: " ", count: widths[i] - cell.count)
            line += (i > 0 ? "  " : "") + (i < numbers ? padding + cell : i == row.count - 1 ? cell : cell + padding)
        }
        while line.last == " " { line.removeLast() }
        text += line + "\n"
    }
    try printText(text)
}

struct PatternCoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Counts what each pattern finds in a corpus, and what others find too.",
        discussion: """
            hits: records; sole: records that no other pattern would have told; overlap: records whose words overlap with another pattern's record;
            lost: matches that gave way to another pattern, and which one took most of them. Patterns without hits are listed too.
            """)

    @OptionGroup var corpus: PatternCorpusOptions

    func run() throws {
        let rows = try corpus.survey().result()
        try printTable(["hits", "sole", "overlap", "lost", "pattern", "to", "file"], rows.map {
            [String($0.hits), String($0.soleHits), String($0.overlaps), String($0.conflicts), $0.pattern, $0.strongestRival ?? "", $0.place]
        }, numbers: 4)
    }
}

struct PatternProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Measures time and hits of each pattern on a corpus, the most expensive first.",
        discussion: "Times of single patterns include the clock's own; the last lines tell the time of the stage without it.")

    @OptionGroup var corpus: PatternCorpusOptions

    func run() throws {
        let survey = try corpus.survey()
        let rows = survey.result().sorted { ($0.seconds, $1.pattern) > ($1.seconds, $0.pattern) }
        func micro(_ seconds: Double) -> String { String(Int((seconds * 1e6).rounded())) }
        try printTable(["µs", "attempts", "hits", "pattern", "file"], rows.map {
            [micro($0.seconds), String($0.attempts), String($0.hits), $0.pattern, $0.place]
        }, numbers: 3)
        let share = survey.allSeconds > 0 ? Int((survey.relationSeconds / survey.allSeconds * 100).rounded()) : 0
        try printText("\(survey.documents) documents, \(survey.bytes) bytes; patterns \(micro(survey.relationSeconds)) µs of \(micro(survey.allSeconds)) µs (\(share)%)\n")
    }
}
