import ArgumentParser
import Merging
import Pipeline
import RecordReading
import Reporting
import SystemFiles

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes a dossier: one HTML page of documents, events, people and disagreements.",
        discussion: """
            Examples:
              rabt extract reports/ -o facts.jsonl && rabt report facts.jsonl --texts reports -o dossier.html
              rabt merge facts.jsonl > merged.jsonl && rabt report facts.jsonl merged.jsonl -o dossier.html

            Reads records of rabt extract and of rabt merge, in any order; where there are none of merge, it merges. The page is one file, right to left,
            without scripts, and fetches nothing. Texts are read from --texts, or from the source that the document record names, and shown only where
            every mention fits; otherwise the page lists the mentions.
            Exit status: 0 all read and written, 64 usage, 65 bad lines, 66 missing input, 73 cannot create, 74 read or write error.
            """)

    @Argument(help: "Files of records, or - for stdin.")
    var inputs: [PathArgument] = []

    @Option(name: .shortAndLong, help: ArgumentHelp("The page to write (default: stdout).", valueName: "file"))
    var output: PathArgument?

    @Option(help: ArgumentHelp("Folder of the original texts.", valueName: "dir"))
    var texts: PathArgument?

    @Flag(help: "Don't read the texts that document records name.")
    var noTexts = false

    @Option(help: ArgumentHelp("Documents to show; more are counted.", valueName: "n"))
    var maxDocuments = 200

    @Flag(name: .shortAndLong, help: "No messages but errors of usage.")
    var quiet = false

    func validate() throws {
        if maxDocuments < 1 { throw ValidationError("--max-documents must be at least 1") }
        if noTexts && texts != nil { throw ValidationError("--no-texts and --texts exclude each other") }
    }

    func run() throws {
        let named = try recordInputs(inputs)
        try refuseToOverwrite(output?.path, named)
        var dossier = Dossier(maximumDocuments: maxDocuments)
        let folder = Process.environment("TMPDIR") ?? FilePath("/tmp")
        var merger = Merger(options: MergeOptions(temporaryFolder: folder.bytes.isEmpty ? "/tmp" : folder.text))
        var status = ExitStatus.success
        for path in named {
            try readRecords(path, quiet: quiet, &status) { record throws(MergeFault) in
                dossier.add(record)
                _ = try merger.add(record)
            }
        }
        if !dossier.hasMergedRecords { try merge(&merger, into: &dossier, &status) }
        if !noTexts { dossier.loadTexts { record in readText(record) } }
        if Process.isStopping { throw Ending(.ioError) }

        var out = try openOutput(output?.path)
        var writer = ReportWriter(dossier)
        do {
            try writer.write { try out.write($0) }
            try out.finish()
        } catch let error as SystemError {
            out.discard()
            throw writeFailure(error, output?.path.text ?? "stdout")
        }
        if status != .success { throw Ending(status) }
    }

    private func merge(_ merger: inout Merger, into dossier: inout Dossier, _ status: inout ExitStatus) throws {
        let collected = Collected()
        do throws(MergeFault) {
            try merger.finish { bytes throws(MergeFault) in collected.bytes.append(contentsOf: bytes) }
        } catch {
            throw ending(.ioError, error.description)
        }
        for warning in merger.warnings {
            if !quiet { messages.say(warning.description) }
            status.raise(to: .data)
        }
        var parser = RecordParser()
        var fault: JSONFault?
        collected.bytes.withUnsafeBufferPointer { bytes in
            for line in bytes.split(separator: 0x0A) {
                do throws(JSONFault) { dossier.add(try parser.parse(UnsafeBufferPointer(rebasing: line))) } catch { fault = error }
            }
        }
        if let fault { throw ending(.internalError, "merging wrote a line that can't be read: \(fault.message)") }
    }

    private final class Collected { var bytes: [UInt8] = [] }

    /// The first of DIR/source, DIR/name and source that is a regular file of moderate size.
    private func readText(_ record: DocumentRecord) -> [UInt8]? {
        let source = FilePath(record.source)
        guard !source.bytes.isEmpty, !source.bytes.contains(0), !source.isStandardStream else { return nil }
        let candidates = texts.map { [$0.path.appending(source.bytes), $0.path.appending(source.lastComponent.bytes)] } ?? [source]
        for path in candidates {
            guard path.kind == .file, let file = try? Descriptor.open(reading: path) else { continue }
            defer { try? file.close() }
            guard let status = try? file.status(), status.kind == .file, status.size <= 64 << 20 else { continue }
            if let bytes = try? readFile(path) { return bytes }
        }
        return nil
    }
}
