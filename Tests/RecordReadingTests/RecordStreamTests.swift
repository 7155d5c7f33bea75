@testable import RecordReading
import TextModel
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

private func record(_ text: String) throws -> Record {
    var parser = RecordParser()
    return try Array(text.utf8).withUnsafeBufferPointer { try parser.parse($0) }
}

/// A file with these bytes, gone when `body` is done.
private func withFile<R>(_ text: String, _ body: (String) throws -> R) throws -> R {
    let path = "/tmp/rabt-record-reading-\(getpid())-\(UInt.random(in: 0 ... .max))"
    let file = fopen(path, "w")!
    fwrite(text, 1, text.utf8.count, file)
    fclose(file)
    defer { unlink(path) }
    return try body(path)
}

@Suite struct RecordStreamTests {
    private let event = #"{"type":"event","doc":"d","id":"v1","event":"Die","trigger":{"text":"مقتل","start":0,"end":4},"args":[{"role":"count","text":"40","start":5,"end":7,"#
        + #""mention":"m1","entity":null,"label":"CARDINAL","value":"40"}],"start":0,"end":7,"text":"مقتل 40","sentence":0,"polarity":"asserted","modality":"actual","#
        + #""attribution":[{"statement":"s1","text":"الشرطة","entity":"e1"}],"codes":{},"found_by":"x","score":1,"later":[{}]}"#

    @Test func typedFields() throws {
        guard case .fact(let fact) = try record(event) else { return #expect(Bool(false)) }
        #expect(fact.isEvent && fact.type == "Die" && fact.args[0].value == "40" && fact.args[0].entity == nil)
        #expect(fact.attribution == [AttributionRecord(statement: "s1", text: "الشرطة", entity: "e1")])
        #expect(fact.trigger?.text == "مقتل" && fact.text == "مقتل 40")
    }

    @Test func escapesAreResolved() throws {
        guard case .entity(let entity) = try record(#"{"type":"entity","doc":"\u0628\ud83d\ude00","id":"e1","label":"PERS","name":"a\"\\\/\n","aliases":[],"mentions":["m1"],"#
            + #""kb":[{"scheme":"wikidata","id":"Q1"}],"attributes":[],"key":"k"}"#) else { return #expect(Bool(false)) }
        #expect(entity.doc == "ب😀" && entity.name == "a\"\\/\n" && entity.kb == [NamedValue("wikidata", "Q1")])
    }

    @Test(arguments: [
        ("[]", JSONFault.Kind.notAnObject), (#"{"doc":"d"}"#, .missingKey("type")), (#"{"type":"thing","doc":"d"}"#, .unknownType("thing")),
        (#"{"type":1,"doc":"d"}"#, .wrongType(key: "type", wanted: "a string")), (#"{"type":"mention","doc":"d","start":2,"end":1}"#, .badRange),
        (#"{"type":"mention","doc":"d","start":"2","end":1}"#, .wrongType(key: "start", wanted: "a whole number")),
        (#"{"type":"mention","doc":"d","start":99999999999999999999,"end":1}"#, .wrongType(key: "start", wanted: "a whole number")),
    ])
    func faultsOfRecords(_ text: String, _ kind: JSONFault.Kind) {
        #expect { try record(text) } throws: { ($0 as? JSONFault)?.kind == kind }
    }

    @Test func badLinesAreToldAndPassedOver() throws {
        try withFile(event + "\n{\"type\":\"relation\",\"ربط\":}\n\n" + event + "\r\n" + event.dropLast(5)) { path in
            var stream = try RecordStream(path: path)
            var count = 0
            while try stream.next() != nil { count += 1 }
            #expect(count == 2)
            #expect(stream.diagnostics.map { [$0.line, $0.column] }.first == [2, 26])
            #expect(stream.badLines == 2 && stream.diagnostics.last?.line == 5)
        }
    }

    @Test func linesAcrossBlocks() throws {
        let lines = (0..<200).map { String(repeating: "ب", count: $0 * 7 % 131) }
        try withFile(lines.joined(separator: "\n")) { path in
            for block in [16, 17, 64, 4096] {
                var reader = try LineReader(path: Array(path.utf8), blockSize: block)
                var found: [String] = []
                while let line = try reader.next() { found.append(String(decoding: line, as: UTF8.self)) }
                #expect(found == lines)
            }
        }
    }

    @Test func filesThatCannotBeRead() {
        #expect(throws: InputFault.self) { _ = try RecordStream(path: "/nowhere/at/all") }
        #expect(throws: InputFault.self) { _ = try RecordStream(path: "/tmp") }
    }
}
