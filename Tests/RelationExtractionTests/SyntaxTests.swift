import Lexicons
import Testing
import TextModel

@testable import RelationExtraction

/// Bad files: every problem is told with its line and column, and nothing traps.
struct SyntaxTests {
    static func problems(_ body: String) throws -> [String] {
        let builder = VocabularyBuilder()
        for name in ["kill", "die", "say"] { builder.add(form: "قتل", to: builder.declareClass(name), features: [.past], lemma: "قتل") }
        let text = try World.read("seeds/schema.tsv")
        let (files, syntax) = PatternSource.parse(files: [("f", "rabt patterns 1\n" + body)])
        let compiler = PatternCompiler(vocabulary: builder, schema: SchemaReader.read(name: "s", text: text).0, schemaText: text)
        return (syntax + compiler.compile(files).1).filter { $0.severity == .error }.map { "\($0.line):\($0.column) \($0.message)" }
    }

    /// A bad pattern and what is said of it.
    static let table: [(String, String)] = [
        ("pattern a : Die\nmatch trigger:<nosuch>", "3:15 there is no word class <nosuch>"),
        ("pattern a : Die\nmatch killer:@PERS <kill>", "3:7 Die has no role “killer”"),
        ("pattern a : Dye\nmatch <kill>", "2:9 there is no type “Dye”"),
        ("pattern a : Die\nmatch <kill> victim:@DATE", "3:21 role victim of Die can't be DATE"),
        ("pattern a : Die\nmatch <kill> victim:@PERSON", "3:22 there is no mention label “PERSON”"),
        ("pattern a : Die\nmatch ( <kill>", "3:7 bracket ( isn't closed"),
        ("pattern a : Die\nmatch <kill>{1,1000000}", "3:13 repeat {1,1000000} is out of bounds"),
        ("pattern a : Die\nmatch <kill>{3}", "3:7 nothing in this line can wake the pattern"),
        ("pattern a : Die\nmatch <kill> ..999", "3:14 gap of 999 words is out of bounds"),
        ("pattern a : Die\nmatch victim:@PERS?", "3:7 this line matches nothing at all"),
        ("pattern a : Die\nmatch (trigger:<kill>)? victim:@PERS", "3:7 the trigger can't be optional or repeated"),
        ("pattern a : Die\nmatch trigger:<kill> trigger:<die>", "3:7 two triggers in one match"),
        ("pattern a : Die\nmatch <kill:pluperfect>", "3:13 “pluperfect” is no feature of words"),
        ("pattern a : Die\nmach <kill>", "3:1 there is no key “mach”"),
        ("match <kill>", "2:1 “match” stands before the first pattern"),
        ("policy best", "2:8 there is no policy “best”"),
        ("pattern a : Die\nmatch <kill> victim:(@PERS?)", "3:14 victim: may capture nothing"),
        ("pattern a : Die\nmatch (@PERS? .. ){2,9} <kill>", "3:7 a repeat of something that may match nothing"),
        ("pattern a : Die\nmatch trigger:<kill> victim:@PERS\nyes [victim أحمد", "4:5 [victim isn't closed"),
        ("pattern a : Die\nmatch trigger:<kill> victim:@PERS\nno [victim أحمد]", "4:4 a `no` example marks no roles"),
        ("pattern a : Die\nmatch <kill> $x", "3:14 nothing is defined as $x"),
        ("pattern a : Die\nmatch [ط+]<kill>", "3:8 ط is no proclitic"),
    ]

    @Test func everyProblemHasItsPlace() throws {
        for (body, want) in SyntaxTests.table {
            let got = try SyntaxTests.problems(body)
            if !got.contains(where: { $0.hasPrefix(want) }) { Issue.record("\(body.replacing("\n", with: " ⏎ ")): wanted \(want), got \(got)") }
        }
    }

    @Test func limitsAreErrorsNotTraps() throws {
        let deep = String(repeating: "(", count: 100_000) + "<kill>" + String(repeating: ")", count: 100_000)
        #expect(try SyntaxTests.problems("pattern a : Die\nmatch " + deep).contains { $0.contains("nested deeper") })
        let wide = String(repeating: "(", count: 20) + "<kill>" + String(repeating: "){1,64}", count: 20)
        #expect(try SyntaxTests.problems("pattern a : Die\nmatch victim:@PERS " + wide).contains { $0.contains("states") })
        let many = "( " + (0..<200_000).map { _ in "<kill>" }.joined(separator: " / ") + " )"
        #expect(try SyntaxTests.problems("pattern a : Die\nmatch victim:@PERS " + many).contains { $0.contains("states") || $0.contains("alternatives") })
    }

    @Test func damagedTextNeverTraps() throws {
        let good = try World.read("seeds/patterns/die.pattern")
        let scalars = Array(good.unicodeScalars)
        var state: UInt64 = 42
        func next(_ n: Int) -> Int {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            return Int(state >> 33) % n
        }
        let marks = Array("()[]{}<>@:|/?.=$\"~*-&# \n".unicodeScalars)
        for _ in 0..<300 {
            var copy = scalars
            for _ in 0..<1 + next(6) {
                let at = next(copy.count)
                if next(3) == 0 { copy.remove(at: at) } else { copy[at] = marks[next(marks.count)] }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: copy)
            let (files, _) = PatternSource.parse(files: [("f", String(view))])
            #expect(files.count == 1)
        }
    }

    @Test func formattingIsStable() throws {
        for path in try FileReader.walk(FileName(World.root + "/seeds/patterns"), suffix: ".pattern") {
            let text = String(decoding: try FileReader.read(path), as: UTF8.self)
            let once = PatternFormatter.format(text)
            #expect(PatternFormatter.format(once) == once)
            let before = PatternSource.parse(files: [("f", text)]).0[0].patterns.map(\.id), after = PatternSource.parse(files: [("f", once)]).0[0].patterns.map(\.id)
            #expect(before == after)
        }
    }

    @Test func explainSaysWhyNot() throws {
        let w = try World([("f", "rabt patterns 1\npattern a : Die\nmatch trigger:<kill:past قتل> ..2 victim:@PERS\nunless before <say>\n")])
        func why(_ text: String) -> String {
            var a = w.analyze(text)
            var recorder = ExplainingRecorder()
            var extractor = w.extractor
            let bytes = a.text, forms = a.forms
            bytes.withUnsafeBufferPointer { extractor.extract($0, forms, &a.analysis, only: PatternID(0), recorder: &recorder) }
            return Explanation.of(PatternID(0), recorder, w.program, a).reason
        }
        #expect(why("قتل كريم") == "found")
        #expect(why("قال قتل كريم").contains("`unless` of line 4"))
        #expect(why("وصل كريم").contains("no word of the text wakes it"))
        #expect(why("قتل الجيش أمس").contains("is ORG, not PERS"))
        #expect(why("قتل في يوم ما كريم").contains("further"))
    }
}
