import RecordFiles
import Testing

@testable import Evaluation

/// The measures on documents small enough to count by hand.
@Suite struct MeasureTests {
    let text = Array("زار الرئيس أحمد مدينة حمص".unicodeScalars)

    func records(_ lines: [String]) -> RecordFile { RecordFile(bytes: Array(lines.joined(separator: "\n").utf8), name: "records") }

    func gold(_ mentions: [GoldReport.Mention]) -> GoldSet {
        var set = GoldSet()
        set.reports = [GoldReport(name: "a", text: text, mentions: mentions)]
        return set
    }

    func mention(_ label: String, _ start: Int, _ end: Int, entity: String = "") -> String {
        let shown = String(String.UnicodeScalarView(text[start..<end]))
        return #"{"type":"mention","doc":"a","id":"m1","label":"\#(label)","form":"name","text":"\#(shown)","start":\#(start),"end":\#(end),"entity":"\#(entity)"}"#
    }

    @Test func countsGiveF1() {
        let c = Counts(right: 6, extra: 2, missed: 6)
        #expect(c.precision == 0.75)
        #expect(c.recall == 0.5)
        #expect(abs(c.f1 - 0.6) < 1e-12)
        #expect(Counts().f1 == 0)
    }

    @Test func genericHeadMayBeInOrOut() {
        let report = EvaluationReport(gold([.init(span: Span(16, 25), label: "GPE")]), records([mention("GPE", 22, 25)]))
        #expect(report.counts("mentions") == Counts(right: 1))
    }

    @Test func otherLabelIsExtraAndMissedAndInTheTable() {
        let report = EvaluationReport(gold([.init(span: Span(22, 25), label: "GPE")]), records([mention("PERS", 22, 25)]))
        #expect(report.counts("mentions") == Counts(extra: 1, missed: 1))
        #expect(report.confusion.map { "\($0.gold) \($0.predicted) \($0.count)" } == ["GPE PERS 1"])
    }

    @Test func overlapCounts() {
        let report = EvaluationReport(gold([.init(span: Span(4, 15), label: "PERS")]), records([mention("PERS", 11, 15)]))
        #expect(report.counts("mentions") == Counts(extra: 1, missed: 1))
        #expect(report.counts("mentions overlapping") == Counts(right: 1))
    }

    @Test func nominalsAreNoErrors() {
        let report = EvaluationReport(gold([.init(span: Span(4, 10), label: "PERS", isNominal: true)]), records([mention("OCC", 4, 10)]))
        #expect(report.counts("mentions") == Counts())
    }

    @Test func nestedAndFlatAreCountedApart() {
        let outer = GoldReport.Mention(span: Span(4, 25), label: "EVENT"), inner = GoldReport.Mention(span: Span(11, 15), label: "PERS")
        let report = EvaluationReport(gold([outer, inner]), records([mention("EVENT", 4, 25)]))
        #expect(report.counts("mentions flat") == Counts(right: 1))
        #expect(report.counts("mentions nested") == Counts(missed: 1))
    }

    @Test func recordsOfAnotherTextAreNoticed() {
        let line = #"{"type":"mention","doc":"a","id":"m1","label":"GPE","form":"name","text":"دمشق","start":22,"end":25}"#
        #expect(EvaluationReport(gold([]), records([line])).strangers == ["a"])
    }

    @Test func missingDocumentIsNamed() {
        let report = EvaluationReport(gold([.init(span: Span(22, 25), label: "GPE")]), records([]))
        #expect(report.missing == ["a"])
        #expect(report.counts("mentions") == Counts(missed: 1))
    }

    @Test func valuesOfOneDirectionAreOne() {
        #expect(GoldFolding.value(">=50") == GoldFolding.value(">50"))
        #expect(GoldFolding.value("≥ 50") != GoldFolding.value("<50"))
    }

    @Test func coreOfANameHasNoHeadAndNoHiddenArticle() {
        #expect(GoldFolding.core("مدينة حمص") == "حمص")
        #expect(GoldFolding.core("للنظام") == "النظام")
        #expect(GoldFolding.core("ستيفان #دي_ميستورا") == "ستيفان دي ميستورا")
    }

    @Test func intervalsAreTheSameInEveryRun() {
        let counts = (0..<20).map { Counts(right: $0, extra: 3, missed: 20 - $0) }
        let a = Bootstrap.interval(counts), b = Bootstrap.interval(counts)
        #expect(a?.low == b?.low && a?.high == b?.high)
        #expect((a?.low ?? 1) < (a?.high ?? 0))
        #expect(Bootstrap.interval([Counts(right: 1)]) == nil)
    }

    @Test func factsNeedTheirCoreArguments() {
        var set = gold([.init(span: Span(11, 15), label: "PERS", entity: "ahmad"), .init(span: Span(16, 25), label: "GPE", entity: "homs")])
        set.reports[0].facts = [.init(kind: .event, type: "Travel", arguments: [("person", ["ahmad"]), ("destination", ["homs"])], attribution: nil)]
        set.reports[0].hasFacts = true
        func event(_ args: String) -> String { #"{"type":"event","doc":"a","id":"v1","event":"Travel","args":[\#(args)],"start":0,"end":25,"attribution":[]}"# }
        let person = #"{"role":"person","text":"أحمد","start":11,"end":15,"value":null}"#, place = #"{"role":"destination","text":"حمص","start":22,"end":25,"value":null}"#
        let wrong = #"{"role":"destination","text":"أحمد","start":11,"end":15,"value":null}"#
        #expect(EvaluationReport(set, records([event(person + "," + place)])).counts("facts") == Counts(right: 1))
        #expect(EvaluationReport(set, records([event(person)])).counts("facts") == Counts(extra: 1, missed: 1))
        #expect(EvaluationReport(set, records([event(person + "," + wrong)])).counts("arguments") == Counts(right: 1, extra: 1, missed: 1))
    }
}
