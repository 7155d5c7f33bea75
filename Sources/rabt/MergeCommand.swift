import ArgumentParser
import Merging
import Pipeline
import RecordReading
import SystemFiles

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Joins the records of many documents: who is who, which events are one, and where sources disagree.",
        discussion: """
            Examples:
              rabt extract reports/ | rabt merge > dossier.jsonl
              rabt merge monday.jsonl tuesday.jsonl -o week.jsonl
              rabt merge facts.jsonl | jq -c 'select(.type == "conflict")'
              rabt merge --by-key shard-17.jsonl -o part-17.jsonl      map: what merging needs of a shard
              rabt merge part-*.jsonl                                  reduce: the same result as of all records at once

            Reads what rabt extract writes, in any order, and writes entities, event clusters, facts and conflicts. The order of the input doesn't change
            the output. Memory stays within --memory and a few bytes an entity; the rest goes to temporary files.
            Exit status: 0 all read and written, 64 usage, 65 bad lines or documents left out, 66 missing input, 73 cannot create, 74 read or write error.
            """)

    @Argument(help: "Files of records, or - for stdin.")
    var inputs: [PathArgument] = []

    @Flag(help: "Write what merging needs of the records, sorted by document, for a later merge.")
    var byKey = false

    @Option(help: ArgumentHelp("Memory for sorting, such as 64M or 1G.", valueName: "size"), transform: MergeCommand.size)
    var memory = 256 << 20

    @Option(help: ArgumentHelp("Folder for temporary files (default: $TMPDIR, else /tmp).", valueName: "dir"))
    var tempDir: PathArgument?

    @Option(help: ArgumentHelp("Sources and documents to list with each record; all are counted.", valueName: "n"))
    var maxSources = 1000

    @Option(help: ArgumentHelp("Days within which two documents' ranks and posts are compared.", valueName: "days"))
    var sameTime = 45

    @Option(name: .shortAndLong, help: ArgumentHelp("Merging runs in one thread; the flag is accepted for scripts that give it to every verb.", valueName: "n"))
    var jobs: Int?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file, which appears when it is complete.", valueName: "file"))
    var output: PathArgument?

    @Flag(name: .shortAndLong, help: "No messages but errors of usage.")
    var quiet = false

    private static func size(_ text: String) throws -> Int {
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = text.last.flatMap { units[Character($0.uppercased())] }
        guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0 else { throw ValidationError("'\(text)' is no size; write 64M or 1G") }
        let (bytes, over) = number.multipliedReportingOverflow(by: unit ?? 1)
        if over || bytes < 1 << 16 || bytes > 1 << 40 { throw ValidationError("--memory must be between 64K and 1024G") }
        return bytes
    }

    func validate() throws {
        if maxSources < 1 { throw ValidationError("--max-sources must be at least 1") }
        if sameTime < 0 { throw ValidationError("--same-time can't be negative") }
    }

    func run() throws {
        let named = try recordInputs(inputs)
        try refuseToOverwrite(output?.path, named)
        let folder = tempDir?.path ?? Process.environment("TMPDIR") ?? FilePath("/tmp")
        let options = MergeOptions(memory: memory, temporaryFolder: folder.bytes.isEmpty ? "/tmp" : folder.text, maximumSources: maxSources, sameTime: sameTime,
                                   isStopping: { Process.isStopping })
        var merger = Merger(options: options)
        var status = ExitStatus.success
        for path in named {
            try readRecords(path, quiet: quiet, &status) { record throws(MergeFault) in
                if try !merger.add(record) { throw MergeFault.alreadyMerged(path: path.text) }
            }
            if Process.isStopping { throw Ending(.ioError) }
        }

        let out = OutputBox(try openOutput(output?.path))
        do throws(MergeFault) {
            if byKey {
                try merger.finishPartial { bytes throws(MergeFault) in try out.write(bytes) }
            } else {
                try merger.finish { bytes throws(MergeFault) in try out.write(bytes) }
            }
        } catch {
            out.discard()
            if case .stopped = error { throw Ending(.ioError) }
            if case .output(let code) = error { throw writeFailure(SystemError(code), output?.path.text ?? "stdout") }
            throw ending(.ioError, error.description)
        }
        if Process.isStopping {
            out.discard()
            throw Ending(.ioError)
        }
        do throws(SystemError) { try out.finish() } catch { throw writeFailure(error, output?.path.text ?? "stdout") }
        for warning in merger.warnings {
            if !quiet { messages.say(warning.description) }
            status.raise(to: .data)
        }
        if status != .success { throw Ending(status) }
    }
}
