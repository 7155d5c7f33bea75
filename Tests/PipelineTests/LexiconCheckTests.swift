import EntityTagging
import Foundation
import Lexicons
import RecordWriting
import RelationExtraction
import SystemFiles
import Testing
import TextModel

@testable import Pipeline

/// Rows 20–26 of RELIABILITY.md and every rule of the linter: what it says, and what it lets pass.
struct LexiconCheckTests {
    func check(_ files: [String: String]) throws -> [String] {
        let fixture = try ModelFixture(files)
        return try LexiconCheck([fixture.lexicons]).diagnostics.map { d in
            d.description.replacingOccurrences(of: fixture.root.path + "/lexicons/", with: "")
        }
    }

    @Test func fixtureIsClean() throws { #expect(try check([:]) == []) }

    /// File, its text, and the beginning of the one message.
    @Test(arguments: [
        // Row 20
        ("loc/a.tsv", "name\tvariants\nالجبل\tالهضبة\nالهضبة\tالجبل\n", "loc/a.tsv:2:7: error: the variants run in a circle: الجبل ("),
        ("loc/a.tsv", "name\tid\tparent\nالجبل\trabt:a\trabt:b\nالهضبة\trabt:b\trabt:a\n", "loc/a.tsv:2:14: error: the parents run in a circle: الجبل ("),
        ("loc/a.tsv", "name\tid\tparent\nالجبل\trabt:a\trabt:a\n", "loc/a.tsv:2:14: error: the parents run in a circle: الجبل ("),
        ("loc/a.tsv", "name\tid\tparent\nالجبل\trabt:a\trabt:zz\n", "loc/a.tsv:2:14: warning: no row has the parent's id rabt:zz"),
        // Row 21
        ("loc/a.tsv", "name\tid\nالجبل\trabt:a\nالجبل\trabt:a\n", "loc/a.tsv:3:1: warning: \"الجبل\" stands at"),
        ("loc/a.tsv", "name\tid\nإدلب\trabt:a\nادلب\trabt:a\n", "loc/a.tsv:3:1: warning: \"ادلب\" stands at"),
        ("loc/a.tsv", "name\tid\tlabel\nالجبل\trabt:a\t\nالقمة\trabt:a\tFAC\n", "loc/a.tsv:3:7: error: rabt:a is FAC here and LOC at"),
        ("loc/a.tsv", "name\tid\tlat\tlon\nالجبل\trabt:a\t10\t10\nالقمة\trabt:a\t10\t20\n", "loc/a.tsv:3:14: error: rabt:a lies 1095 km from where"),
        // Row 23
        ("loc/a.tsv", "name\tid\nالجبل\trabt:a\tx\n", "loc/a.tsv:2:14: error: 3 cells, but the header names 2"),
        ("loc/a.tsv", "name\tid\n\trabt:a\n", "loc/a.tsv:2:1: error: the cell \"name\" is empty"),
        ("loc/a.tsv", "name\tlabel\nالجبل\tMOUNTAIN\n", "loc/a.tsv:2:7: error: unknown label \"MOUNTAIN\""),
        ("loc/a.tsv", "name\tmatch\nالجبل\ttriger\n", "loc/a.tsv:2:7: error: unknown switch \"triger\""),
        ("loc/a.tsv", "name\tvarients\nالجبل\t\n", "loc/a.tsv:1: warning: the column \"varients\" isn't known here; is it \"variants\"?"),
        ("loc/a.tsv", "الجبل\n", "loc/a.tsv:1:1: error: the header has no column \"name\""),
        // Row 24
        ("loc/a.tsv", "name\nالج\u{202E}بل\n", "loc/a.tsv:2:4: error: bidi control U+202E"),
        ("loc/a.tsv", "name\nالج\u{200F}بل\n", "loc/a.tsv:2:4: warning: direction mark U+200F"),
        ("loc/a.tsv", "name\nالجـبل\n", "loc/a.tsv:2:4: warning: tatweel U+0640"),
        ("loc/a.tsv", "name\nالجَبل\n", "loc/a.tsv:2:4: warning: vowel mark U+064E"),
        ("loc/a.tsv", "name\n\u{FEA3}مص\n", "loc/a.tsv:2:1: warning: presentation form U+FEA3"),
        ("loc/a.tsv", "name\nکركوك\n", "loc/a.tsv:2:1: warning: U+06A9 is a Persian or Urdu letter; write ك"),
        ("loc/a.tsv", "name\nالجoل\n", "loc/a.tsv:2:4: warning: \"الجo…\" mixes Arabic and Latin letters"),
        ("loc/a.tsv", "name\nBаnk\n", "loc/a.tsv:2:2: warning: \"Bа…\" mixes Latin and Cyrillic letters"),
        ("event/a.tsv", "name\nحرب عام 7691\n", "event/a.tsv:2:9: warning: 7691 looks like 1967 written backwards"),
        ("pers/a.tsv", "name\tfrom\nسامي حداد\t9991-01-01\n", "pers/a.tsv:2:11: error: the year 9991 looks like 1999 written backwards"),
        ("pers/a.tsv", "name\tfrom\tto\nسامي حداد\t2011\t2010\n", "pers/a.tsv:2:11: error: \"from\" is later than \"to\""),
        ("pers/a.tsv", "name\tfrom\nسامي حداد\t2011-13\n", "pers/a.tsv:2:11: error: \"2011-13\": there is no month 13"),
        // Row 22
        ("loc/a.tsv", "name\nتبوك\nعرعر\u{A0}\n", "loc/a.tsv:3:5: warning: no-break space U+00A0"),
        // Row 26
        ("loc/a.tsv", "name\n" + String(repeating: "جبل ", count: 16) + "جبل\n", "loc/a.tsv:2:1: error: the \"name\" has 17 words"),
        ("loc/a.tsv", "name\n" + String(repeating: "ج", count: 50_000) + "\n", "loc/a.tsv:2:1: error: the \"name\" has 1 words in 100000 bytes"),
        // Words of the language
        ("loc/a.tsv", "name\nعلى\n", "loc/a.tsv:2:1: error: \"على\" is a function word (preposition)"),
        ("loc/a.tsv", "name\nعلي\n", "loc/a.tsv:2:1: warning: \"علي\" is a function word after folding (preposition)"),
        ("loc/a.tsv", "name\nوزير\n", "loc/a.tsv:2:1: warning: \"وزير\" is also a common word (noun)"),
        ("loc/a.tsv", "name\tvariants\nتبوك\tوزير\n", "loc/a.tsv:2:6: warning: \"وزير\" is also a common word (noun)"),
        ("loc/a.tsv", "name\tvariants\nتبوك\tعلى\n", "loc/a.tsv:2:6: error: \"على\" is a function word (preposition)"),
        ("loc/a.tsv", "name\nعل\n", "loc/a.tsv:2:1: warning: \"عل\" is the beginning of the function word"),
        ("loc/a.tsv", "name\nج\n", "loc/a.tsv:2:1: error: \"ج\" is a single letter"),
        ("loc/a.tsv", "name\tlat\tlon\nالجبل\t10\t\n", "loc/a.tsv:2:7: error: half of a pair of coordinates"),
        ("loc/a.tsv", "name\tlat\tlon\nالجبل\t99\t10\n", "loc/a.tsv:2:7: error: \"99\" is no latitude"),
        ("loc/a.tsv", "name\tid\nالجبل\tgeonames170\n", "loc/a.tsv:2:7: error: \"geonames170\" is no identifier"),
        ("names/family.tsv", "part\tband\nحداد\tz\n", "names/family.tsv:2:6: error: \"z\" is no band"),
        ("names/preposition.tsv", "part\nحداد\n", "names/preposition.tsv:1: error: "),
    ]) func says(_ file: String, _ text: String, _ expected: String) throws {
        let found = try check(["lexicons/" + file: text])
        #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
        #expect(found.count == 1, "\(found)")
    }

    /// What looks wrong and isn't.
    @Test(arguments: [
        ("loc/a.tsv", "\u{FEFF}# note\r\nname\tid\r\n\r\nالجبل\trabt:a\r\n"), ("loc/a.tsv", "name\tmatch\nعلى\ttrigger\nوزير\ttrigger\n"),
        ("loc/a.tsv", "name\tmatch\nعلى\tsure\nوزير\tsure\n"),
        ("gpe/a.tsv", "name\tid\tvariants\nسبرينغفيلد\tgeonames:1\tسبرينجفيلد\nسبرينجفيلد\tgeonames:2\tسبرينغفيلد\n"),
        ("pers/a.tsv", "name\tid\trole\nسامي حداد\trabt:s\tوزير\nسامي حداد\trabt:s\tرئيس\n"), ("product/a.tsv", "name\nإف-16\nMi-8\nسوخوي 9991x\n"),
        ("loc/a.tsv", "name\tnote\nالجبل\tمِنَ الكتاب\n"), ("curr/a.tsv", "name\nوزير\n"),
    ]) func letsPass(_ file: String, _ text: String) throws { #expect(try check(["lexicons/" + file: text]) == []) }

    @Test func everyProblemIsListed() throws {
        let rows = (0..<200).map { "الجبل\(String(repeating: "ا", count: $0))\tx\ty\n" }.joined()
        #expect(try check(["lexicons/loc/a.tsv": "name\tid\n" + rows]).count == 200)
    }

    @Test func foreignEncoding() throws {
        let fixture = try ModelFixture()
        let utf16 = Data([0xFF, 0xFE]) + "name\nتبوك\n".data(using: .utf16LittleEndian)!
        try FileManager.default.createDirectory(at: fixture.root.appendingPathComponent("lexicons/loc"), withIntermediateDirectories: true)
        try utf16.write(to: fixture.root.appendingPathComponent("lexicons/loc/a.tsv"))
        #expect(try LexiconCheck([fixture.lexicons]).diagnostics.map(\.message) == ["the file looks like UTF-16LE"])
    }

    /// The order of lines makes no difference to what is found.
    @Test func orderOfRowsDoesNotMatter() throws {
        let rows = ["الجبل\trabt:a\t10\t10", "القمة\trabt:a\t10\t20", "الهضبة\trabt:b\t\t", "الوادي\trabt:c\t\t"]
        var seen: Set<Int> = []
        for i in 0..<20 {
            var order = rows
            order.swapAt(i % 4, (i / 4) % 4)
            seen.insert(try check(["lexicons/loc/a.tsv": "name\tid\tlat\tlon\n" + order.joined(separator: "\n") + "\n"]).count)
        }
        #expect(seen == [1])
    }
}
