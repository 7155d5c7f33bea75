import ArgumentParser
import Pipeline
import RecordWriting

struct Schema: ParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable { case record, manifest }

    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema (2020-12) of records or of a run's manifest.",
        discussion: """
            Examples:
              rabt schema > record.schema.json
              rabt schema manifest
            """)

    @Argument(help: "record (one line of extract's output) or manifest.")
    var subject = Subject.record

    func run() throws {
        try printText(subject == .record ? JSONSchema.record() : Manifest.schema)
    }
}
