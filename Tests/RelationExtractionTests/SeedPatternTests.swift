import Lexicons
import Testing
import TextModel

@testable import RelationExtraction

/// The shipped patterns load without errors. Their examples run through the real stages: `rabt pattern check`.
struct SeedPatternTests {
    static let names = World.names + [
        ("أحمد الخطيب", .pers, .name), ("سمير حداد", .pers, .name), ("العراقي", .norp, .name), ("التونسية", .norp, .name), ("المتهم", .pers, .nominal),
    ] as [(String, Label, MentionForm)]

    @Test func load() throws {
        var sources: [(name: String, text: String)] = []
        for path in try FileReader.walk(FileName(World.root + "/seeds/patterns"), suffix: ".pattern") {
            sources.append((path.last.text, String(decoding: try FileReader.read(path), as: UTF8.self)))
        }
        let world = try World(sources, names: SeedPatternTests.names)
        for d in world.diagnostics { if d.severity == .error { Issue.record("\(d.description)") } }
        #expect(world.files.contains { $0.patterns.contains { !$0.examples.isEmpty } })
    }
}
