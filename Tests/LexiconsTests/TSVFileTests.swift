import Testing
import TextModel
@testable import Lexicons

@Suite struct TSVFileTests {
    func file(_ text: String, key: String = "word") -> TSVFile { TSVFile(bytes: Array(text.utf8), name: "f.tsv", key: key) }

    @Test func reads() {
        let f = file("\u{FEFF}# note\r\n\r\nword\tforms\tgender\r\nحزب\tأحزاب/p |  حزبان/d\tm\r\n\r\n# more\r\nحركة\r\n")
        #expect(f.diagnostics.isEmpty)
        #expect(f.columns == ["word", "forms", "gender"])
        #expect(f.rowCount == 2 && f.headerLine == 3)
        #expect(f.text(0, 0) == "حزب" && f.texts(0, 1) == ["أحزاب/p", "حزبان/d"] && f.text(0, named: "gender") == "m")
        #expect(f.text(1, 0) == "حركة" && f.isEmpty(1, 1) && f.text(1, named: "gender") == "" && f.line(1) == 7)
    }

    @Test(arguments: ["word\na", "word\na\n", "word\r\na\r\n"]) func endsOfLine(_ text: String) { #expect(file(text).text(0, 0) == "a") }

    /// Text, expected line:column and a part of the message.
    @Test(arguments: [
        ("", "f.tsv: error: there is no header"), ("# only\n\n", "f.tsv: error: there is no header"),
        ("form\na\n", "f.tsv:1:1: error: the header has no column \"word\""), ("word\tx\tx\na\n", "f.tsv:1:8: error: the column \"x\" stands twice"),
        ("word\tx\na\tb\tc\n", "f.tsv:2:5: error: 3 cells, but the header names 2"), ("word\tx\n\tb\n", "f.tsv:2:1: error: the cell \"word\" is empty"),
        ("x\tword\nb\n", "f.tsv:2: error: the cell \"word\" is missing"),
        ("word\nحم\u{202E}ص\n", "f.tsv:2:3: error: bidi control U+202E"), ("word\nحم\u{2067}ص\n", "f.tsv:2:3: error: bidi control U+2067"),
        ("word\nحم\u{200F}ص\n", "f.tsv:2:3: warning: direction mark U+200F"), ("word\nحم\u{64F}ص\n", "f.tsv:2:3: warning: vowel mark U+064F"),
        ("word\nحمـص\n", "f.tsv:2:3: warning: tatweel U+0640"), ("word\n\u{FEA3}\n", "f.tsv:2:1: warning: presentation form U+FEA3"),
        ("word\na\u{200B}b\n", "f.tsv:2:2: warning: invisible character U+200B"), ("word\nحي \u{A0}ب\n", "f.tsv:2:4: warning: no-break space U+00A0"),
        ("word\tx\nحمص \tb\n", "f.tsv:2:4: warning: blank at the edge"), ("word\na\u{0}b\n", "f.tsv:2:2: error: control character U+0000"),
        ("word\n" + String(repeating: "ا ", count: 16) + "ا\n", "f.tsv:2:1: error: the \"word\" has 17 words"),
        ("word\n" + String(repeating: "ا", count: 257) + "\n", "f.tsv:2:1: error: the \"word\" has 1 words in 514 bytes"),
    ]) func problems(_ text: String, _ expected: String) {
        let f = file(text)
        #expect(f.diagnostics.count == 1)
        #expect(f.diagnostics.first?.description.hasPrefix(expected) == true, "\(f.diagnostics.map(\.description))")
        #expect(f.diagnostics.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test(arguments: [([0xFF], "0xFF"), ([0xC0, 0xAF], "0xC0"), ([0xED, 0xA0, 0x80], "0xED"), ([0xF4, 0x90, 0x80, 0x80], "0xF4"), ([0xD8], "0xD8"),
                      ([0xE2, 0x80], "0xE2")] as [([UInt8], String)])
    func invalidUTF8(_ bad: [UInt8], _ name: String) {
        let f = TSVFile(bytes: Array("word\nab".utf8) + bad + Array("\nc\n".utf8), name: "f.tsv", key: "word")
        #expect(f.diagnostics.map(\.description) == ["f.tsv:2:3: error: invalid UTF-8, byte \(name) at byte 3 of the line; save the file as UTF-8"])
        #expect(f.rowCount == 1 && f.text(0, 0) == "c")
    }

    @Test func otherEncodings() {
        let utf16 = TSVFile(bytes: [0xFF, 0xFE] + "word\nحمص\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, name: "f", key: "word")
        #expect(utf16.diagnostics.count == 1 && utf16.diagnostics[0].message.contains("UTF-16LE"))
        let bare = TSVFile(bytes: "word\tforms\tgender\nab\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, name: "f", key: "word")
        #expect(bare.diagnostics.count == 1 && bare.diagnostics[0].message.contains("UTF-16LE"))
        let cp1256: [UInt8] = [0xE3, 0xCD, 0xE3, 0xCF, 0x20, 0xC3, 0xCD, 0xE3, 0xCF, 0x20, 0xDA, 0xE1, 0xED]
        let legacy = TSVFile(bytes: Array("word\n".utf8) + cp1256 + [0x0A], name: "f", key: "word")
        #expect(legacy.diagnostics.count == 1 && legacy.diagnostics[0].message.contains("windows-1256") && legacy.diagnostics[0].line == 2)
    }

    @Test func allProblemsAreReportedUpToALimit() {
        let f = file("word\n" + String(repeating: "a\tb\n", count: 80) + "good\n")
        #expect(f.diagnostics.count == TSVFile.diagnosticLimit + 1)
        #expect(f.diagnostics.last?.message == "30 more errors are not shown")
        #expect(f.rowCount == 1)
    }

    @Test func emptyCellsBehindTheLastColumnAreFine() { #expect(file("word\tx\na\tb\t\t\n").diagnostics.isEmpty) }

    @Test func walkIsInByteOrder() throws {
        let files = try FileReader.walk(ShippedWordsTests.directory, suffix: ".tsv")
        #expect(files == files.sorted())
        #expect(throws: FileError(operation: .open, path: FileName("/nowhere/x"), errno: 2)) { try FileReader.read(FileName("/nowhere/x")) }
        #expect(throws: FileError(operation: .read, path: ShippedWordsTests.directory, errno: 21)) { try FileReader.read(ShippedWordsTests.directory) }
    }
}
