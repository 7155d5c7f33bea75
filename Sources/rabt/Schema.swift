import ArgumentParser
import Merging
import Pipeline
import RecordWriting

struct Schema: ParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable { case record, merge, manifest }

    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema (2020-12) of records, of merged records or of a run's manifest.",
        discussion: """
            Examples:
              rabt schema > record.schema.json
              rabt schema merge
              rabt schema manifest
            """)

    @Argument(help: "record (one line of extract's output), merge (one line of merge's) or manifest.")
    var subject = Subject.record

    func run() throws {
        switch subject {
        case .record: try printText(JSONSchema.record())
        case .merge: try printText(MergeShapes.schema())
        case .manifest: try printText(Manifest.schema)
        }
    }
}
