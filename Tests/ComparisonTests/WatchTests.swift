import Comparison
import Testing
import TextModel

struct WatchTests {
    private func answers(_ session: inout WatchSession) -> Bool { session.look() != nil }

    /// Half a file and an editor's temporary one are no edits: a look answers when the files were the same twice.
    @Test func waitsUntilFilesRest() throws {
        let fixture = try ImpactFixture()
        let text = Document(id: "a", source: "", date: "", text: Array("وصل وفد إلى سلمية ثم إلى تلدو.".utf8))
        var session = try WatchSession(fixture.paths("new"), [text])
        #expect(answers(&session) == false)
        let places = try fixture.read("new/lexicons/gpe/places.tsv")
        try fixture.write("new/lexicons/gpe/places.tsv", places + "سل")
        #expect(answers(&session) == false)
        try fixture.write("new/lexicons/gpe/places.tsv", places + "سلمية\t\t\t\n")
        #expect(answers(&session) == false)
        guard case .changed(let changes, _)? = session.look() else { Issue.record("no answer"); return }
        #expect(changes.contains { $0.kind == .gained && $0.finding.type == "GPE" })
        #expect(answers(&session) == false)
        // Broken, and told once; the last good set is what the next edit is compared with.
        try fixture.write("new/lexicons/gpe/places.tsv", "no header\n")
        #expect(answers(&session) == false)
        guard case .broken(let lines)? = session.look() else { Issue.record("not broken"); return }
        #expect(!lines.isEmpty)
        #expect(answers(&session) == false)
        try fixture.write("new/lexicons/gpe/places.tsv", places + "سلمية\t\t\t\nتلدو\t\t\t\n")
        #expect(answers(&session) == false)
        guard case .changed(let more, _)? = session.look() else { Issue.record("no answer"); return }
        #expect(more.filter { $0.finding.type == "GPE" && $0.kind == .gained }.count == 1)
    }
}
