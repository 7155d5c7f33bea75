import ArgumentParser
import DocumentReading
import Pipeline
import SystemFiles

/// Flags about the texts that a verb reads.
struct CorpusOptions: ParsableArguments {
    @Option(help: "text: a file is a document; jsonl: a line is one (default: jsonl for files that end in .jsonl).")
    var input: InputFormat?

    @Option(help: ArgumentHelp("Files of directories to read (default: *.txt, with --input jsonl *.jsonl).", valueName: "pattern"))
    var glob: String?

    @Option(help: ArgumentHelp("Date of the documents.", valueName: "yyyy-mm-dd"))
    var date: String?

    func validate() throws {
        if let date, documentDate(date) == nil { throw ValidationError("--date must be an ISO date such as 2017-02-25") }
    }

    func inputs(_ paths: [PathArgument]) throws -> (InputList, ReadingOptions) {
        if paths.isEmpty && Descriptor.standardInput.isTerminal { throw ValidationError("no input: name files or directories, or pipe text in") }
        let named = paths.isEmpty ? [FilePath("-")] : paths.map(\.path)
        var reading = ReadingOptions()
        reading.format = input ?? (named.allSatisfy { $0.text.hasSuffix(".jsonl") } ? .jsonl : .text)
        reading.date = date.flatMap { documentDate($0) } ?? ""
        return (InputList(paths: named, options: InputList.Options(glob: glob ?? (reading.format == .text ? "*.txt" : "*.jsonl"))), reading)
    }
}
