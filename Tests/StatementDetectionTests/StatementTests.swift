import Pipeline
import TextModel
import XCTest

final class StatementTests: XCTestCase {
    private func stages() throws -> any DocumentProcessor { try Shipped.model.get().makeProcessor() }

    /// A rank that a noun group tells is the report's own, unless its sources give two.
    func testDisputedRanksStandOnTheirSources() throws {
        let stages = try stages()
        func sources(_ second: String) -> [[String]] {
            let text = "قالت الشرطة العراقية إن العميد سمير حداد قتل في الهجوم. وذكرت وكالة رويترز أن \(second) سمير حداد قتل مع حراسه."
            let reading = Reading(text, stages)
            return reading.analysis.facts.filter { $0.trigger == nil && reading.string($0.bytes).hasSuffix("سمير حداد") }.map { reading.chain($0.attribution).map { $0 ?? "" } }
        }
        XCTAssertEqual(sources("اللواء"), [["الشرطة العراقية"], ["وكالة رويترز"]])
        XCTAssertEqual(sources("العميد"), [[]])
    }

    /// All cases together; which ones are wrong is printed, so that a change shows what it costs.
    func testCorpus() throws {
        let stages = try stages()
        var total = 0, speakers = 0, forms = 0, spans = 0, chains = 0, extra = 0
        for c in try Case.all() {
            let reading = Reading(c.text, stages)
            var left = reading.analysis.statements
            for said in c.statements {
                total += 1
                guard let i = left.firstIndex(where: { reading.string($0.cue).hasSuffix(said.cue) }) else {
                    print("\(c.id): no statement at \(said.cue)")
                    continue
                }
                let s = left.remove(at: i)
                let speaker = reading.argument(s, FactSchema.speaker)
                if same(speaker, said.speaker) { speakers += 1 } else { print("\(c.id): \(said.cue): speaker \(speaker ?? "-"), not \(said.speaker ?? "-")") }
                if s.form.name == said.form { forms += 1 } else { print("\(c.id): \(said.cue): form \(s.form.name)") }
                let (a, b) = reading.words(s.content), (x, y) = reading.words(c.bytes(said.span))
                if abs(a - x) <= 1, abs(b - y) <= 1 { spans += 1 } else { print("\(c.id): \(said.cue): content \(reading.string(s.content))") }
                let chain = reading.chain(s.attribution), wanted = said.attribution ?? []
                if chain.count == wanted.count, zip(chain, wanted).allSatisfy({ same($0, $1) }) { chains += 1 } else { print("\(c.id): \(said.cue): attribution \(chain)") }
            }
            for s in left where !(c.optional ?? []).contains(reading.string(s.cue)) {
                extra += 1
                print("\(c.id): extra statement at \(reading.string(s.cue)): \(reading.string(s.content))")
            }
        }
        print("\(total) statements: speaker \(speakers), form \(forms), content \(spans), attribution \(chains); \(extra) extra")
        XCTAssertGreaterThanOrEqual(total, 120)
        XCTAssertGreaterThanOrEqual(Double(speakers), Double(total) * 0.93)
        XCTAssertGreaterThanOrEqual(Double(forms), Double(total) * 0.95)
        XCTAssertGreaterThanOrEqual(Double(spans), Double(total) * 0.95)
        XCTAssertGreaterThanOrEqual(Double(chains), Double(total) * 0.95)
        XCTAssertLessThanOrEqual(extra, 8)
    }

    private func same(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return a.hasPrefix(b) || b.hasPrefix(a)
    }

    /// agency ← observatory ← regime, outermost first.
    func testNestedSources() throws {
        let r = Reading("ذكرت وكالة رويترز أن المرصد السوري أعلن أن النظام قال إن ثلاثة جنود قتلوا في حلب.", try stages())
        let inner = try XCTUnwrap(r.analysis.statements.last)
        XCTAssertEqual(r.string(inner.cue), "قال")
        XCTAssertEqual(r.chain(inner.attribution), ["وكالة رويترز", "المرصد السوري"])
        for f in r.analysis.facts { XCTAssertEqual(r.chain(f.attribution), ["وكالة رويترز", "المرصد السوري", "النظام"]) }
    }

    /// At a sentence's end بحسب covers the sentence and nothing of the next one.
    func testCitingAtTheEnd() throws {
        let r = Reading("قتل ستة مدنيين في القصف على دوما، بحسب الدفاع المدني. وقتل أربعة جنود في حمص.", try stages())
        XCTAssertEqual(r.analysis.statements.count, 1)
        for f in r.analysis.facts {
            let isFirst = f.sentence == 0
            XCTAssertEqual(r.chain(f.attribution), isFirst ? ["الدفاع المدني"] : [])
        }
    }

    /// Text of any kind ends without a trap, with contents inside the text.
    func testHostileText() throws {
        let stages = try stages()
        for text in ["", "قال", "قال:", "قال \"", "قال إن", "إن \" قال", "بحسب", "وفقا ل", "نقلا عن أن", "أن أن أن", "قال قال قال إن إن", "\"\"\" قال، قال \"", "وأضاف أن\n\nوقال:",
                     String(repeating: "قال إن ", count: 2000), String(repeating: "\"", count: 500), String(repeating: "قال \"", count: 500)] {
            let r = Reading(text, stages)
            for s in r.analysis.statements {
                XCTAssertLessThanOrEqual(Int(s.content.end), r.text.count)
                XCTAssertLessThan(s.content.start, s.content.end)
            }
        }
    }
}
