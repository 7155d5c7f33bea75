import Evaluation
import Testing
import TextModel

@Suite struct BCubedTests {
    private func items(_ entities: [String?]) -> [BCubed.Item] {
        entities.enumerated().map { BCubed.Item(bytes: ByteRange($0 * 10, $0 * 10 + 5), label: .pers, entity: $1) }
    }

    /// The worked example of Bagga and Baldwin 1998: 1–5, 6–7, 8–12 against 1–5 and 6–12 joined.
    @Test func published() {
        let gold = items(["a", "a", "a", "a", "a", "b", "b", "c", "c", "c", "c", "c"])
        let one = BCubed(system: items(["x", "x", "x", "x", "x", "y", "y", "y", "y", "y", "y", "y"]), gold: gold)
        #expect(abs(one.precision - (5 + 2 * 2 / 7.0 + 5 * 5 / 7.0) / 12) < 1e-9)
        #expect(one.recall == 1)
        #expect(BCubed(system: gold, gold: gold).f1 == 1)
    }

    @Test func missingMentions() {
        let gold = items(["a", "a", "b"]), system = Array(items(["x", "x"]))
        #expect(BCubed(system: system, gold: gold).f1 == 1)
        let all = BCubed(system: system, gold: gold, scope: .all)
        #expect(all.precision == 1 && abs(all.recall - 2.0 / 3) < 1e-9)
        #expect(BCubed(system: items([nil, nil]), gold: items(["a", "a"])).recall == 0.5)
        #expect(BCubed(system: [], gold: []).f1 == 0)
    }
}
