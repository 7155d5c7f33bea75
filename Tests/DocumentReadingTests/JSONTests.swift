@testable import DocumentReading
import Testing

@Suite struct LineDocumentTests {
    private func read(_ line: String) throws(JSONError) -> LineDocument {
        var document = LineDocument()
        var failure: JSONError?
        Array(line.utf8).withUnsafeBytes { bytes in
            do throws(JSONError) { try document.read(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
        return document
    }

    @Test func members() throws {
        let document = try read(#" { "id" : 7, "x\u0041":[1 , {"y":"\"}"}], "text":"أ\n\u0628\ud83d\ude00", "date":null,"z":-0.5e+3 } "#)
        #expect(document.id == Array("7".utf8))
        #expect(String(decoding: document.text, as: UTF8.self) == "أ\nب😀")
        #expect(document.date == [])
        #expect(String(decoding: document.meta, as: UTF8.self) == #"{"x\u0041":[1 , {"y":"\"}"}],"z":-0.5e+3}"#)
    }

    @Test(arguments: [
        (#"[]"#, 0), (#"{"text":1}"#, 8), (#"{"id":"a"}"#, 0), (#"{"text":"a""#, 11), (#"{"text":"a"} x"#, 13), (#"{"text":"a",}"#, 12),
        (#"{"text":"\ud800"}"#, 9), (#"{"text":"\udc00"}"#, 9), (#"{"text":"\ud800\u0041"}"#, 9), (#"{"text":"\x"}"#, 9), (#"{"text":"\u12"}"#, 9),
        ("{\"text\":\"a\tb\"}", 10), (#"{"text":"a","text":"b"}"#, 12), (#"{"text":"a","m":{"k":1,"\u006b":2}}"#, 23),
        (#"{"text":"a","n":01}"#, 17), (#"{"text":"a","n":1.}"#, 16), (#"{"text":"a","n":NaN}"#, 16), (#"{"text":"a","n":[1,]}"#, 19),
        (#"{"text":"a","n":tru}"#, 16), (#"{"text":"a" "n":1}"#, 12), (#"{'text':"a"}"#, 1), (#""#, 0), (#"{"text":"a","n":[1}"#, 18),
    ])
    func rejects(line: String, offset: Int) {
        #expect { try read(line) } throws: { ($0 as? JSONError)?.offset == offset }
    }

    @Test func depthIsLimitedWithoutRecursion() throws {
        func nested(_ depth: Int) -> String { #"{"text":"a","n":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}" }
        _ = try read(nested(64))
        #expect(throws: JSONError.self) { try read(nested(65)) }
        #expect(throws: JSONError.self) { try read(#"{"text":"a","n":"# + String(repeating: "[", count: 1_000_000)) }
    }
}
