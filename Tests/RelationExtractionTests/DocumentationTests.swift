import Lexicons
import Testing
import TextModel

@testable import RelationExtraction

/// The patterns of the documentation load and their examples hold.
struct DocumentationTests {
    @Test func patternsOfTheDocsHold() throws {
        var blocks: [String] = []
        for (i, part) in try World.read("docs/PATTERNS.md").components(splitBy: "```").enumerated() where i % 2 == 1 {
            let text = String(part.drop { $0 == "\n" })
            if text.hasPrefix("pattern ") { blocks.append(text) }
        }
        #expect(blocks.count == 5)
        let world = try World([("docs", "rabt patterns 1\nfamily docs\n" + blocks.joined(separator: "\n")), ("shared", try World.read("seeds/patterns/shared.pattern"))],
                              names: SeedPatternTests.names)
        for d in world.diagnostics where d.severity == .error { Issue.record("\(d.description)") }
        var runner = ExampleRunner(program: world.program, vocabulary: world.vocabulary)
        let report = runner.run(world.files) { world.analyze($0) }
        for d in report.diagnostics { Issue.record("\(d.description)") }
        #expect(report.examples >= 5)
    }
}

extension String {
    /// The parts between separators.
    func components(splitBy separator: String) -> [String] {
        var out: [String] = [], rest = self[...]
        while let r = rest.firstRange(of: separator) {
            out.append(String(rest[..<r.lowerBound]))
            rest = rest[r.upperBound...]
        }
        return out + [String(rest)]
    }
}
