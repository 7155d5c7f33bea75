import Lexicons
import Testing
import TextModel

@testable import RelationExtraction

/// The shipped patterns: they load without errors and their examples hold, on hand-tagged names.
struct SeedPatternTests {
    static let names = World.names + [
        ("أحمد الخطيب", .pers, .name), ("سمير حداد", .pers, .name), ("العراقي", .norp, .name), ("التونسية", .norp, .name), ("المتهم", .pers, .nominal),
    ] as [(String, Label, MentionForm)]

    @Test func examplesHold() throws {
        var sources: [(name: String, text: String)] = []
        for path in try FileReader.walk(FileName(World.root + "/seeds/patterns"), suffix: ".pattern") {
            sources.append((path.last.text, String(decoding: try FileReader.read(path), as: UTF8.self)))
        }
        let world = try World(sources, names: SeedPatternTests.names)
        for d in world.diagnostics { if d.severity == .error { Issue.record("\(d.description)") } }
        var runner = ExampleRunner(program: world.program, vocabulary: world.vocabulary)
        let report = runner.run(world.files) { world.analyze($0) }
        for d in report.diagnostics { Issue.record("\(d.description)") }
        #expect(report.examples > 60)
    }
}
